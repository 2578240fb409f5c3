package io.mcpguard.session;

/**
 * Whether a URI can come from an RFC 6570 template, as far as its literal parts tell. Variables without an operator hold
 * no slash, as their expansion escapes it. What stands between two variables is looked for as early as it can be, so a few
 * odd URIs with the same text twice are not recognised. Linear in practice, and bounded: longer URIs come from none.
 */
final class UriTemplate {

    /** In characters, of URI and template. */
    static final int MAX_LENGTH = 8_192;

    private UriTemplate() {}

    static boolean matches(String template, String uri) {
        if (template.length() > MAX_LENGTH || uri.length() > MAX_LENGTH) {
            return false;
        }
        int open = template.indexOf('{');
        if (open < 0) {
            return template.equals(uri);
        }
        if (!uri.startsWith(template.substring(0, open))) {
            return false;
        }
        int at = open;
        while (true) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                return false; // no template
            }
            int next = template.indexOf('{', close);
            String literal = template.substring(close + 1, next < 0 ? template.length() : next);
            int found = next < 0 ? lastPlace(uri, literal, at) : uri.indexOf(literal, at);
            if (found < 0
                    || (isPlain(template.charAt(open + 1))
                            && uri.substring(at, found).indexOf('/') >= 0)) {
                return false;
            }
            at = found + literal.length();
            if (next < 0) {
                return true;
            }
            open = next;
        }
    }

    /** Where the last literal stands, which has to end the URI; -1 if it does not. */
    private static int lastPlace(String uri, String literal, int from) {
        int place = uri.length() - literal.length();
        return place >= from && uri.endsWith(literal) ? place : -1;
    }

    /** The operators that let slashes through, or that RFC 6570 keeps for later. */
    private static boolean isPlain(char first) {
        return "+#./;?&=,!@|".indexOf(first) < 0;
    }
}
