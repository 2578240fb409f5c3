package io.mcpguard.identity;

/** Whether a version names one release. Ranges, wildcards and tags such as {@code latest} do not. */
final class Versions {

    private Versions() {}

    /** Three numbers, and then perhaps a pre-release and a build, as in Semantic Versioning 2.0.0; a {@code v} before it is fine. */
    static boolean isSemantic(String version) {
        int at = version.startsWith("v") ? 1 : 0;
        for (int part = 0; part < 3; part++) {
            int from = at;
            while (at < version.length() && isDigit(version.charAt(at))) {
                at++;
            }
            if (at == from) {
                return false;
            }
            if (part < 2) {
                if (at == version.length() || version.charAt(at) != '.') {
                    return false;
                }
                at++;
            }
        }
        return at == version.length()
                || ("-+".indexOf(version.charAt(at)) >= 0 && at + 1 < version.length() && isRest(version, at + 1));
    }

    /** A public or local version as in PEP 440: it starts with a digit and has no wildcard. */
    static boolean isPython(String version) {
        int at = version.startsWith("v") ? 1 : 0;
        return at < version.length() && isDigit(version.charAt(at)) && isRest(version, at);
    }

    private static boolean isRest(String version, int from) {
        for (int i = from; i < version.length(); i++) {
            char c = version.charAt(i);
            boolean fits = isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ".-+!_".indexOf(c) >= 0;
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
