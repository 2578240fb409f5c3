package io.mcpguard.data.leak;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A look at one message for all that is watched. Long strings are taken window by window, so that it needs little
 * memory.
 */
final class Look {

    private static final int WINDOW = 65_536;
    /** Longer than most values, which are then seen whole; others are seen in parts. */
    private static final int OVERLAP = 4_096;

    private final List<Watchlist> lists;
    private final Judge judge;
    private final Work work;
    private final Set<Lane> lanes = EnumSet.noneOf(Lane.class);

    /** Part of a string of a message. */
    record Part(Piece piece, int start, int end) {

        int length() {
            return end - start;
        }
    }

    /**
     * How much one message may cost: a few readings of each part of it, and some more for the whole. When that is used up
     * the rarer readings of a part are left out, never the text itself. Used for one message.
     */
    static final class Work {

        private static final long EACH = 4;
        private static final long FREE = 300_000;
        private static final long DEEP = 600_000;

        private long part;
        private long free = FREE;
        private long deep = DEEP;

        /** Begins a part of so many characters. */
        void begin(int characters) {
            part = EACH * characters;
        }

        /** Pays for looking at so many characters. */
        boolean spend(int characters) {
            if (part >= characters) {
                part -= characters;
                return true;
            }
            free -= characters;
            return free >= 0;
        }

        /** Pays for looking at them in many ways. */
        boolean spendDeep(int characters) {
            deep -= characters;
            return deep >= 0;
        }
    }

    Look(List<Watchlist> lists, Judge judge, Work work) {
        this.lists = lists.stream().filter(list -> !list.isEmpty()).toList();
        this.judge = judge;
        this.work = work;
        for (Lane lane : Lane.values()) {
            if (lists.stream().anyMatch(list -> list.dictionary(lane) != null)) {
                lanes.add(lane);
            }
        }
    }

    /** Looks at a part of a string. */
    void at(Part part) {
        at(part.piece().text(), part.start(), part.end(), new Alone(part.piece()));
    }

    /** Looks at short strings together. */
    void at(Joined joined) {
        String text = joined.text();
        at(text, 0, text.length(), joined);
    }

    private void at(String text, int start, int end, Judge.Where where) {
        var readings = new Readings(lanes, work, new Compared(where));
        for (int from = start; from < end; from += WINDOW - OVERLAP) {
            int to = Math.min(end, from + WINDOW);
            work.begin(to - from);
            readings.forEach(Source.of(text, from, to));
            if (from + WINDOW >= end) {
                break;
            }
        }
    }

    /** Compares the readings of one text with all that is watched. */
    private final class Compared implements Readings.Visitor {

        private final Judge.Where where;

        private Compared(Judge.Where where) {
            this.where = where;
        }

        @Override
        public void reading(Source text, Lane lane, boolean disguised) {
            for (Watchlist list : lists) {
                Matcher.forEach(text, lane, list, run -> judge.found(run, text, where, disguised, list));
            }
        }

        @Override
        public boolean mayHaveDisguised(Source text, Lane lane) {
            for (Watchlist list : lists) {
                @Nullable Dictionary dictionary = list.dictionary(lane);
                if (dictionary != null && dictionary.sieve().mayHave(text, list.keys())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A string by itself. */
    private record Alone(Piece piece) implements Judge.Where {

        @Override
        public Judge.@Nullable Place place(int start, int end) {
            return new Judge.Place(piece.pointer(), start, end);
        }

        @Override
        public char around(int at) {
            return at >= 0 && at < piece.text().length() ? piece.text().charAt(at) : ' ';
        }
    }
}
