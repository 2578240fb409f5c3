package io.mcpguard.identity;

/**
 * What a launcher is told to fetch: a name and perhaps a version.
 *
 * @param name the name; {@code ""} if it is none of a registry's, for the text may hold a password then
 * @param version as written, {@code ""} if there is none
 * @param isExact whether the version can only ever mean one release
 */
record Spec(String name, String version, boolean isExact) {

    static final Spec NONE = new Spec("", "", false);

    private static final int MAX_LENGTH = 300;
    private static final int DIGEST_LENGTH = 64;

    /** Whether the registry decides what the name stands for. */
    boolean isPlain() {
        return !name.isEmpty();
    }

    /** {@code [@scope/]name[@version]}; aliases, files, repositories and URLs are no names of the registry. */
    static Spec npm(String text) {
        int at = text.indexOf('@', 1);
        String name = at < 0 ? text : text.substring(0, at);
        String version = at < 0 ? "" : text.substring(at + 1);
        boolean scoped = name.startsWith("@");
        int slash = name.indexOf('/');
        boolean wellFormed = scoped
                ? slash > 1 && isWord(name.substring(1, slash)) && isWord(name.substring(slash + 1))
                : isWord(name);
        return of(name, version, wellFormed && isVersionLike(version), Versions.isSemantic(version));
    }

    /** {@code name[extras]==version} as in PEP 508, or uv's {@code name@version}. */
    static Spec pypi(String text) {
        int end = 0;
        while (end < text.length() && isWordCharacter(text.charAt(end))) {
            end++;
        }
        String name = text.substring(0, end);
        String rest = text.substring(end).strip();
        if (rest.startsWith("[") && rest.indexOf(']') > 0) {
            rest = rest.substring(rest.indexOf(']') + 1).strip();
        }
        if (rest.startsWith("@")) {
            String version = rest.substring(1);
            return of(name, version, isWord(name) && isVersionLike(version), Versions.isPython(version));
        }
        boolean ranged = rest.isEmpty() || "=<>!~;".indexOf(rest.charAt(0)) >= 0;
        String exact = rest.startsWith("===") ? rest.substring(3) : rest.startsWith("==") ? rest.substring(2) : "";
        return Versions.isPython(exact.strip())
                ? of(name, exact.strip(), isWord(name), true)
                : of(name, rest, isWord(name) && ranged, false);
    }

    /** {@code path/of/module@v1.2.3}. */
    static Spec go(String text) {
        int at = text.lastIndexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        String version = at < 0 ? "" : text.substring(at + 1);
        boolean isModule = name.indexOf('/') > 0 && name.indexOf("://") < 0 && isPath(name);
        return of(name, version, isModule, version.startsWith("v") && Versions.isSemantic(version));
    }

    /** {@code [host[:port]/]path[:tag][@sha256:digest]}: only the digest says what runs. */
    static Spec image(String text) {
        int at = text.indexOf('@');
        String tagged = at < 0 ? text : text.substring(0, at);
        String digest = at < 0 ? "" : text.substring(at + 1);
        int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        String name = colon < 0 ? tagged : tagged.substring(0, colon);
        String tag = colon < 0 ? "" : tagged.substring(colon + 1);
        boolean plain = isImage(name) && (tag.isEmpty() || isWord(tag));
        return at < 0 ? of(name, tag, plain, false) : of(name, digest, plain && isSha256(digest), isSha256(digest));
    }

    private static Spec of(String name, String version, boolean plain, boolean exact) {
        return plain && name.length() <= MAX_LENGTH && version.length() <= MAX_LENGTH
                ? new Spec(name, version, exact)
                : NONE;
    }

    static boolean isSha256(String digest) {
        if (!digest.startsWith("sha256:") || digest.length() != "sha256:".length() + DIGEST_LENGTH) {
            return false;
        }
        return digest.chars().skip("sha256:".length()).allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    /** Ranges have spaces and signs; a colon or slash would be another source. */
    private static boolean isVersionLike(String version) {
        return version.chars().allMatch(c -> isWordCharacter((char) c) || " +^<>=|*!,".indexOf(c) >= 0);
    }

    private static boolean isImage(String name) {
        return !name.startsWith("-") && isPath(name.replace(":", ""));
    }

    private static boolean isPath(String name) {
        return !name.isEmpty()
                && name.charAt(0) != '/'
                && name.charAt(0) != '.'
                && name.chars().allMatch(c -> isWordCharacter((char) c) || c == '/');
    }

    private static boolean isWord(String text) {
        return !text.isEmpty()
                && text.charAt(0) != '.'
                && text.charAt(0) != '-'
                && text.chars().allMatch(c -> isWordCharacter((char) c));
    }

    private static boolean isWordCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-._~".indexOf(c) >= 0;
    }
}
