package io.mcpguard.drift;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where a text could send something: hosts of URLs, mail addresses, IPv4 addresses. Linear in the text. */
final class Addresses {

    /** Longer ones are cut: no host name is longer (RFC 1035). */
    private static final int MAX_LENGTH = 255;

    /** Names that lead nowhere: RFC 2606, RFC 6761 and the machine itself. Schemas are identified by URLs, and nobody opens them. */
    private static final List<String> HARMLESS = List.of(
            "example.com",
            "example.org",
            "example.net",
            "localhost",
            "127.0.0.1",
            "0.0.0.0",
            "json-schema.org",
            "schema.org",
            "www.w3.org");

    private static final List<String> HARMLESS_ENDINGS =
            List.of(".example.com", ".example.org", ".example.net", ".example", ".test", ".localhost", ".invalid");

    private Addresses() {}

    static Set<String> in(String text) {
        var found = new HashSet<String>();
        String lower = text.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf("://"); at >= 0; at = lower.indexOf("://", at + 3)) {
            int end = endOfAuthority(lower, at + 3);
            String authority = lower.substring(at + 3, end);
            add(withoutPort(authority.substring(authority.lastIndexOf('@') + 1)), found);
        }
        for (int at = lower.indexOf('@'); at >= 0; at = lower.indexOf('@', at + 1)) {
            boolean hasUser = at > 0 && isHost(lower.charAt(at - 1));
            int end = endOfHost(lower, at + 1);
            String host = lower.substring(at + 1, end);
            if (hasUser && host.indexOf('.') > 0 && !isVersion(withoutDot(host)) && !isHarmless(withoutDot(host))) {
                found.add("@" + withoutDot(host));
            }
        }
        numbers(lower, found);
        return found;
    }

    /** Below these, where a country has them, sites are registered. */
    private static final Set<String> REGISTRIES = Set.of("co", "com", "org", "net", "gov", "ac", "edu");

    /** What somebody registered: {@code sentry} of {@code us.sentry.io}; {@code ""} of what has no such name. */
    static String site(String address) {
        List<String> labels =
                List.of(address.substring(address.startsWith("@") ? 1 : 0).split("\\."));
        int at = labels.size() - 2;
        if (at > 0 && REGISTRIES.contains(labels.get(at))) {
            at--;
        }
        return at < 0 ? "" : labels.get(at);
    }

    private static void add(String host, Set<String> found) {
        String name = withoutDot(host);
        if (!name.isEmpty() && !isHarmless(name) && !isPlaceholder(name)) {
            found.add(name);
        }
    }

    /** Four numbers with dots between them, each of one to three digits. */
    private static void numbers(String text, Set<String> found) {
        int from = 0;
        while (from < text.length()) {
            if (!isDigit(text.charAt(from))) {
                from++;
                continue;
            }
            int end = from;
            int dots = 0;
            int digits = 0;
            while (end < text.length() && (isDigit(text.charAt(end)) || text.charAt(end) == '.') && digits <= 3) {
                boolean dot = text.charAt(end) == '.';
                dots += dot ? 1 : 0;
                digits = dot ? 0 : digits + 1;
                end++;
            }
            String candidate = withoutDot(text.substring(from, end));
            if (dots >= 3 && candidate.chars().filter(c -> c == '.').count() == 3) {
                add(candidate, found);
            }
            from = end;
        }
    }

    private static int endOfAuthority(String text, int from) {
        int end = from;
        while (end < text.length()
                && end - from < MAX_LENGTH
                && (isHost(text.charAt(end)) || "@:%".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    private static int endOfHost(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < MAX_LENGTH && isHost(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static String withoutPort(String authority) {
        int colon = authority.indexOf(':');
        return colon < 0 ? authority : authority.substring(0, colon);
    }

    private static String withoutDot(String host) {
        int end = host.length();
        while (end > 0 && ".-_".indexOf(host.charAt(end - 1)) >= 0) {
            end--;
        }
        return host.substring(0, end);
    }

    private static boolean isHost(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_';
    }

    /** {@code package@1.2.3}: no top-level domain begins with a digit. */
    private static boolean isVersion(String host) {
        int last = host.lastIndexOf('.') + 1;
        return last == host.length() || isDigit(host.charAt(last));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isHarmless(String host) {
        return HARMLESS.contains(host) || HARMLESS_ENDINGS.stream().anyMatch(host::endsWith);
    }

    /** {@code https://...}, {@code http://host}: of one word, so no name that anybody could register. */
    private static boolean isPlaceholder(String host) {
        return host.indexOf('.') < 0;
    }
}
