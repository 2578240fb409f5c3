package io.mcpguard.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Equality as JSON Schema has it: 1 equals 1.0, and the order of members does not count. */
final class JsonEquality {

    private static final int CHARS_PER_STEP = 64;

    private JsonEquality() {}

    static boolean equal(@Nullable Object a, @Nullable Object b, Meter meter) {
        meter.take(1);
        if (a == b) {
            return true;
        }
        if (a instanceof String s && b instanceof String t) {
            if (s.length() != t.length()) {
                return false;
            }
            meter.take(s.length() / CHARS_PER_STEP);
            return s.equals(t);
        }
        if (a instanceof Number m && b instanceof Number n) {
            return Numbers.compare(m, n, meter) == 0;
        }
        if (a instanceof List<?> list && b instanceof List<?> other) {
            return equalItems(list, other, meter);
        }
        if (a instanceof Map<?, ?> map && b instanceof Map<?, ?> other) {
            return equalMembers(map, other, meter);
        }
        return a instanceof Boolean && a.equals(b);
    }

    private static boolean equalItems(List<?> a, List<?> b, Meter meter) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!equal(a.get(i), b.get(i), meter)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equalMembers(Map<?, ?> a, Map<?, ?> b, Meter meter) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<?, ?> member : a.entrySet()) {
            Object other = b.get(member.getKey());
            if (other == null && !b.containsKey(member.getKey())) {
                return false;
            }
            if (!equal(member.getValue(), other, meter)) {
                return false;
            }
        }
        return true;
    }

    /** The same for values that are equal. */
    static int hash(@Nullable Object value, Meter meter) {
        meter.take(1);
        if (value instanceof Number n) {
            double nearest = Numbers.nearest(n, meter);
            long integer = (long) nearest;
            // integers by themselves: as doubles they differ in few bits
            return integer == nearest ? Long.hashCode(integer) : Double.hashCode(nearest);
        }
        if (value instanceof List<?> list) {
            int hash = 1;
            for (int i = 0; i < list.size(); i++) {
                hash = 31 * hash + hash(list.get(i), meter);
            }
            return hash;
        }
        if (value instanceof Map<?, ?> map) {
            int hash = 2;
            for (Map.Entry<?, ?> member : map.entrySet()) {
                hash += 31 * member.getKey().hashCode() ^ hash(member.getValue(), meter);
            }
            return hash;
        }
        return Objects.hashCode(value);
    }

    /** A set of JSON values. If a server makes them collide, the meter ends it. */
    static final class Values {

        /** By themselves, because they can be ordered: colliding ones cost a set of strings little. */
        private final Set<String> strings = new HashSet<>();

        private final Set<Value> others = new HashSet<>();

        boolean contains(@Nullable Object value, Meter meter) {
            if (value instanceof String text) {
                meter.take(1);
                return strings.contains(text);
            }
            return others.contains(new Value(value, meter));
        }

        /** Whether it was not there yet. */
        boolean add(@Nullable Object value, Meter meter) {
            if (value instanceof String text) {
                meter.take(1);
                return strings.add(text);
            }
            return others.add(new Value(value, meter));
        }
    }

    private static final class Value {

        private final @Nullable Object value;
        private final Meter meter;
        private final int hash;

        Value(@Nullable Object value, Meter meter) {
            this.value = value;
            this.meter = meter;
            this.hash = JsonEquality.hash(value, meter);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        /** The value that is looked for compares itself with those in the set, and pays. */
        @Override
        public boolean equals(@Nullable Object o) {
            return o instanceof Value other && hash == other.hash && equal(value, other.value, meter);
        }
    }
}
