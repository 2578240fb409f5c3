package io.mcpguard.inspect.view;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.BuiltIn;
import io.mcpguard.inspect.rule.Match;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The parts of a text that nobody sees who looks at it rendered, and that a model reads: what {@link Markup} hides, what
 * stands behind a screen of white space, Latin in a right-to-left isolate. An order there has no honest reader, so what
 * would be noticed is clear, and what would only be a cue is noticed.
 */
public final class UnseenPlaces {

    private static final UnseenPlaces NONE = new UnseenPlaces("");

    /** So many white-space characters in a row push what follows off the screen. */
    private static final int SCREEN = 150;
    /** Or so many line feeds. */
    private static final int LINES = 25;
    /** How much behind the white space counts as pushed away, in characters. */
    private static final int PUSHED = 2_000;
    /** Weaker signs than this stay what they are. */
    public static final double WEAK = 0.5;
    /** And what the classifier is less sure of: pages hide links for those who do not see them, "skip to the text". */
    private static final double LIKELY = 0.7;

    private final String text;
    private int[] starts = new int[8];
    private int[] ends = new int[8];
    private int size;

    private UnseenPlaces(String text) {
        this.text = text;
    }

    /** The unseen places of a text, in its order. Linear but for sorting; nothing is allocated for a text without any. */
    public static UnseenPlaces in(String text) {
        var collector = new Object() {
            UnseenPlaces places = NONE;

            void add(int start, int end) {
                if (places == NONE) {
                    places = new UnseenPlaces(text);
                }
                places.add(start, end);
            }
        };
        Markup.forEachUnseen(text, collector::add);
        pushedAway(text, collector::add);
        isolated(text, collector::add);
        collector.places.merge();
        return collector.places;
    }

    /** Brings the places in order, and joins those that overlap: they come kind by kind. */
    private void merge() {
        if (size < 2) {
            return;
        }
        long[] sorted = new long[size];
        for (int i = 0; i < size; i++) {
            sorted[i] = (long) starts[i] << Integer.SIZE | ends[i];
        }
        Arrays.sort(sorted);
        size = 0;
        for (long place : sorted) {
            int start = (int) (place >> Integer.SIZE);
            int end = (int) place;
            if (size > 0 && start < ends[size - 1]) {
                ends[size - 1] = Math.max(end, ends[size - 1]);
            } else {
                add(start, end);
            }
        }
    }

    private void add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            ends = Arrays.copyOf(ends, 2 * size);
        }
        starts[size] = start;
        ends[size++] = end;
    }

    /** Looks at each 25th character, since shorter runs push nothing away. */
    private static void pushedAway(String text, Place place) {
        int from = 0;
        for (int i = LINES - 1; i < text.length(); i += LINES) {
            if (!isSpace(text.charAt(i))) {
                continue;
            }
            int start = i;
            while (start > from && isSpace(text.charAt(start - 1))) {
                start--;
            }
            int end = i + 1;
            while (end < text.length() && isSpace(text.charAt(end))) {
                end++;
            }
            boolean between = start > 0 && end < text.length();
            i = end;
            if (between && (end - start >= SCREEN || lines(text, start, end) >= LINES)) {
                i = Math.min(text.length(), end + PUSHED);
                place.unseen(end, i);
                from = i + 1;
            }
        }
    }

    private static int lines(String text, int start, int end) {
        int lines = 0;
        for (int i = start; i < end; i++) {
            lines += text.charAt(i) == '\n' ? 1 : 0;
        }
        return lines;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xA0;
    }

    /** U+2067 is for Hebrew, Arabic and their like; around Latin alone it moves what it holds. */
    private static void isolated(String text, Place place) {
        int start = text.indexOf('\u2067');
        while (start >= 0) {
            int end = start + 1;
            boolean rightToLeft = false;
            while (end < text.length() && text.charAt(end) != '\u2069' && text.charAt(end) != '\n') {
                byte direction = Character.getDirectionality(text.charAt(end++));
                rightToLeft |= direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
            }
            if (!rightToLeft) {
                place.unseen(start, end);
            }
            start = text.indexOf('\u2067', end);
        }
    }

    /** Whether something holds for the text of every place. */
    public boolean allAre(Predicate<String> such) {
        for (int i = 0; i < size; i++) {
            if (!such.test(text.substring(starts[i], ends[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Visits every place. */
    public void forEach(Place visitor) {
        for (int i = 0; i < size; i++) {
            visitor.unseen(starts[i], ends[i]);
        }
    }

    /** Whether most of a part of a text lies in an unseen place: a sentence may begin in front of it. */
    boolean hold(int start, int end) {
        int from = Arrays.binarySearch(ends, 0, size, start + 1);
        for (int i = from < 0 ? -from - 1 : from; i < size && starts[i] < end; i++) {
            int inside = Math.min(end, ends[i]) - Math.max(start, starts[i]);
            if (2 * inside > end - start) {
                return true;
            }
        }
        return false;
    }

    /** Passes matches on, those in unseen places graver than they came. */
    public Consumer<Match> raising(Consumer<Match> found) {
        return size == 0 ? found : match -> found.accept(hold(match.start(), match.end()) ? raised(match) : match);
    }

    private static Match raised(Match match) {
        if (match.confidence() < (match.rule().equals(BuiltIn.MODEL) ? LIKELY : WEAK)) {
            return match;
        }
        return switch (match.severity()) {
            case INFO -> match.as(Severity.WARN, match.confidence());
            case WARN -> match.as(Severity.ERROR, Math.max(match.confidence(), 0.9));
            case ERROR -> match;
        };
    }

    /** Takes places. */
    @FunctionalInterface
    public interface Place {

        /** One place, from its first UTF-16 unit to behind its last one. */
        void unseen(int start, int end);
    }
}
