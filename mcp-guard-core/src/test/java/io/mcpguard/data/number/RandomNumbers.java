package io.mcpguard.data.number;

import java.util.Optional;
import java.util.Random;

/** Random texts in the shape of an id, and how many of them pass its checks. */
final class RandomNumbers {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";

    private final Random random;

    RandomNumbers(long seed) {
        this.random = new Random(seed);
    }

    /**
     * A text with letters and digits where a form has them; the characters that stand for themselves are random
     * too.
     */
    String inShapeOf(Form form) {
        return text(form, false);
    }

    /** The same with these characters in their places. */
    String of(Form form) {
        return text(form, true);
    }

    private String text(Form form, boolean literal) {
        var text = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            char fixed = form.literals().charAt(i);
            boolean letter = (form.letters() >> i & 1) != 0;
            boolean digit = (form.digits() >> i & 1) != 0;
            String alphabet = letter ? LETTERS : digit ? DIGITS : DIGITS + LETTERS;
            text.append(literal && fixed != ' ' ? fixed : alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    String digits(int length) {
        return random.ints(length, 0, 10)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    /** How many of a million random texts of the same shape pass, by a sample. */
    long passing(Id id, int sample) {
        long passing = 0;
        for (int i = 0; i < sample; i++) {
            Form form = id.forms().get(i % id.forms().size());
            passing += passes(id, form, inShapeOf(form)) ? 1 : 0;
        }
        return passing * 1_000_000 / sample;
    }

    /** The same with digits only, of the length of its forms. */
    long passingDigits(Id id, int sample) {
        long passing = 0;
        for (int i = 0; i < sample; i++) {
            Form form = id.forms().get(i % id.forms().size());
            passing += form.letters() == 0 && passes(id, form, digits(form.length())) ? 1 : 0;
        }
        return passing * 1_000_000 / sample;
    }

    /** Some text that passes, if there is one among many. */
    Optional<String> passingText(Id id, Form form) {
        for (int i = 0; i < 2_000_000; i++) {
            String text = of(form);
            if (passes(id, form, text)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    static boolean passes(Id id, Form form, String text) {
        return form.hasLiterals(text) && id.check().test(text);
    }
}
