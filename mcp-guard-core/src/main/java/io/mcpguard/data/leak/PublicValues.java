package io.mcpguard.data.leak;

import java.util.Locale;
import java.util.Set;

/**
 * Values that look like somebody's and are nobody's, since documentation is full of them: hosts and addresses that are
 * set apart for examples, and numbers that everybody uses for tests.
 */
final class PublicValues {

    private static final Set<String> NUMBERS = Set.of("123456789", "4111111111111111");
    /** Loopback, no address at all, and the networks for documentation (RFC 5737, RFC 3849). */
    private static final String[] NETWORKS = {"127.", "0.0.0.0", "192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:"};

    private static final Set<String> LOOPBACK = Set.of("localhost", "localhost.localdomain", "::1", "0:0:0:0:0:0:0:1");
    /** Nobody has a mailbox there (RFC 2606). */
    private static final String[] DOMAINS = {"example.com", "example.org", "example.net"};

    private static final int LONGEST = 100;
    private static final int PORT = 5;

    private PublicValues() {}

    /** Whether all of a value is one of these. */
    static boolean has(String value) {
        if (value.length() > LONGEST) {
            return false;
        }
        String text = value.strip().toLowerCase(Locale.ROOT);
        String host = host(text);
        return NUMBERS.contains(text.replace("-", "").replace(" ", ""))
                || LOOPBACK.contains(host)
                || isInNetwork(host)
                || isExample(host);
    }

    /** Without the port. */
    private static String host(String text) {
        int colon = text.lastIndexOf(':');
        boolean port = colon > 0 && colon == text.indexOf(':') && text.length() - colon - 1 <= PORT;
        for (int i = colon + 1; i < text.length() && port; i++) {
            port = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return port ? text.substring(0, colon) : text;
    }

    private static boolean isInNetwork(String host) {
        for (String network : NETWORKS) {
            if (host.startsWith(network)) {
                return host.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':' || c == '/');
            }
        }
        return false;
    }

    /** A host of an example domain, or a mail address there. */
    private static boolean isExample(String host) {
        for (String domain : DOMAINS) {
            int front = host.length() - domain.length();
            if (host.endsWith(domain) && (front == 0 || ".@".indexOf(host.charAt(front - 1)) >= 0)) {
                return host.chars().allMatch(c -> Character.isLetterOrDigit(c) || "@._-+".indexOf(c) >= 0);
            }
        }
        return false;
    }
}
