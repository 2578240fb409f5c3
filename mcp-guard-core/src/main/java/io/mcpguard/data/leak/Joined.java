package io.mcpguard.data.leak;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Short strings that were sent one after the other, with a space between them. Used for one message. */
final class Joined implements Judge.Where {

    private final StringBuilder text;
    private final int old;
    private final List<Put> parts = new ArrayList<>();

    /** One of them: where it begins here, and where it stands in the message. */
    private record Put(int at, Look.Part part) {}

    /** Goes on behind what earlier messages ended with. */
    Joined(String tail) {
        text = new StringBuilder(tail);
        old = tail.length();
    }

    /** Adds part of a string. */
    void add(Look.Part part) {
        if (text.length() > 0) {
            text.append(' ');
        }
        parts.add(new Put(text.length(), part));
        text.append(part.piece().text(), part.start(), part.end());
    }

    String text() {
        return text.toString();
    }

    /** What the next message goes on behind. */
    String tail(int most) {
        return text.substring(Math.max(0, text.length() - most));
    }

    @Override
    public Judge.@Nullable Place place(int start, int end) {
        if (end <= old || parts.isEmpty()) {
            return null;
        }
        Put put = parts.get(partAt(end - 1));
        Look.Part part = put.part();
        int moved = part.start() - put.at();
        boolean inside = start >= put.at() && end + moved <= part.end();
        String pointer = part.piece().pointer();
        return inside ? new Judge.Place(pointer, start + moved, end + moved) : new Judge.Place(pointer, -1, -1);
    }

    private int partAt(int at) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (parts.get(middle).at() <= at) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    @Override
    public char around(int at) {
        return at >= 0 && at < text.length() ? text.charAt(at) : ' ';
    }
}
