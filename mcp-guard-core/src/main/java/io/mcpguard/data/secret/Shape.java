package io.mcpguard.data.secret;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sequence of characters of some classes, so many of each. Written like a regular expression, of which it knows
 * classes, escapes of single characters, groups of alternatives, and counts. Each part takes as much as it can and
 * gives nothing back, and the first alternative that fits is taken: so it needs no more steps than characters. A part
 * without an upper bound remembers in {@link Reach} how far its characters go, so that many tries in one long run do
 * not walk it again. Immutable.
 */
final class Shape {

    private static final int OPEN = Integer.MAX_VALUE;

    private final List<Part> parts;

    private Shape(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Where open parts of one scan ended before. Not thread-safe. */
    static final class Reach {

        private int[] from = new int[0];
        private int[] to = new int[0];

        private int end(String text, int start, OneOf part) {
            if (part.slot >= from.length) {
                from = grown(from, part.slot);
                to = grown(to, part.slot);
            }
            if (start < from[part.slot] || start >= to[part.slot]) {
                int end = start;
                while (end < text.length() && part.has(text.charAt(end))) {
                    end++;
                }
                from[part.slot] = start;
                to[part.slot] = end;
            }
            return Math.max(start, to[part.slot]);
        }

        private static int[] grown(int[] old, int slot) {
            return Arrays.copyOf(old, slot + 16);
        }
    }

    /** Numbers open parts, so that each has a place of its own in a {@link Reach}. Not thread-safe. */
    static final class Slots {

        private int next;

        private int take() {
            return next++;
        }
    }

    private sealed interface Part permits OneOf, Choice {

        /** Behind the part if it stands there, -1 if not. */
        int end(String text, int start, Reach reach);
    }

    /** Characters of one class. */
    private record OneOf(long low, long high, int min, int max, int slot) implements Part {

        boolean has(char c) {
            return c < 64 ? (low >>> c & 1) != 0 : c < 128 && (high >>> (c - 64) & 1) != 0;
        }

        @Override
        public int end(String text, int start, Reach reach) {
            if (max == OPEN) {
                int end = reach.end(text, start, this);
                return end - start < min ? -1 : end;
            }
            int end = start;
            int last = Math.min(text.length(), start + max);
            while (end < last && has(text.charAt(end))) {
                end++;
            }
            return end - start < min ? -1 : end;
        }
    }

    private record Choice(List<Shape> shapes, int min, int max) implements Part {

        @Override
        public int end(String text, int start, Reach reach) {
            int end = start;
            for (int i = 0; i < max; i++) {
                int next = first(text, end, reach);
                if (next < 0) {
                    return i < min ? -1 : end;
                }
                end = next;
            }
            return end;
        }

        private int first(String text, int start, Reach reach) {
            for (Shape shape : shapes) {
                int end = shape.end(text, start, reach);
                if (end >= 0) {
                    return end;
                }
            }
            return -1;
        }
    }

    /** Behind the shape if it stands at a place, -1 if not. */
    int end(String text, int start, Reach reach) {
        int at = start;
        for (Part part : parts) {
            at = part.end(text, at, reach);
            if (at < 0) {
                return -1;
            }
        }
        return at;
    }

    /** Whether it is the whole text. */
    boolean isAll(String text) {
        return end(text, 0, new Reach()) == text.length();
    }

    /** How far back from a place its one class of characters goes, -1 if there are too few or too many. */
    int startBefore(String text, int end) {
        if (!(parts.get(0) instanceof OneOf one)) {
            return -1;
        }
        int start = end;
        while (start > 0 && end - start <= one.max() && one.has(text.charAt(start - 1))) {
            start--;
        }
        return end - start < one.min() || end - start > one.max() ? -1 : start;
    }

    /** @throws IllegalArgumentException if it is written wrongly */
    static Shape of(String pattern, Slots slots) {
        var reader = new Reader(pattern, slots);
        Shape shape = new Shape(reader.sequence());
        if (reader.at < pattern.length()) {
            throw reader.wrong("a bracket too many");
        }
        return shape;
    }

    private static final class Reader {

        private final String pattern;
        private final Slots slots;
        private int at;

        Reader(String pattern, Slots slots) {
            this.pattern = pattern;
            this.slots = slots;
        }

        List<Part> sequence() {
            var parts = new ArrayList<Part>();
            while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
                parts.add(part());
            }
            return parts;
        }

        private Part part() {
            char c = pattern.charAt(at++);
            if (c == '(') {
                var shapes = new ArrayList<Shape>();
                do {
                    shapes.add(new Shape(sequence()));
                } while (taken('|'));
                if (!taken(')')) {
                    throw wrong("no closing bracket");
                }
                int[] count = count();
                return new Choice(List.copyOf(shapes), count[0], count[1]);
            }
            long[] set = new long[2];
            if (c == '[') {
                readClass(set);
            } else {
                add(set, c == '\\' ? pattern.charAt(at++) : c);
            }
            int[] count = count();
            return new OneOf(set[0], set[1], count[0], count[1], count[1] == OPEN ? slots.take() : -1);
        }

        private void readClass(long[] set) {
            boolean first = true;
            while (first || pattern.charAt(at) != ']') {
                first = false;
                char from = pattern.charAt(at++);
                char to = from;
                if (pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
                    to = pattern.charAt(at + 1);
                    at += 2;
                }
                for (char c = from; c <= to; c++) {
                    add(set, c);
                }
            }
            at++;
        }

        private void add(long[] set, char c) {
            if (c >= 128) {
                throw wrong("a character that is not ASCII");
            }
            set[c / 64] |= 1L << (c % 64);
        }

        private int[] count() {
            if (taken('?')) {
                return new int[] {0, 1};
            }
            if (taken('*')) {
                return new int[] {0, OPEN};
            }
            if (taken('+')) {
                return new int[] {1, OPEN};
            }
            if (!taken('{')) {
                return new int[] {1, 1};
            }
            int end = pattern.indexOf('}', at);
            String[] bounds = pattern.substring(at, end).split(",", -1);
            at = end + 1;
            int min = Integer.parseInt(bounds[0]);
            int max = bounds.length == 1 ? min : bounds[1].isEmpty() ? OPEN : Integer.parseInt(bounds[1]);
            return new int[] {min, max};
        }

        private boolean taken(char c) {
            boolean there = at < pattern.length() && pattern.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }

        IllegalArgumentException wrong(String reason) {
            return new IllegalArgumentException("\"" + pattern + "\" has " + reason);
        }
    }
}
