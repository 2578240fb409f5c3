package io.mcpguard.data.leak;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ends of what was sent in short strings, so that a value that goes out letter by letter is seen. Kept for each
 * place of a message, all items of a list as one, and for all places together: at most 256 of 64 characters, in plain
 * text, until the conversation ends; the one that was added to longest ago goes first. Not thread-safe.
 */
final class Tails {

    /** A longer string is looked at by itself. */
    static final int SHORT = 16;

    /** A letter may well come twice. */
    private static final int LEAST_AGAIN = 4;

    private static final int TAIL = 64;
    private static final int MAX_TAILS = 256;
    private static final int MAX_PLACES = 64;
    private static final int MAX_ADDRESS = 2_048;

    private final Keys keys;
    private final Map<Long, String> tails = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, String> eldest) {
            return size() > MAX_TAILS;
        }
    };

    Tails(Keys keys) {
        this.keys = keys;
    }

    /** Takes the short strings of one message to a server, and joins them to what came before. */
    final class Message {

        private final String server;
        private final Map<Long, Joined> joined = new HashMap<>();

        private Message(String server) {
            this.server = server;
        }

        /** Whether it was short, so that it is looked at with its like. */
        boolean add(Look.Part part) {
            String place = withoutIndexes(part.piece().pointer());
            if (part.length() <= SHORT) {
                add("", part);
                if (!isSaidAgain(place, part)) {
                    add(place, part);
                }
                return true;
            }
            if (part.length() <= MAX_ADDRESS) {
                String text = part.piece().text().substring(part.start(), part.end());
                AddressParts.forEach(text, (name, start, end) -> {
                    if (end - start <= SHORT) {
                        add(place + '\0' + name, new Look.Part(part.piece(), part.start() + start, part.start() + end));
                    }
                });
            }
            return false;
        }

        /** Whether it is what stood there last, as the name of a tool does: that spells nothing out. */
        private boolean isSaidAgain(String place, Look.Part part) {
            Long key = key(place);
            String tail = tails.getOrDefault(key, "");
            int length = part.length();
            return length >= LEAST_AGAIN
                    && !joined.containsKey(key)
                    && tail.regionMatches(tail.length() - length, part.piece().text(), part.start(), length);
        }

        private Long key(String place) {
            String name = server + '\0' + place;
            return keys.of(name, 0, name.length());
        }

        private void add(String place, Look.Part part) {
            Long key = key(place);
            if (joined.size() < MAX_PLACES || joined.containsKey(key)) {
                joined.computeIfAbsent(key, each -> new Joined(tails.getOrDefault(each, "")))
                        .add(part);
            }
        }

        Iterable<Joined> all() {
            return joined.values();
        }

        /** Remembers how they end. */
        void keep() {
            joined.forEach((key, each) -> tails.put(key, each.tail(TAIL)));
        }
    }

    Message message(String server) {
        return new Message(server);
    }

    /** A pointer with one and the same index for all items of a list. */
    static String withoutIndexes(String pointer) {
        var without = new StringBuilder(pointer.length());
        int at = 0;
        while (at < pointer.length()) {
            int end = pointer.indexOf('/', at + 1);
            end = end < 0 ? pointer.length() : end;
            boolean index = end - at > 1;
            for (int i = at + 1; i < end && index; i++) {
                index = pointer.charAt(i) >= '0' && pointer.charAt(i) <= '9';
            }
            without.append(index ? "/0" : pointer.substring(at, end));
            at = end;
        }
        return without.toString();
    }
}
