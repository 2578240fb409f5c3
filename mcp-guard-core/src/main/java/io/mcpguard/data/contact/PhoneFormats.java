package io.mcpguard.data.contact;

import io.mcpguard.data.Certainty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways in which phone numbers are written within their countries, from {@code phone-formats.txt}. */
final class PhoneFormats {

    /**
     * What a way of writing is worth.
     *
     * @param alone without any word near it, null for nothing
     */
    record Worth(@Nullable Certainty alone) {}

    /** A way of writing. */
    private static final class Format {

        /** For each digit the ones that may stand there, a bit each. */
        private final int[] allowed;
        /** Where the area codes and exchanges of the NANP begin among the digits. */
        private final List<Integer> codes;

        private final Worth worth;

        Format(List<Integer> allowed, List<Integer> codes, Worth worth) {
            this.allowed = allowed.stream().mapToInt(Integer::intValue).toArray();
            this.codes = List.copyOf(codes);
            this.worth = worth;
        }

        boolean matches(String digits) {
            for (int i = 0; i < allowed.length; i++) {
                if ((allowed[i] >> (digits.charAt(i) - '0') & 1) == 0) {
                    return false;
                }
            }
            for (int at : codes) {
                if (digits.startsWith("11", at + 1)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final int ANY = 0b11_1111_1111;
    private static final int NOT_ZERO = 0b11_1111_1110;
    private static final int TWO_OR_MORE = 0b11_1111_1100;

    private final Map<String, List<Format>> byShape = new HashMap<>();

    PhoneFormats() {
        for (String line : Phrases.lines("phone-formats.txt")) {
            int sign = line.indexOf(" = ");
            String level = line.substring(0, sign);
            var worth = new Worth(level.equals("near") ? null : Certainty.valueOf(level.toUpperCase(Locale.ROOT)));
            for (String pattern : line.substring(sign + 3).split("; ", -1)) {
                if (pattern.indexOf('~') < 0) {
                    add(pattern, worth);
                } else {
                    add(pattern.replace('~', ' '), worth);
                    add(pattern.replace('~', '-'), worth);
                    add(pattern.replace('~', '.'), worth);
                }
            }
        }
    }

    private void add(String pattern, Worth worth) {
        var shape = new StringBuilder();
        var allowed = new ArrayList<Integer>();
        var codes = new ArrayList<Integer>();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == 'N') {
                codes.add(allowed.size());
            }
            if (c == '[') {
                int close = pattern.indexOf(']', i);
                allowed.add(range(pattern.substring(i + 1, close)));
                i = close;
            } else if (single(c) != 0) {
                allowed.add(single(c));
            } else {
                shape.append(c);
                continue;
            }
            shape.append('d');
        }
        byShape.computeIfAbsent(shape.toString(), any -> new ArrayList<>()).add(new Format(allowed, codes, worth));
    }

    private static int single(char c) {
        return switch (c) {
            case 'X' -> ANY;
            case 'Z' -> NOT_ZERO;
            case 'N' -> TWO_OR_MORE;
            default -> Letters.isDigit(c) ? 1 << (c - '0') : 0;
        };
    }

    /** What {@code 2-47} says. */
    private static int range(String range) {
        int allowed = 0;
        for (int i = 0; i < range.length(); i++) {
            if (range.charAt(i) == '-') {
                for (char c = range.charAt(i - 1); c <= range.charAt(i + 1); c++) {
                    allowed |= 1 << (c - '0');
                }
            } else {
                allowed |= 1 << (range.charAt(i) - '0');
            }
        }
        return allowed;
    }

    /** What a number is worth by how it is written, null if nobody writes numbers so. */
    @Nullable
    Worth of(NumberRun run) {
        Worth best = null;
        for (Format format : byShape.getOrDefault(run.shape(), List.of())) {
            if (format.matches(run.digits()) && isBetter(format.worth, best)) {
                best = format.worth;
            }
        }
        return best;
    }

    private static boolean isBetter(Worth worth, @Nullable Worth than) {
        Certainty alone = worth.alone();
        return than == null || (alone != null && (than.alone() == null || alone.compareTo(than.alone()) > 0));
    }
}
