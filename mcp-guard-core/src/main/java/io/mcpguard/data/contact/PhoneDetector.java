package io.mcpguard.data.contact;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detector;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import org.jspecify.annotations.Nullable;

/**
 * Finds phone numbers: international ones by country code and length, national ones by the ways in which they are
 * written, and others only near a word that says what they are. It knows no area codes; a library of numbering plans
 * would.
 */
public final class PhoneDetector implements Detector {

    private static final int LEAST = 6;
    private static final int MOST = 17;
    /** How often a run is tried again without what stands behind its last space. */
    private static final int CUTS = 3;

    private final CountryCodes countries = new CountryCodes();
    private final PhoneFormats formats = new PhoneFormats();
    private final PhoneContext context = new PhoneContext();

    @Override
    public void detect(Text text, Hits hits) {
        String value = text.value();
        int i = Letters.nextDigit(value, 0);
        while (i < value.length() && !hits.isFull()) {
            int end = Letters.behindDigits(value, i);
            if (end - i >= LEAST || NumberRun.mayGoOn(value, end)) {
                NumberRun run = NumberRun.read(value, i, value.length());
                if (run.digits().length() >= LEAST && !run.isTooLong()) {
                    judge(text, run, hits);
                }
                end = run.end();
            }
            i = Letters.nextDigit(value, end);
        }
    }

    private void judge(Text text, NumberRun run, Hits hits) {
        NumberRun tried = run;
        for (int cuts = 0; cuts < CUTS; cuts++) {
            if (PhoneContext.isFree(text.value(), tried.start(), tried.end())) {
                Certainty certainty = certainty(text, tried);
                if (certainty != null) {
                    int end = PhoneContext.behindExtension(text.value(), tried.end());
                    hits.add(DataClass.PHONE, "phone", tried.start(), end, certainty);
                    return;
                }
            }
            if (!run.isInternational()) {
                if (run.written().indexOf(' ') > 0) {
                    parts(text, run, hits);
                }
                return;
            }
            tried = tried.withoutLast(text.value());
        }
    }

    /** A number between others: only what needs no word to be known. */
    private void parts(Text text, NumberRun run, Hits hits) {
        String value = text.value();
        int start = run.start();
        while (start < run.end()) {
            int one = spaceOrEnd(value, start, run.end());
            int two = spaceOrEnd(value, one + 1, run.end());
            int end = isUnmistakable(value, start, two) ? two : isUnmistakable(value, start, one) ? one : -1;
            if (end > 0) {
                hits.add(DataClass.PHONE, "phone", start, end, Certainty.LIKELY);
            }
            start = Math.max(end, one) + 1;
        }
    }

    private static int spaceOrEnd(String text, int from, int end) {
        int i = from;
        while (i < end && text.charAt(i) != ' ') {
            i++;
        }
        return Math.min(i, end);
    }

    private boolean isUnmistakable(String text, int start, int end) {
        int first = start < end && Letters.isDigit(text.charAt(start)) ? start : start + 1;
        if (first >= end || !Letters.isDigit(text.charAt(first))) {
            return false;
        }
        NumberRun part = NumberRun.read(text, first, end);
        boolean signs = part.written().indexOf('-') >= 0 || part.written().indexOf('(') >= 0;
        if (!signs
                || part.start() != start
                || part.end() != end
                || part.digits().length() < 9
                || part.isSomethingElse()) {
            return false;
        }
        PhoneFormats.Worth worth = formats.of(part);
        return worth != null && worth.alone() == Certainty.LIKELY && PhoneContext.isFree(text, start, end);
    }

    private @Nullable Certainty certainty(Text text, NumberRun run) {
        int digits = run.digits().length();
        if (digits < LEAST || digits > MOST || run.isSomethingElse()) {
            return null;
        }
        PhoneContext.Near near = context.of(text, run);
        if (run.isInternational()) {
            return international(run, near);
        }
        PhoneFormats.Worth worth = formats.of(run);
        if (worth != null) {
            return national(run, worth, near);
        }
        if (near != PhoneContext.Near.PHONE) {
            return null;
        }
        boolean dialled = run.written().startsWith("00")
                && countries.isNumber(run.digits().substring(2));
        return dialled || (digits >= 7 && digits <= 15 && isGrouped(run)) ? Certainty.LIKELY : null;
    }

    private @Nullable Certainty international(NumberRun run, PhoneContext.Near near) {
        if (!countries.isNumber(run.internationalDigits())) {
            boolean said = near == PhoneContext.Near.PHONE
                    && run.digits().length() >= 8
                    && run.digits().length() <= 15;
            return said ? Certainty.LIKELY : null;
        }
        return switch (near) {
            case PHONE, PERHAPS -> Certainty.PROVEN;
            case NOTHING -> Certainty.LIKELY;
            case OTHER -> Certainty.POSSIBLE;
        };
    }

    private static @Nullable Certainty national(NumberRun run, PhoneFormats.Worth worth, PhoneContext.Near near) {
        return switch (near) {
            case PHONE -> Certainty.LIKELY;
            case PERHAPS -> run.isBare() && worth.alone() == null ? null : Certainty.LIKELY;
            case NOTHING -> worth.alone();
            case OTHER -> worth.alone() == null || run.isBare() ? null : Certainty.POSSIBLE;
        };
    }

    /** Whether its groups are as long as people can remember, or it is in one piece. */
    private static boolean isGrouped(NumberRun run) {
        int slash = run.written().indexOf('/');
        return slash < 0 || slash == run.written().lastIndexOf('/');
    }
}
