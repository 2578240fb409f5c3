package io.mcpguard.inspect.view;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule.Cut;
import java.util.function.Consumer;

/**
 * Text that a person does not see and a model reads: tag characters, runs of zero-width characters and variation
 * selectors, letters split by invisible ones, overridden direction, private-use alphabets (Unicode TR36 and TR39). What
 * scripts and emoji need stays quiet: joiners, isolates, flags, single selectors, icon fonts.
 */
public final class HiddenText {

    /** So many different zero-width characters in a row carry a message; a few come with copying and pasting. */
    private static final int ZERO_WIDTH_RUN = 5;
    /** So many letters with an invisible character between each two are split on purpose. */
    private static final int SPLIT_LETTERS = 5;

    private static final int SELECTOR_RUN = 3;
    private static final int PRIVATE_RUN = 8;
    private static final int PRIVATE_KINDS = 4;

    private final String text;
    private final Consumer<? super Match> found;

    private HiddenText(String text, Consumer<? super Match> found) {
        this.text = text;
        this.found = found;
    }

    /** Looks through a text that is not plain ASCII. */
    public static void scan(String text, Consumer<? super Match> found) {
        new HiddenText(text, found).scan();
    }

    private void scan() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c < 0xAD) {
                at++;
                continue;
            }
            int codePoint = text.codePointAt(at);
            if (isTag(codePoint)) {
                at = tags(at);
            } else if (isSelector(codePoint)) {
                at = selectors(at);
            } else if (isZeroWidth(codePoint)) {
                at = zeroWidth(at);
            } else if (Character.getType(codePoint) == Character.PRIVATE_USE) {
                at = privateUse(at);
            } else if (codePoint == 0x202D || codePoint == 0x202E) {
                at = override(at);
            } else {
                at += Character.charCount(codePoint);
            }
        }
    }

    private int tags(int start) {
        int end = start;
        boolean region = true;
        int last = 0;
        while (end < text.length() && isTag(text.codePointAt(end))) {
            last = text.codePointAt(end);
            int ascii = last - 0xE0000;
            region &= (ascii >= 'a' && ascii <= 'z') || (ascii >= '0' && ascii <= '9') || ascii == 0x7F;
            end += 2;
        }
        boolean blackFlag = start >= 2 && text.codePointAt(start - 2) == 0x1F3F4;
        int letters = (end - start) / 2 - 1;
        boolean flag = blackFlag && region && last == 0xE007F && letters >= 3 && letters <= 6;
        if (!flag) {
            report("hidden-tag-characters", Severity.ERROR, "text in invisible Unicode tag characters", start, end);
        }
        return end;
    }

    private int selectors(int start) {
        int end = start;
        int count = 0;
        while (end < text.length() && isSelector(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
            count++;
        }
        boolean same = text.substring(start, end).chars().distinct().count() == 1;
        if (count >= SELECTOR_RUN && !same) {
            report("hidden-variation-selectors", Severity.ERROR, "data in a run of variation selectors", start, end);
        }
        return end;
    }

    private int zeroWidth(int start) {
        int end = start;
        while (end < text.length() && isZeroWidth(text.charAt(end))) {
            end++;
        }
        if (end - start >= ZERO_WIDTH_RUN) {
            boolean varied = !isPeriodic(start, end);
            report(
                    "hidden-zero-width",
                    varied ? Severity.ERROR : Severity.WARN,
                    "a run of zero-width characters",
                    start,
                    end);
            return end;
        }
        int splitEnd = splitLetters(start);
        if (splitEnd > end) {
            report(
                    "hidden-split-letters",
                    Severity.ERROR,
                    "letters split by invisible characters",
                    start - 1,
                    splitEnd);
            return splitEnd;
        }
        return end;
    }

    /** Padding repeats itself and says nothing; e-mail has much of it. */
    private boolean isPeriodic(int start, int end) {
        for (int period = 1; period <= 4; period++) {
            int i = start + period;
            while (i < end && text.charAt(i) == text.charAt(i - period)) {
                i++;
            }
            if (i == end) {
                return true;
            }
        }
        return false;
    }

    /** Where a chain of one visible character and one invisible one in turn ends, or the start if there is none. */
    private int splitLetters(int start) {
        if (start == 0 || !isVisibleAscii(text.charAt(start - 1))) {
            return start;
        }
        int at = start;
        int links = 0;
        while (at + 1 < text.length() && isZeroWidth(text.charAt(at)) && isVisibleAscii(text.charAt(at + 1))) {
            links++;
            at += 2;
        }
        return links >= SPLIT_LETTERS ? at : start;
    }

    private int privateUse(int start) {
        int end = start;
        int count = 0;
        long kinds = 0;
        while (end < text.length() && Character.getType(text.codePointAt(end)) == Character.PRIVATE_USE) {
            kinds |= 1L << (text.codePointAt(end) & 63);
            end += Character.charCount(text.codePointAt(end));
            count++;
        }
        if (count >= PRIVATE_RUN && Long.bitCount(kinds) >= PRIVATE_KINDS) {
            report("hidden-private-use", Severity.ERROR, "text in private-use characters", start, end);
        }
        return end;
    }

    /** Left to right forced on Hebrew or right to left on Latin: what is shown is not what is read. */
    private int override(int start) {
        int end = start + 1;
        boolean opposite = false;
        while (end < text.length() && text.charAt(end) != 0x202C && text.charAt(end) != '\n') {
            opposite |= isOpposite(text.charAt(start), Character.getDirectionality(text.charAt(end)));
            end++;
        }
        end = Math.min(text.length(), end + 1);
        report(
                "hidden-direction",
                opposite ? Severity.ERROR : Severity.WARN,
                "text whose direction is overridden, so that it reads otherwise than it looks",
                start,
                end);
        return end;
    }

    private static boolean isOpposite(char override, byte direction) {
        return override == 0x202E
                ? direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                : direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private void report(String rule, Severity severity, String about, int start, int end) {
        double confidence = severity == Severity.ERROR ? 0.95 : 0.4;
        found.accept(Match.of(rule, "hidden-text", severity, confidence, about, start, end, Cut.MATCH));
    }

    public static boolean isTag(int codePoint) {
        return codePoint >= 0xE0000 && codePoint <= 0xE007F;
    }

    public static boolean isSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }

    /** Invisible, and without a meaning between two letters of Latin. */
    public static boolean isZeroWidth(int c) {
        return (c >= 0x200B && c <= 0x200F)
                || (c >= 0x2060 && c <= 0x2064)
                || c == 0xFEFF
                || c == 0xAD
                || c == 0x34F
                || c == 0x61C
                || c == 0x180E
                || c == 0x115F
                || c == 0x1160
                || c == 0x3164
                || c == 0xFFA0;
    }

    private static boolean isVisibleAscii(char c) {
        return (c >= ' ' && c <= '~');
    }
}
