package io.mcpguard.data.leak;

/**
 * The parts of an address that a sender may put a letter into: the first label of the host, the last of the path, the
 * query.
 */
final class AddressParts {

    private AddressParts() {}

    /** Takes one part and what it is called in the address. */
    @FunctionalInterface
    interface Visitor {

        void part(String name, int start, int end);
    }

    /** Visits the parts of a text without white space; of any other text none. */
    static void forEach(String text, Visitor visitor) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ') {
                return;
            }
        }
        int scheme = text.indexOf("://");
        int host = scheme < 0 ? 0 : scheme + 3;
        int query = indexOf(text, "?#", host);
        int slash = text.lastIndexOf('/', query - 1);
        if (scheme >= 0) {
            visit("host", host, Math.min(query, indexOf(text, "./:", host)), visitor);
        }
        if (slash >= host) {
            visit("path", slash + 1, query, visitor);
        }
        int at = query;
        while (at < text.length()) {
            int end = indexOf(text, "&;#", at + 1);
            int equals = text.indexOf('=', at);
            if (equals > at && equals < end) {
                visit("?" + text.substring(at + 1, equals), equals + 1, end, visitor);
            } else {
                visit("?", at + 1, end, visitor);
            }
            at = end;
        }
    }

    private static void visit(String name, int start, int end, Visitor visitor) {
        if (end > start) {
            visitor.part(name, start, end);
        }
    }

    private static int indexOf(String text, String signs, int from) {
        int at = from;
        while (at < text.length() && signs.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return Math.min(at, text.length());
    }
}
