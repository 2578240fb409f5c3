package io.mcpguard.inspect.view;

import io.mcpguard.inspect.text.Budget;
import io.mcpguard.inspect.text.Escapes;

/** Runs of the escapes of JSON for characters, <code>&#92;u0069&#92;u0067</code>, with a few plain characters between them. */
public final class Escaped {

    /** Fewer are a letter of another script here and there. */
    private static final int MIN_ESCAPES = 8;
    /** Plain characters between two of them. */
    private static final int MAX_GAP = 3;

    private static final int ESCAPE = 6;
    private static final int FIRST_FOREIGN = 0x80;

    private Escaped() {}

    /** Whether a text has so many of them; quick where it has none. */
    public static boolean isIn(String text) {
        int at = text.indexOf("\\u");
        int count = 0;
        while (at >= 0 && count < MIN_ESCAPES) {
            count++;
            at = text.indexOf("\\u", at + 2);
        }
        return count == MIN_ESCAPES;
    }

    /** Whether what a run of them stands for could have been written as it is, in ASCII. */
    static boolean isPlain(String run) {
        for (int at = run.indexOf("\\u"); at >= 0; at = run.indexOf("\\u", at + ESCAPE)) {
            if (Escapes.unit(run, at) >= FIRST_FOREIGN) {
                return false;
            }
        }
        return true;
    }

    /** Visits every run of them. Linear; the work is paid from the budget. */
    public static void forEach(String text, Budget budget, Decoder.Decoded visitor) {
        int at = text.indexOf("\\u");
        while (at >= 0) {
            int start = at;
            int end = at;
            int count = 0;
            var read = new StringBuilder();
            while (at >= 0 && at - end <= MAX_GAP && Escapes.unit(text, at) >= 0) {
                read.append(text, end, at).append((char) Escapes.unit(text, at));
                end = at + ESCAPE;
                count++;
                at = text.indexOf("\\u", end);
            }
            if (count >= MIN_ESCAPES && budget.spendDecoded(read.length())) {
                visitor.decoded(read.toString(), start, end);
            }
            at = text.indexOf("\\u", Math.max(end, start + 2));
        }
    }
}
