package io.mcpguard.data.leak;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways to read a text that an encoder, or a model that was told to disguise a value, may have written: decoded,
 * decoded twice, from its end, with its letters shifted, without what stands between them. Used for one message.
 */
final class Readings {

    /** What is decoded is decoded so many times. */
    private static final int MAX_DEPTH = 2;
    /** Texts up to here are read in every way. */
    private static final int SHORT = 2_048;

    /** Up to here letters are shifted by every number: it takes a program, or patience, for more. */
    private static final int VERY_SHORT = 256;

    private static final int LEAST = 4;
    /** What is shorter and was encoded already is not taken for something that is encoded twice. */
    private static final int LEAST_ENCODED = 12;

    private static final int ALPHABET = 26;

    private static final char[] ROT47 = rot47();
    private static final boolean[] GAPS = gaps();
    private static final CharacterNumbers[] NUMBERS = CharacterNumbers.values();

    private final Set<Lane> lanes;
    private final Look.Work work;
    private final Visitor visitor;

    /** Takes readings, as their lane compares them. */
    interface Visitor {

        void reading(Source text, Lane lane, boolean disguised);

        /** Whether it may have something with its letters shifted, mirrored or written from the end. */
        boolean mayHaveDisguised(Source text, Lane lane);
    }

    Readings(Set<Lane> lanes, Look.Work work, Visitor visitor) {
        this.lanes = lanes;
        this.work = work;
        this.visitor = visitor;
    }

    /** Visits all readings of a text, the likeliest ones first. */
    void forEach(Source text) {
        read(text, 0);
    }

    private void read(@Nullable Source text, int depth) {
        if (text == null || text.length() < LEAST || !work.spend(text.length())) {
            return;
        }
        boolean readable = depth == 0 || isReadable(text);
        for (Lane lane : lanes) {
            compare(lane.of(text), lane, depth, readable);
        }
        if (depth == MAX_DEPTH || !readable || (depth > 0 && text.length() < LEAST_ENCODED)) {
            return;
        }
        boolean deep = text.length() <= SHORT && work.spendDeep(ALPHABET * text.length());
        decode(text, depth, deep);
        read(Initials.read(text, false), MAX_DEPTH);
        read(Initials.read(text, true), MAX_DEPTH);
        if (deep) {
            withoutGaps(text, depth + 1);
            Source mapped = text.mapped(ROT47);
            lanes.forEach(lane -> visitor.reading(lane.of(mapped), lane, true));
        }
    }

    /** Reads what is encoded in a text, and from its end if that is asked for; looks first whether it may be there. */
    private void decode(Source text, int depth, boolean fromEnd) {
        read(Escapes.read(text), depth + 1);
        int decimals = decimals(text);
        if (CharacterNumbers.mayBeIn(decimals)) {
            for (CharacterNumbers numbers : NUMBERS) {
                read(numbers.read(text), depth + 1);
            }
        }
        boolean hex = HexRuns.mayBeIn(decimals);
        boolean base64 = BitRuns.BASE64.mayBeIn(text);
        boolean base32 = BitRuns.BASE32.mayBeIn(text);
        if (hex || base64 || base32) {
            @Nullable Source reversed = fromEnd ? text.reversed() : null;
            for (Source each : reversed == null ? List.of(text) : List.of(text, reversed)) {
                if (hex) {
                    read(HexRuns.read(each, 0), depth + 1);
                    read(HexRuns.read(each, 1), depth + 1);
                }
                if (base64) {
                    runs(each, BitRuns.BASE64, depth + 1);
                }
                if (base32) {
                    runs(each, BitRuns.BASE32, depth + 1);
                }
            }
        }
    }

    private void runs(Source text, BitRuns digits, int depth) {
        for (int offset = 0; offset < digits.offsets(); offset++) {
            read(digits.read(text, offset), depth);
        }
    }

    private static int decimals(Source text) {
        int decimals = 0;
        for (int i = 0; i < text.length(); i++) {
            decimals += text.at(i) >= '0' && text.at(i) <= '9' ? 1 : 0;
        }
        return decimals;
    }

    /** Letters and digits are compared without gaps anyway: there it matters only to what is encoded. */
    private void withoutGaps(Source text, int depth) {
        @Nullable Source without = withoutGaps(text);
        if (without == null || without.length() < LEAST || !work.spend(without.length())) {
            return;
        }
        if (lanes.contains(Lane.SIGNS)) {
            compare(Lane.SIGNS.of(without), Lane.SIGNS, depth, true);
        }
        if (depth < MAX_DEPTH) {
            decode(without, depth, true);
            // A letter behind the same path each time: notes/g notes/h.
            read(Initials.read(without, false), MAX_DEPTH);
        }
    }

    private void compare(Source compared, Lane lane, int depth, boolean readable) {
        visitor.reading(compared, lane, depth > 0);
        if (!readable || !visitor.mayHaveDisguised(compared, lane)) {
            return;
        }
        Source reversed = compared.reversed();
        visitor.reading(reversed, lane, true);
        visitor.reading(compared.mapped(shifted(ALPHABET / 2)), lane, true);
        if (depth == 0 && compared.length() <= VERY_SHORT && work.spendDeep(ALPHABET * compared.length())) {
            for (int shift = 1; shift < ALPHABET; shift++) {
                visitor.reading(compared.mapped(shifted(shift)), lane, true);
            }
            visitor.reading(reversed.mapped(shifted(ALPHABET / 2)), lane, true);
            visitor.reading(compared.mapped(mirrored()), lane, true);
        }
    }

    /** Without white space and what a list is written with, so that encoded text goes on; null if there is none. */
    private static @Nullable Source withoutGaps(Source text) {
        var builder = new Source.Builder(text, text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.at(i);
            boolean gap = c < GAPS.length ? GAPS[c] : (c >= 0x2000 && c <= 0x206F) || c == 0xFEFF;
            if (!gap) {
                builder.add(c, i, i);
            }
        }
        return builder.length() == text.length() ? null : builder.build();
    }

    /** Whether it looks like a text, and not like bytes that were never one. */
    private static boolean isReadable(Source text) {
        int readable = 0;
        char[] chars = text.chars();
        for (int i = 0; i < text.length(); i++) {
            char c = chars[i];
            readable += (c >= ' ' && c < 0x7F) || c == '\n' ? 1 : 0;
        }
        return 5 * readable >= 4 * text.length();
    }

    private static boolean[] gaps() {
        var gaps = new boolean[0x7F];
        Arrays.fill(gaps, 0, ' ' + 1, true);
        ",.;:|\"'`()[]{}".chars().forEach(c -> gaps[c] = true);
        return gaps;
    }

    private static char[] shifted(int by) {
        var table = new char['z' + 1];
        for (char c = 0; c < table.length; c++) {
            table[c] = c >= 'a' ? (char) ('a' + (c - 'a' + by) % ALPHABET) : c;
        }
        return table;
    }

    private static char[] mirrored() {
        var table = new char['z' + 1];
        for (char c = 0; c < table.length; c++) {
            table[c] = c >= 'a' ? (char) ('z' - (c - 'a')) : c;
        }
        return table;
    }

    private static char[] rot47() {
        var table = new char[0x7F];
        for (char c = 0; c < table.length; c++) {
            table[c] = c > ' ' ? (char) ('!' + (c - '!' + 47) % 94) : c;
        }
        return table;
    }
}
