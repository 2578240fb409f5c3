package io.mcpguard.inspect.rule;

import io.mcpguard.inspect.scan.Program;
import io.mcpguard.inspect.scan.Syntax;
import io.mcpguard.inspect.scan.Syntax.Border;
import io.mcpguard.inspect.scan.Syntax.Choice;
import io.mcpguard.inspect.scan.Syntax.Node;
import io.mcpguard.inspect.scan.Syntax.One;
import io.mcpguard.inspect.scan.Syntax.Repeat;
import io.mcpguard.inspect.scan.Syntax.Sequence;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How large a pattern is and how far it reaches, read off before anything is compiled of it. A rule looks no further than
 * {@link RulePack#WINDOW} characters; a pattern that wants to would be cut short there without a word.
 */
final class PatternBounds {

    /** Of a pattern with its word lists written out, in UTF-16 units. */
    static final int MAX_LENGTH = 40_000;

    /** Open brackets inside each other. */
    private static final int MAX_DEPTH = 50;

    /** As many steps as {@link Program} takes. */
    private static final int MAX_STEPS = 10_000;

    /** A set of so many characters is no choice of some any more. */
    private static final int WIDE = 20;

    private PatternBounds() {}

    /**
     * Refuses a pattern that is too large to be compiled, or that may go on from word to word without a bound.
     *
     * @throws IllegalArgumentException saying why
     */
    static void check(String pattern) {
        refuse(
                pattern.length() > MAX_LENGTH,
                "the pattern is longer than 40,000 characters with its words written out");
        refuse(depth(pattern) > MAX_DEPTH, "the pattern has more than 50 brackets inside each other");
        @Nullable Node tree = Syntax.parse(pattern);
        if (tree == null) {
            return; // said better by who compiles it
        }
        refuse(steps(tree) > MAX_STEPS, "the pattern repeats so often that it has more than 10,000 steps");
        refuseUnbounded(tree);
        refuse(
                shortest(tree) > RulePack.WINDOW,
                "the pattern never matches within the 320 characters that a rule looks at");
    }

    private static void refuse(boolean wrong, String reason) {
        if (wrong) {
            throw new IllegalArgumentException(reason);
        }
    }

    /** How deep brackets may stand inside each other, at most: those that are quoted or in a set count too. */
    private static int depth(String pattern) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            i += c == '\\' ? 1 : 0;
            depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    private static long shortest(Node node) {
        if (node instanceof One) {
            return 1;
        } else if (node instanceof Choice choice) {
            return choice.parts().stream()
                    .mapToLong(PatternBounds::shortest)
                    .min()
                    .orElse(0);
        } else if (node instanceof Repeat repeat) {
            return shortest(repeat.part()) * repeat.min();
        } else if (node instanceof Sequence sequence) {
            return sequence.parts().stream().mapToLong(PatternBounds::shortest).sum();
        }
        return 0;
    }

    private static long steps(Node node) {
        if (node instanceof One || node instanceof Border) {
            return 1;
        } else if (node instanceof Repeat repeat) {
            // what is too large by itself is no larger for that, so that nothing overflows
            long part = Math.min(MAX_STEPS + 1L, steps(repeat.part()));
            return (part + 1) * Math.max(1, Math.max(repeat.min(), repeat.max()));
        }
        return parts(node).stream().mapToLong(part -> 1 + steps(part)).sum();
    }

    private static List<Node> parts(Node node) {
        if (node instanceof Choice choice) {
            return choice.parts();
        } else if (node instanceof Sequence sequence) {
            return sequence.parts();
        }
        return node instanceof Repeat repeat ? List.of(repeat.part()) : List.of();
    }

    /** Within a word a part may go on: where the word ends it ends as well. So may a choice of a few words. */
    private static void refuseUnbounded(Node node) {
        if (node instanceof Repeat repeat) {
            boolean isWide = takesMany(repeat) && takesSpace(repeat);
            refuse(
                    repeat.max() < 0 && isWide,
                    "the pattern goes on from word to word without a bound; write {0,80} in place of * and {1,80} in"
                            + " place of +, or {0-5} for up to five words");
            refuse(
                    repeat.max() > RulePack.WINDOW && isWide,
                    "the pattern leaves a gap of up to " + repeat.max() + " characters, and a rule looks at 320");
        }
        parts(node).forEach(PatternBounds::refuseUnbounded);
    }

    private static boolean takesSpace(Node node) {
        return node instanceof One one
                ? one.set().intersects(Syntax.space())
                : parts(node).stream().anyMatch(PatternBounds::takesSpace);
    }

    private static boolean takesMany(Node node) {
        if (node instanceof One one) {
            var set = (BitSet) one.set().clone();
            set.andNot(Syntax.space());
            return set.cardinality() >= WIDE;
        }
        return parts(node).stream().anyMatch(PatternBounds::takesMany);
    }
}
