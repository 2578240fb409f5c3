package io.mcpguard.inspect.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;

/**
 * Whether a sentence tells, orders, asks or forbids, by the words it begins with. Data tells; what orders or asks in the
 * middle of data stands out. Looks at no more than {@value #FARTHEST} words.
 */
final class Mood {

    static final int TELLS = 0;
    static final int ORDERS = 1;
    static final int REQUESTS = 2;
    static final int OBLIGES = 3;
    static final int FORBIDS = 4;
    static final int ASKS = 5;
    static final int COUNT = 6;

    private static final String[] KINDS = {
        "skip", "polite", "forbid", "not", "do", "you", "must", "helper", "ask", "i", "want", "order"
    };
    private static final int SKIP = 1;
    private static final int POLITE = 2;
    private static final int FORBID = 4;
    private static final int NOT = 8;
    private static final int DO = 16;
    private static final int YOU = 32;
    private static final int MUST = 64;
    private static final int HELPER = 128;
    private static final int ASK = 256;
    private static final int I = 512;
    private static final int WANT = 1024;
    private static final int ORDER = 2048;

    private static final int FARTHEST = 5;
    private static final int SIZE = 4096;
    private static final Mood STANDARD = read();

    private final int[] keys = new int[SIZE];
    private final short[] kinds = new short[SIZE];

    private Mood() {}

    static Mood standard() {
        return STANDARD;
    }

    /** The mood of what begins at a word. */
    int of(int[] words, int from, int count) {
        int limit = Math.min(count, from + FARTHEST);
        boolean polite = false;
        int at = from;
        for (; at < limit; at++) {
            int kind = kinds(words[at]);
            polite |= (kind & POLITE) != 0;
            if ((kind & (SKIP | POLITE)) == 0) {
                break;
            }
        }
        if (at == limit) {
            return TELLS;
        }
        int kind = kinds(words[at]);
        int next = at + 1 < count ? kinds(words[at + 1]) : 0;
        int third = at + 2 < count ? kinds(words[at + 2]) : 0;
        if ((kind & FORBID) != 0 || ((kind & DO) != 0 && (next & NOT) != 0)) {
            return FORBIDS;
        }
        if ((kind & YOU) != 0) {
            return (next & MUST) != 0 ? OBLIGES : TELLS;
        }
        if ((kind & HELPER) != 0) {
            return (next & YOU) != 0 ? REQUESTS : TELLS;
        }
        if ((kind & I) != 0) {
            boolean wants = (next & WANT) != 0 || ((next & HELPER) != 0 && (third & WANT) != 0);
            return wants ? REQUESTS : TELLS;
        }
        if ((kind & ASK) != 0) {
            return ASKS;
        }
        if ((kind & ORDER) == 0) {
            return polite ? REQUESTS : TELLS;
        }
        return polite ? REQUESTS : ORDERS;
    }

    private int kinds(int hash) {
        int at = Hashes.mix(hash) & (SIZE - 1);
        while (kinds[at] != 0) {
            if (keys[at] == hash) {
                return kinds[at];
            }
            at = (at + 1) & (SIZE - 1);
        }
        return 0;
    }

    private void add(String word, int kind) {
        int hash = Hashes.of(word);
        int at = Hashes.mix(hash) & (SIZE - 1);
        while (kinds[at] != 0 && keys[at] != hash) {
            at = (at + 1) & (SIZE - 1);
        }
        keys[at] = hash;
        kinds[at] |= (short) kind;
    }

    private static int kind(String name) {
        for (int i = 0; i < KINDS.length; i++) {
            if (KINDS[i].equals(name)) {
                return 1 << i;
            }
        }
        throw new IllegalStateException("moods.txt has an unknown kind: " + name);
    }

    private static Mood read() {
        var mood = new Mood();
        try (InputStream in = Mood.class.getResourceAsStream("moods.txt");
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty() && line.charAt(0) != '#') {
                    var words = new StringTokenizer(line);
                    int kind = kind(words.nextToken());
                    while (words.hasMoreTokens()) {
                        mood.add(words.nextToken(), kind);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mood;
    }
}
