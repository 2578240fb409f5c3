package io.mcpguard.data.leak;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the parts of watched values in a text, in one pass for each length of grams. Used for one text. */
final class Matcher {

    /** Values that stand at the same place side by side; an older one ends there if there are more. */
    private static final int MAX_OPEN = 16;
    /** Grams of one text that are looked at; an honest text has nearly none. */
    private static final int MAX_HITS = 100_000;

    private final Source text;
    private final Watchlist list;
    private final Consumer<Run> found;
    private final List<Open> open = new ArrayList<>();
    private int hits;

    /**
     * Part of a value that stands in a text, as long as the two agree.
     *
     * @param watched the value
     * @param from its first character of the value
     * @param to behind its last one
     * @param at where it begins in the text
     */
    record Run(Watched watched, int from, int to, int at) {

        /** Behind its end in the text. */
        int end() {
            return at + to - from;
        }

        boolean isWhole() {
            return watched.isWhole(from, to - watched.gram());
        }
    }

    /** A run that may go on. */
    private static final class Open {
        private final Watched watched;
        /** Where the value would begin in the text. */
        private final int origin;

        private final int first;
        private int last;
        private int next;

        private Open(Watched watched, int place, int at) {
            this.watched = watched;
            this.origin = at - place;
            this.first = place;
            reach(place);
        }

        private void reach(int place) {
            last = place;
            next = watched.nextKept(place + 1);
        }

        private boolean goesOnAt(Watched other, int place, int at) {
            return other == watched && next == place && origin == at - place;
        }

        private boolean endsBefore(int at) {
            return next < 0 || origin + next < at;
        }

        private Run run() {
            return new Run(watched, first, last + watched.gram(), origin + first);
        }
    }

    private Matcher(Source text, Watchlist list, Consumer<Run> found) {
        this.text = text;
        this.list = list;
        this.found = found;
    }

    /** Visits all of them; the text is as its lane compares it. */
    static void forEach(Source text, Lane lane, Watchlist list, Consumer<Run> found) {
        @Nullable Dictionary dictionary = list.dictionary(lane);
        if (dictionary == null) {
            return;
        }
        var matcher = new Matcher(text, list, found);
        for (int length = 4; length <= 6; length += 2) {
            if (dictionary.has(length)) {
                matcher.scan(dictionary, length);
            }
        }
    }

    private void scan(Dictionary dictionary, int length) {
        if (text.length() < length) {
            return;
        }
        Keys keys = list.keys();
        char[] chars = text.chars();
        long hash = keys.first(chars, 0, length);
        int last = text.length() - length;
        for (int at = 0; ; at++) {
            long key = keys.kept(hash, length);
            int slot = dictionary.first(key);
            if (slot >= 0 && hits < MAX_HITS) {
                close(at);
                for (; slot >= 0; slot = dictionary.next(slot, key)) {
                    hits++;
                    hit(list.watched(dictionary.value(slot)), dictionary.place(slot), at);
                }
            }
            if (at == last) {
                break;
            }
            hash = keys.next(hash, chars[at], chars[at + length], length);
        }
        close(Integer.MAX_VALUE);
    }

    private void hit(Watched watched, int place, int at) {
        for (Open run : open) {
            if (run.goesOnAt(watched, place, at)) {
                run.reach(place);
                return;
            }
        }
        if (open.size() >= MAX_OPEN) {
            found.accept(open.remove(0).run());
        }
        open.add(new Open(watched, place, at));
    }

    /** Ends the runs that nothing can follow any more. */
    private void close(int at) {
        for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
            Open run = each.next();
            if (run.endsBefore(at)) {
                each.remove();
                found.accept(run.run());
            }
        }
    }
}
