package io.mcpguard.data.contact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of words and phrases, and where they stand in a text as whole words. Case and accents do not count; {@code
 * date of birth} also stands for {@code dateOfBirth}, {@code date_of_birth} and {@code DATE-OF-BIRTH}. Each may carry
 * a number.
 */
final class Phrases {

    /** So many characters may stand for the space between two words of a phrase. */
    private static final int MAX_GAP = 2;

    private static final int ASCII = 0x80;
    /** Of each character that count at first: letters in both cases have the same ones. */
    private static final int BITS = 5;

    private static final int MASK = (1 << BITS) - 1;

    /** A phrase in a text, and the number that it carries. */
    record Found(int start, int end, int value) {}

    private final Node root = new Node();
    /** Behind the first character, for those of ASCII. */
    private final @Nullable Node[] firsts = new Node[ASCII];
    /** A bit for the first three characters in ASCII: where it is not set, as for most words, none begins. */
    private final long[] beginnings = new long[1 << (3 * BITS - 6)];

    private Phrases(List<String> lines) {
        for (String line : lines) {
            int sign = line.lastIndexOf(" = ");
            String phrase = sign < 0 ? line : line.substring(0, sign);
            add(phrase, sign < 0 ? 0 : Integer.parseInt(line.substring(sign + 3)));
        }
        for (char first = 0; first < ASCII; first++) {
            firsts[first] = root.next(Letters.fold(first));
        }
        mark(root, 0, 0);
    }

    /** Sets the bits of all beginnings that go on from a node, so many characters behind the root. */
    private void mark(@Nullable Node node, int code, int length) {
        if (node == null) {
            return;
        }
        if (length == 3) {
            beginnings[code >> 6] |= 1L << code;
            return;
        }
        boolean ends = length > 0 && (node.value >= 0 || node.next(' ') != null); // then anything may follow
        for (char c = 0; c < ASCII; c++) {
            mark(ends ? node : node.next(Letters.fold(c)), code << BITS | (c & MASK), length + 1);
        }
    }

    private void add(String phrase, int value) {
        Node node = root;
        for (int i = 0; i < phrase.length(); i++) {
            node = node.grown(Letters.fold(phrase.charAt(i)));
        }
        node.value = value;
    }

    static Phrases of(String... phrases) {
        return new Phrases(List.of(phrases));
    }

    /** A list of this package: a phrase a line, with {@code = number} behind it where they carry numbers. */
    static Phrases load(String resource) {
        return new Phrases(lines(resource));
    }

    /** The lines of a list of this package that are neither empty nor a comment. */
    static List<String> lines(String resource) {
        try (InputStream in = requireNonNull(Phrases.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the first character of some of them leads, null if none may begin at a place. */
    private @Nullable Node first(String text, int at) {
        char first = text.charAt(at);
        if (first >= ASCII) {
            return root.next(Letters.fold(first));
        }
        char second = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        char third = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
        int code = (first & MASK) << (2 * BITS) | (second & MASK) << BITS | (third & MASK);
        boolean may = second >= ASCII || third >= ASCII || (beginnings[code >> 6] >>> code & 1) != 0;
        return may ? firsts[first] : null;
    }

    /** The longest one that begins at a place. */
    @Nullable
    Found at(String text, int at) {
        Node node = at >= text.length() ? null : first(text, at);
        if (node == null || !Letters.startsWord(text, at)) {
            return null;
        }
        int end = -1;
        int value = 0;
        int i = at + 1;
        while (node != null) {
            if (node.value >= 0 && Letters.endsWord(text, i)) {
                end = i;
                value = node.value;
            }
            if (i == text.length()) {
                break;
            }
            Node next = node.next(Letters.fold(text.charAt(i)));
            if (next != null && text.charAt(i) != ' ') {
                node = next;
                i++;
            } else {
                node = node.next(' ');
                i = node == null ? i : behindGap(text, i);
                node = i < 0 ? null : node;
            }
        }
        return end < 0 ? null : new Found(at, end, value);
    }

    /** Where the next word of a phrase begins, negative if none does. */
    private static int behindGap(String text, int at) {
        int i = at;
        while (i < text.length() && i - at < MAX_GAP && isGap(text.charAt(i))) {
            i++;
        }
        return i > at || Letters.isHump(text.charAt(at - 1), text.charAt(at)) ? i : -1;
    }

    private static boolean isGap(char c) {
        return switch (c) {
            case ' ', '_', '-', '.', '/', '\u00A0' -> true;
            default -> false;
        };
    }

    /** Whether one of them is the whole of a part. */
    boolean is(String text, int start, int end) {
        Found found = at(text, start);
        return found != null && found.end() == end;
    }

    /** The last one in a part of a text that may begin and end within words; of two that end there the longer one. */
    @Nullable
    Found last(String text, int from, int to) {
        Found last = null;
        for (int i = to - 1; i >= Math.max(0, from); i--) {
            Found found = at(text, i);
            if (found != null && found.end() <= to && (last == null || found.end() >= last.end())) {
                last = found;
            }
        }
        return last;
    }

    boolean isIn(String text, int from, int to) {
        return last(text, from, Math.min(to, text.length())) != null;
    }

    boolean isIn(String text) {
        return isIn(text, 0, text.length());
    }

    /** A place in the tree of their letters; does not change once the list is read. */
    private static final class Node {

        private char[] letters = {};
        private Node[] nodes = {};
        private int value = -1;

        @Nullable
        Node next(char letter) {
            for (int i = 0; i < letters.length; i++) {
                if (letters[i] == letter) {
                    return nodes[i];
                }
            }
            return null;
        }

        Node grown(char letter) {
            Node next = next(letter);
            if (next == null) {
                next = new Node();
                letters = Arrays.copyOf(letters, letters.length + 1);
                letters[letters.length - 1] = letter;
                nodes = Arrays.copyOf(nodes, nodes.length + 1);
                nodes[nodes.length - 1] = next;
            }
            return next;
        }
    }
}
