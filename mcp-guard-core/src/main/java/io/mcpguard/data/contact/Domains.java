package io.mcpguard.data.contact;

import java.util.Locale;
import java.util.Set;

/** What the domain of an e-mail address tells of it. */
final class Domains {

    /** RFC 2606 and RFC 6761: they belong to nobody, and documentation is full of them. */
    private static final Set<String> RESERVED = Set.of("test", "invalid", "example", "localhost");

    private static final Set<String> EXAMPLES = Set.of("example.com", "example.net", "example.org");

    private static final String ENCODED = "xn--";

    private final Set<String> wide = Set.copyOf(Phrases.lines("top-domains.txt"));
    private final Set<String> endings = Set.copyOf(Phrases.lines("file-endings.txt"));

    /** How well known the last label is. */
    enum Top {
        NONE,
        UNKNOWN,
        RESERVED,
        KNOWN
    }

    /** What the last label of a domain is. */
    Top top(String domain) {
        String last = last(domain);
        if (last.length() < 2) {
            return Top.NONE;
        }
        if (RESERVED.contains(last)) {
            return Top.RESERVED;
        }
        if (last.startsWith(ENCODED)) {
            return last.length() > ENCODED.length() ? Top.KNOWN : Top.NONE;
        }
        if (endings.contains(last) || !last.chars().allMatch(Character::isLetter)) {
            return Top.NONE;
        }
        boolean known = last.length() == 2 || wide.contains(last) || last.charAt(0) >= 128;
        return known ? Top.KNOWN : Top.UNKNOWN;
    }

    /** Whether it is set aside for documentation and tests. */
    boolean isForExamples(String domain) {
        String small = domain.toLowerCase(Locale.ROOT);
        int dot = small.lastIndexOf('.', Math.max(0, small.lastIndexOf('.') - 1));
        return RESERVED.contains(last(small)) || EXAMPLES.contains(small.substring(dot + 1));
    }

    private static String last(String domain) {
        return domain.substring(domain.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
