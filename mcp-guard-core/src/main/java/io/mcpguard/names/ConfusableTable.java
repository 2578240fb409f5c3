package io.mcpguard.names;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which character stands for one that looks like it. Read once from the resource {@code confusables.txt}, which a test
 * writes ({@code ConfusableTableTest}): a line for each target, in hexadecimal, its characters joined by {@code +}, then
 * the code points and ranges of code points that look like it. The target {@code -} is nothing at all.
 */
final class ConfusableTable {

    static final String UNICODE = "18.0";

    static final String RESOURCE = "confusables.txt";

    /** So many UTF-16 units does one code point become at most. */
    static final int MAX_GROWTH = 18;

    private static final class Holder {
        static final ConfusableTable INSTANCE = load();
    }

    private final @Nullable String[] ascii = new @Nullable String[0x80];
    private final int[] sources;
    private final String[] targets;

    ConfusableTable(Map<Integer, String> entries) {
        var sorted = new TreeMap<>(entries);
        sources = sorted.keySet().stream().mapToInt(Integer::intValue).toArray();
        targets = sorted.values().toArray(new String[0]);
        sorted.headMap(0x80).forEach((source, target) -> ascii[source] = target);
    }

    static ConfusableTable instance() {
        return Holder.INSTANCE;
    }

    /** What stands for a code point; null if it stands for itself. */
    @Nullable
    String target(int codePoint) {
        if (codePoint < 0x80) {
            return ascii[codePoint];
        }
        int at = Arrays.binarySearch(sources, codePoint);
        return at < 0 ? null : targets[at];
    }

    Map<Integer, String> entries() {
        var entries = new TreeMap<Integer, String>();
        for (int i = 0; i < sources.length; i++) {
            entries.put(sources[i], targets[i]);
        }
        return entries;
    }

    private static ConfusableTable load() {
        try (InputStream in = requireNonNull(ConfusableTable.class.getResourceAsStream(RESOURCE), RESOURCE);
                var lines = new BufferedReader(new InputStreamReader(in, US_ASCII))) {
            var entries = new TreeMap<Integer, String>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    read(line, entries);
                }
            }
            return new ConfusableTable(entries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(String line, Map<Integer, String> entries) {
        String[] fields = line.split(" ", -1);
        String target = text(fields[0]);
        for (int i = 1; i < fields.length; i++) {
            int dash = fields[i].indexOf('-');
            int first = hex(dash < 0 ? fields[i] : fields[i].substring(0, dash));
            int last = dash < 0 ? first : hex(fields[i].substring(dash + 1));
            for (int c = first; c <= last; c++) {
                entries.put(c, target);
            }
        }
    }

    private static String text(String field) {
        var text = new StringBuilder();
        if (!field.equals("-")) {
            for (int start = 0; start <= field.length(); ) {
                int end = field.indexOf('+', start);
                end = end < 0 ? field.length() : end;
                text.appendCodePoint(hex(field.substring(start, end)));
                start = end + 1;
            }
        }
        return text.toString();
    }

    private static int hex(String digits) {
        return Integer.parseInt(digits, 16);
    }
}
