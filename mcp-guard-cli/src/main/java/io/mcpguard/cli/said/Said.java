package io.mcpguard.cli.said;

import io.mcpguard.json.SafeText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last lines that servers wrote to stderr, by the name of the server. They come escaped and cut from the guard's own
 * reader, which takes a thousand lines of 500 characters; few of each server are kept. Thread-safe.
 */
public final class Said {

    private static final int LINES = 8;
    private static final int LINE = 300;

    /** Shorter values are words that stand in any text. */
    private static final int SECRET = 4;

    private static final String MASK = "***";

    private static final Map<String, Deque<String>> LAST = new HashMap<>();

    private Said() {}

    static synchronized void add(String server, String line) {
        Deque<String> lines = LAST.computeIfAbsent(server, name -> new ArrayDeque<>());
        lines.add(line);
        if (lines.size() > LINES) {
            lines.remove();
        }
        Said.class.notifyAll();
    }

    /**
     * What a server said last, and forgets it. It is given a moment: its last words may come after its end.
     *
     * @param server its name
     * @param secrets values that must not be shown
     * @param patienceMillis how long to wait for the first line
     * @return lines, escaped and cut, with a mark in place of each secret
     */
    public static synchronized List<String> take(String server, Collection<String> secrets, long patienceMillis) {
        long end = System.nanoTime() + patienceMillis * 1_000_000;
        for (long left = patienceMillis; left > 0 && !LAST.containsKey(server); left = millisTo(end)) {
            try {
                Said.class.wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        Deque<String> lines = LAST.remove(server);
        return lines == null
                ? List.of()
                : lines.stream().map(line -> masked(line, secrets)).toList();
    }

    private static long millisTo(long end) {
        return (end - System.nanoTime()) / 1_000_000;
    }

    /** A secret may be cut at the end of the line, with or without a mark. */
    static String masked(String line, Collection<String> secrets) {
        String text = line;
        for (String secret : pieces(secrets)) {
            text = text.replace(secret, MASK);
            String end = text.endsWith("…") ? "…" : "";
            for (int length = secret.length() - 1; length >= SECRET; length--) {
                String tail = secret.substring(0, length) + end;
                if (text.endsWith(tail)) {
                    text = text.substring(0, text.length() - tail.length()) + MASK + end;
                    break;
                }
            }
        }
        return SafeText.excerpt(text, LINE);
    }

    /** As lines of a log have them: escaped, and line by line; the longest first, since one may hold another. */
    private static List<String> pieces(Collection<String> secrets) {
        var pieces = new ArrayList<String>();
        for (String secret : secrets) {
            secret.lines()
                    .map(line -> SafeText.excerpt(line.strip(), Integer.MAX_VALUE))
                    .filter(piece -> piece.length() >= SECRET)
                    .forEach(pieces::add);
        }
        pieces.sort((a, b) -> Integer.compare(b.length(), a.length()));
        return pieces;
    }
}
