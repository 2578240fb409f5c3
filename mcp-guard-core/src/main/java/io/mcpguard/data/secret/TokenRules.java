package io.mcpguard.data.secret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All formats of tokens, found by the first two characters of their literals. Immutable. */
final class TokenRules {

    static final List<String> FILES = List.of(
            "clouds.yaml",
            "secrets-and-infrastructure.yaml",
            "code-hosts.yaml",
            "packages.yaml",
            "chat.yaml",
            "payment.yaml",
            "models.yaml",
            "data.yaml",
            "monitoring.yaml",
            "saas.yaml");

    /** Of a character: it is a letter or digit. */
    static final byte WORD = 1;
    /** Tokens may begin with it. */
    static final byte START = 2;
    /** A literal that stands inside tokens may begin with it. */
    static final byte INSIDE = 4;

    private static final int CHARS = 0x80;
    private static final Entry[] NOTHING = {};

    private final List<TokenRule> all;
    private final Entry[][] atStart = new Entry[CHARS * CHARS][];
    private final Entry[][] inside = new Entry[CHARS * CHARS][];
    private final byte[] flags = new byte[CHARS];
    /** For each first character, a bit for each second one: smaller than the tables, and nearly always 0. */
    private final long[] starts = new long[2 * CHARS];

    private final long[] insides = new long[2 * CHARS];

    /** One literal of a rule. */
    record Entry(TokenRule rule, String literal) {}

    private TokenRules(List<TokenRule> all) {
        this.all = List.copyOf(all);
        for (char c = 0; c < CHARS; c++) {
            flags[c] = Chars.isAlnum(c) ? WORD : 0;
        }
        Map<Integer, List<Entry>> starting = new HashMap<>();
        Map<Integer, List<Entry>> standing = new HashMap<>();
        for (TokenRule rule : all) {
            for (String literal : rule.literals()) {
                put(rule.hasLead() ? standing : starting, new Entry(rule, literal));
            }
        }
        fill(atStart, starts, starting);
        fill(inside, insides, standing);
    }

    private static void fill(Entry[][] table, long[] bits, Map<Integer, List<Entry>> map) {
        map.forEach((pair, entries) -> {
            table[pair] = entries.toArray(Entry[]::new);
            bits[pair >> 6] |= 1L << pair;
        });
    }

    private void put(Map<Integer, List<Entry>> map, Entry entry) {
        char first = entry.literal().charAt(0);
        flags[first] |= (entry.rule().hasLead() ? INSIDE : START);
        for (char second = 0; second < CHARS; second++) {
            if (entry.literal().length() == 1 || entry.literal().charAt(1) == second) {
                map.computeIfAbsent(first * CHARS + second, pair -> new ArrayList<>())
                        .add(entry);
            }
        }
    }

    static TokenRules of(List<TokenRule> rules) {
        return new TokenRules(rules);
    }

    static TokenRules standard() {
        return Standard.RULES;
    }

    private static final class Standard {

        private static final TokenRules RULES = read();

        private static TokenRules read() {
            var slots = new Shape.Slots();
            var rules = new ArrayList<TokenRule>();
            for (String file : FILES) {
                DataFile.maps(DataFile.read(file), "rules").forEach(map -> rules.add(TokenRule.of(map, slots)));
            }
            return new TokenRules(rules);
        }
    }

    List<TokenRule> all() {
        return all;
    }

    /** What an ASCII character can be: a sum of {@link #WORD}, {@link #START} and {@link #INSIDE}. */
    int flags(char c) {
        return flags[c];
    }

    /** The literals that tokens begin with whose first ASCII characters are these. */
    Entry[] startingWith(char first, char second) {
        return of(atStart, starts, first, second);
    }

    /** The literals inside tokens whose first ASCII characters are these. */
    Entry[] standingInside(char first, char second) {
        return of(inside, insides, first, second);
    }

    private static Entry[] of(Entry[][] table, long[] bits, char first, char second) {
        int pair = first * CHARS + second;
        return (bits[pair >> 6] >>> pair & 1) == 0 ? NOTHING : table[pair];
    }
}
