package io.mcpguard.inspect.rule;

import io.mcpguard.inspect.scan.Program;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule is found by its literals. It is tried only where one of them stands and has to match from there on, so that
 * a literal which begins no match is a mistake in one of the two.
 */
final class Anchor {

    private Anchor() {}

    /**
     * Refuses literals that are none of a pattern.
     *
     * @param pattern in the syntax of RE2
     * @param literals folded
     * @throws IllegalArgumentException saying why
     */
    static void check(String pattern, List<String> literals) {
        @Nullable Program program = Program.of(pattern);
        if (program == null) {
            throw new IllegalArgumentException(
                    "the pattern uses syntax of RE2 that rules do not have, or tells too many characters apart");
        }
        for (String literal : literals) {
            if (!canBegin(program, literal)) {
                throw new IllegalArgumentException("no match begins with the literal \"" + literal + "\"");
            }
        }
    }

    /** Whether the pattern matches within the literal or may go on behind it. */
    private static boolean canBegin(Program program, String literal) {
        BitSet at = program.first();
        boolean word = false;
        for (int i = 0; i < literal.length(); i++) {
            int c = program.classOf(literal.charAt(i));
            BitSet here = program.pass(at, i == 0, false, word, program.isWord(c));
            if (program.isMatch(here)) {
                return true;
            }
            at = program.take(here, c);
            word = program.isWord(c);
        }
        return !at.isEmpty();
    }
}
