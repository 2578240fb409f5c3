package io.mcpguard.inspect.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;

/** Classes of words that mean alike in ten languages, looked up by the hash of a word. Immutable. */
final class Concepts {

    /** Words are found by this many first letters where the whole word is unknown. */
    static final int STEM = 5;

    /** Classes that the reader gives by itself. */
    private static final List<String> SHAPES =
            List.of("", "url", "mail", "number", "path", "name", "mark", "code", "tag", "quote");

    static final int URL = 1;
    static final int MAIL = 2;
    static final int NUMBER = 3;
    static final int PATH = 4;
    /** An identifier of several words, such as {@code read_file}. */
    static final int NAME = 5;
    /** An exclamation mark. */
    static final int MARK = 6;

    static final int CODE = 7;
    static final int TAG = 8;
    /** An opening quotation mark. */
    static final int QUOTE = 9;

    private static final int SIZE = 8192;
    private static final int STEM_SALT = 0x5bd1e995;
    private static final Concepts STANDARD = read();

    private final int[] keys = new int[SIZE];
    private final byte[] classes = new byte[SIZE];
    private final Map<String, Integer> ids = new LinkedHashMap<>();
    private List<String> names = List.of();

    private Concepts() {
        SHAPES.forEach(shape -> ids.put(shape, ids.size()));
    }

    static Concepts standard() {
        return STANDARD;
    }

    /** What a class is called, empty for none. */
    String name(int id) {
        return names.get(id);
    }

    int count() {
        return ids.size();
    }

    /** The class of a word, 0 for none. */
    int of(int word, int stem, int length) {
        int known = find(word);
        return known == 0 && length >= STEM ? find(stem ^ STEM_SALT) : known;
    }

    private int find(int hash) {
        int at = Hashes.mix(hash) & (SIZE - 1);
        while (classes[at] != 0) {
            if (keys[at] == hash) {
                return classes[at];
            }
            at = (at + 1) & (SIZE - 1);
        }
        return 0;
    }

    /** The first class that claims a word has it. */
    private void add(String word, int id) {
        boolean stem = word.endsWith("*");
        String letters = stem ? word.substring(0, word.length() - 1) : word;
        if (stem && letters.length() > STEM) {
            letters = letters.substring(0, STEM);
        }
        int hash = stem && letters.length() == STEM ? Hashes.of(letters) ^ STEM_SALT : Hashes.of(letters);
        int at = Hashes.mix(hash) & (SIZE - 1);
        while (classes[at] != 0) {
            if (keys[at] == hash) {
                return;
            }
            at = (at + 1) & (SIZE - 1);
        }
        keys[at] = hash;
        classes[at] = (byte) id;
    }

    private static Concepts read() {
        var concepts = new Concepts();
        try (InputStream in = Concepts.class.getResourceAsStream("concepts.txt");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    var words = new StringTokenizer(line);
                    String name = words.nextToken();
                    int id = concepts.ids.computeIfAbsent(name, key -> concepts.ids.size());
                    while (words.hasMoreTokens()) {
                        concepts.add(words.nextToken(), id);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (concepts.ids.size() > Long.SIZE) {
            throw new IllegalStateException("concepts.txt has more classes than a set of bits holds");
        }
        concepts.names = List.copyOf(concepts.ids.keySet());
        return concepts;
    }
}
