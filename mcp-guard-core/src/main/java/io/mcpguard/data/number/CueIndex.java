package io.mcpguard.data.number;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The words that say what a number is, of all ids at once: a stretch of text is read once, not once an id. Case
 * and accents do not count, camel case is taken apart, and words of languages that are written without spaces may
 * stand inside others.
 */
final class CueIndex {

    /** So many characters of a word find the cues that may begin there. */
    private static final int KEY = 3;

    private final Map<String, List<Cue>> byStart = new HashMap<>();
    private final List<Cue> anywhere = new ArrayList<>();

    /** A cue as it stands in a plain text, and the id that it is for. */
    private record Cue(String text, int id) {}

    /** The cues of the ids, in their order. */
    CueIndex(List<List<String>> cues) {
        for (int id = 0; id < cues.size(); id++) {
            for (String cue : cues.get(id)) {
                boolean anyEnding = cue.endsWith("*");
                String plain = plain(anyEnding ? cue.substring(0, cue.length() - 1) : cue)
                        .substring(1);
                if (Shapes.isUnspaced(cue.charAt(0))) {
                    anywhere.add(new Cue(plain.strip(), id));
                } else {
                    String text = anyEnding ? plain.substring(0, plain.length() - 1) : plain;
                    byStart.computeIfAbsent(text.substring(0, KEY), key -> new ArrayList<>())
                            .add(new Cue(text, id));
                }
            }
        }
    }

    /** The ids that a text has cues for. */
    BitSet in(String text) {
        var found = new BitSet();
        String plain = plain(text);
        for (int at = 1; at + KEY <= plain.length(); at = plain.indexOf(' ', at) + 1) {
            for (Cue cue : byStart.getOrDefault(plain.substring(at, at + KEY), List.of())) {
                if (!found.get(cue.id) && plain.startsWith(cue.text, at)) {
                    found.set(cue.id);
                }
            }
        }
        if (text.chars().anyMatch(c -> Shapes.isUnspaced((char) c))) {
            anywhere.stream().filter(cue -> plain.contains(cue.text)).forEach(cue -> found.set(cue.id));
        }
        return found;
    }

    /** A space, and each word in small letters without accents with a space behind it. */
    static String plain(String text) {
        var plain = new StringBuilder(text.length() + 8).append(' ');
        boolean small = false;
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii &= c < 0x80;
            boolean letter = c < 0x80 ? Shapes.isAlphanumeric(c) : isOfWord(c);
            if ((!letter || (small && Character.isUpperCase(c))) && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
            if (letter) {
                plain.append(Character.toLowerCase(c));
            }
            small = letter && !Character.isUpperCase(c);
        }
        if (plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
        }
        return ascii ? plain.toString() : withoutAccents(plain.toString().toLowerCase(Locale.ROOT));
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || isMark(c);
    }

    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static String withoutAccents(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        var plain = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (!isMark(c)) {
                plain.append(c == 'ı' ? 'i' : c);
            }
        }
        return plain.toString();
    }
}
