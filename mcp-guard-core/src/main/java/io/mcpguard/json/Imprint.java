package io.mcpguard.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tree written down in one run, to be compared with others. It holds the whole tree, so what matches is the same, and
 * not only likely the same: the same members in the same order, the same texts, and numbers of the same class. A tree of
 * many thousand objects lies all over the memory, and fetching it costs more than comparing it; this lies in a row.
 * Immutable.
 */
public final class Imprint {

    private static final byte NULL = 0;
    private static final byte TRUE = 1;
    private static final byte FALSE = 2;
    private static final byte STRING = 3;
    private static final byte OBJECT = 4;
    private static final byte ARRAY = 5;
    private static final byte INTEGER = 6;
    private static final byte OTHER_NUMBER = 7;
    private static final byte WORD = 8;

    /** Keys and strings up to this length are words; most of them come again and again. */
    private static final int LONGEST_WORD = 32;

    /** A tag for each value, the sizes of objects and arrays, the numbers of words, and the lengths of longer strings. */
    private final byte[] plan;

    /** Different ones, in the order in which they came first. */
    private final String[] words;

    /** All longer strings, without anything between them. */
    private final String text;

    /** Numbers that are no {@code Integer}. */
    private final Object[] numbers;

    private Imprint(byte[] plan, String[] words, String text, Object[] numbers) {
        this.plan = plan;
        this.words = words;
        this.text = text;
        this.numbers = numbers;
    }

    /**
     * Takes the imprint of a tree.
     *
     * @param frozen a frozen tree
     * @return its imprint, about as large as the tree's JSON
     */
    public static Imprint of(@Nullable Object frozen) {
        var writing = new Writing(frozen instanceof Frozen tree ? (int) Math.min(tree.chars(), 1 << 24) : 16);
        writing.value(frozen);
        return new Imprint(
                Arrays.copyOf(writing.plan, writing.size),
                writing.words.keySet().toArray(String[]::new),
                writing.text.toString(),
                writing.numbers.toArray());
    }

    /**
     * Compares. Stops at the first difference, and goes no deeper than the tree that this was taken of.
     *
     * @param tree a tree that no other thread changes meanwhile, frozen or not
     * @return true if freezing it would give the same tree
     */
    public boolean matches(@Nullable Object tree) {
        return new Reading(this).value(tree);
    }

    private static final class Writing {
        private final Map<String, Integer> words = new LinkedHashMap<>();
        private final StringBuilder text;
        private final List<Object> numbers = new ArrayList<>();
        private byte[] plan = new byte[256];
        private int size;

        Writing(int chars) {
            text = new StringBuilder(chars);
        }

        void value(@Nullable Object node) {
            if (node instanceof String string) {
                if (string.length() <= LONGEST_WORD) {
                    put(WORD);
                    word(string);
                } else {
                    put(STRING);
                    length(string.length());
                    text.append(string);
                }
            } else if (node instanceof FrozenMap object) {
                put(OBJECT);
                length(object.size());
                for (int i = 0; i < object.size(); i++) {
                    word(object.keys().get(i));
                    value(object.value(i));
                }
            } else if (node instanceof FrozenList array) {
                put(ARRAY);
                length(array.size());
                for (int i = 0; i < array.size(); i++) {
                    value(array.get(i));
                }
            } else if (node instanceof Integer integer) {
                put(INTEGER);
                length(integer);
            } else if (node instanceof Boolean bool) {
                put(bool ? TRUE : FALSE);
            } else if (node == null) {
                put(NULL);
            } else {
                put(OTHER_NUMBER);
                length(numbers.size());
                numbers.add(node);
            }
        }

        private void word(String word) {
            Integer known = words.putIfAbsent(word, words.size());
            length(known == null ? words.size() - 1 : known);
        }

        private void length(int length) {
            int rest = length;
            while ((rest & ~0x7f) != 0) {
                put((byte) (rest | 0x80));
                rest >>>= 7;
            }
            put((byte) rest);
        }

        private void put(byte b) {
            if (size == plan.length) {
                plan = Arrays.copyOf(plan, 2 * size);
            }
            plan[size++] = b;
        }
    }

    private static final class Reading {
        private final byte[] plan;
        private final String[] words;
        private final String text;
        private final Object[] numbers;
        private int at;
        private int textAt;

        Reading(Imprint of) {
            plan = of.plan;
            words = of.words;
            text = of.text;
            numbers = of.numbers;
        }

        boolean value(@Nullable Object node) {
            return switch (plan[at++]) {
                case WORD -> words[length()].equals(node);
                case STRING -> node instanceof String string && string(string);
                case OBJECT -> node instanceof Map<?, ?> map && object(map);
                case ARRAY -> node instanceof List<?> list && array(list);
                case INTEGER -> node instanceof Integer integer && integer == length();
                case TRUE -> Boolean.TRUE.equals(node);
                case FALSE -> Boolean.FALSE.equals(node);
                case NULL -> node == null;
                default -> numbers[length()].equals(node);
            };
        }

        private boolean object(Map<?, ?> map) {
            int left = length();
            if (left != map.size()) {
                return false;
            }
            for (Map.Entry<?, ?> member : map.entrySet()) {
                // What a map claims of its size is not relied on.
                if (--left < 0 || !words[length()].equals(member.getKey()) || !value(member.getValue())) {
                    return false;
                }
            }
            return left == 0;
        }

        private boolean array(List<?> list) {
            int left = length();
            if (left != list.size()) {
                return false;
            }
            for (Object element : list) {
                if (--left < 0 || !value(element)) {
                    return false;
                }
            }
            return left == 0;
        }

        private boolean string(String string) {
            int length = length();
            int start = textAt;
            textAt += length;
            // A copy is soon made, and then compared many characters at a time.
            return string.length() == length && text.substring(start, textAt).equals(string);
        }

        private int length() {
            byte b = plan[at++];
            int length = b & 0x7f;
            for (int shift = 7; b < 0; shift += 7) {
                b = plan[at++];
                length |= (b & 0x7f) << shift;
            }
            return length;
        }
    }
}
