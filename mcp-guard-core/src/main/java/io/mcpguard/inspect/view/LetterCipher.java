package io.mcpguard.inspect.view;

import io.mcpguard.inspect.rule.Disguise;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Other letters of the alphabet for letters. Words that are common in English tell it, and the text is read then. */
public enum LetterCipher {
    /** Every letter moved by thirteen. */
    ROT13("encoded-rot13", "ROT13", "nopqrstuvwxyzabcdefghijklm"),
    /** The alphabet from its end. */
    ATBASH("encoded-atbash", "Atbash", "zyxwvutsrqponmlkjihgfedcba");

    private static final Map<String, LetterCipher> BY_RULE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(cipher -> cipher.rule, cipher -> cipher));

    private final String rule;
    private final String how;
    private final String letters;

    LetterCipher(String rule, String how, String letters) {
        this.rule = rule;
        this.how = how;
        this.letters = letters;
    }

    /** The cipher that a rule notices; null if it is about something else. */
    public static @Nullable LetterCipher of(String rule) {
        return BY_RULE.get(rule);
    }

    /** The text with every letter in its place. */
    public Reading read(String text) {
        var read = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean small = c >= 'a' && c <= 'z';
            boolean large = c >= 'A' && c <= 'Z';
            char other = small || large ? letters.charAt((c | 0x20) - 'a') : c;
            read.append(large ? (char) (other - 0x20) : other);
        }
        return new Reading(text, read.toString(), null, how, Disguise.CIPHER);
    }
}
