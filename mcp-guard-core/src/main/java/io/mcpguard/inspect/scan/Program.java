package io.mcpguard.inspect.scan;

import io.mcpguard.inspect.scan.Syntax.Border;
import io.mcpguard.inspect.scan.Syntax.Choice;
import io.mcpguard.inspect.scan.Syntax.Node;
import io.mcpguard.inspect.scan.Syntax.One;
import io.mcpguard.inspect.scan.Syntax.Repeat;
import io.mcpguard.inspect.scan.Syntax.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A pattern as steps that each lead on to one or two others (Thompson, "Regular expression search algorithm", 1968), over
 * classes of characters that no set of the pattern tells apart.
 */
public final class Program {

    /** A pattern with more steps is left to RE2/J. */
    private static final int MAX_STEPS = 10_000;

    /** Or one that tells more classes apart. */
    private static final int MAX_CLASSES = 500;

    private static final int ASCII = 128;

    /** One step: takes a character of a set, or holds at a border, or neither; and leads on. */
    private static final class Step {

        final @Nullable BitSet set;
        final @Nullable Border border;
        int first = -1;
        int second = -1;

        Step(@Nullable BitSet set, @Nullable Border border) {
            this.set = set;
            this.border = border;
        }
    }

    private final List<Step> steps = new ArrayList<>();
    private final int start;
    private final int end;
    /** Where each stretch of characters begins that no set tells apart, ascending. */
    private final int[] bounds;
    /** The class of each stretch; one has several if all sets treat them alike. */
    private final short[] classOf;
    /** One character of each class. */
    private final int[] example;

    private final short[] ascii = new short[ASCII];

    private final boolean asksForWords;
    private final boolean unsureBeyond;

    private Program(Node pattern) {
        this.end = add(null, null);
        this.start = compile(pattern, end);
        var all = new BitSet();
        all.set(0);
        all.set(Syntax.BEYOND);
        bounds(Syntax.word(), all);
        for (Step step : steps) {
            if (step.set != null) {
                bounds(step.set, all);
            }
        }
        this.unsureBeyond = steps.stream().anyMatch(step -> step.set != null && step.set.get(Syntax.UNSURE));
        this.bounds = all.stream().toArray();
        this.classOf = new short[bounds.length];
        var classes = new LinkedHashMap<BitSet, Integer>();
        var examples = IntStream.builder();
        for (int i = 0; i < bounds.length; i++) {
            int c = bounds[i];
            var has = new BitSet();
            has.set(steps.size(), Syntax.word().get(c));
            for (int step = 0; step < steps.size(); step++) {
                BitSet set = steps.get(step).set;
                has.set(step, set != null && set.get(c));
            }
            if (!classes.containsKey(has)) {
                examples.add(c);
            }
            classOf[i] = (short) (int) classes.computeIfAbsent(has, each -> classes.size());
        }
        this.example = examples.build().toArray();
        this.asksForWords =
                steps.stream().anyMatch(step -> step.border == Border.WORD || step.border == Border.NO_WORD);
        for (int c = 0; c < ASCII; c++) {
            ascii[c] = (short) search(c);
        }
    }

    /** The steps of a pattern; null if they are too many or it is not known what it means. */
    public static @Nullable Program of(String pattern) {
        @Nullable Node node = Syntax.parse(pattern);
        if (node == null) {
            return null;
        }
        try {
            var program = new Program(node);
            return program.example.length <= MAX_CLASSES ? program : null;
        } catch (TooLong e) {
            return null;
        }
    }

    /** Whether it tells code points apart that have one class here. */
    boolean isUnsureBeyond() {
        return unsureBeyond;
    }

    private static void bounds(BitSet set, BitSet all) {
        for (int from = set.nextSetBit(0); from >= 0; from = set.nextSetBit(set.nextClearBit(from))) {
            all.set(from);
            all.set(set.nextClearBit(from));
        }
    }

    private int add(@Nullable BitSet set, @Nullable Border border) {
        if (steps.size() >= MAX_STEPS) {
            throw new TooLong();
        }
        steps.add(new Step(set, border));
        return steps.size() - 1;
    }

    private int add(@Nullable BitSet set, @Nullable Border border, int next) {
        int step = add(set, border);
        steps.get(step).first = next;
        return step;
    }

    /** Puts a part before a step; returns where it begins. */
    private int compile(Node node, int next) {
        if (node instanceof One one) {
            return add(one.set(), null, next);
        } else if (node instanceof Border border) {
            return add(null, border, next);
        } else if (node instanceof Choice choice) {
            int first = compile(choice.parts().get(0), next);
            for (Node part : choice.parts().subList(1, choice.parts().size())) {
                first = fork(first, compile(part, next));
            }
            return first;
        } else if (node instanceof Repeat repeat) {
            return repeat(repeat, next);
        }
        int first = next;
        List<Node> parts = ((Sequence) node).parts();
        for (int i = parts.size() - 1; i >= 0; i--) {
            first = compile(parts.get(i), first);
        }
        return first;
    }

    private int repeat(Repeat repeat, int next) {
        int first = next;
        if (repeat.max() < 0) {
            int loop = fork(next, -1);
            steps.get(loop).second = compile(repeat.part(), loop);
            first = loop;
        }
        for (int i = repeat.min(); i < repeat.max(); i++) {
            first = fork(next, compile(repeat.part(), first));
        }
        for (int i = 0; i < repeat.min(); i++) {
            first = compile(repeat.part(), first);
        }
        return first;
    }

    private int fork(int first, int second) {
        int step = add(null, null, first);
        steps.get(step).second = second;
        return step;
    }

    /** The number of classes; the one behind the last stands for the end of the text. */
    int classes() {
        return example.length;
    }

    /** The class of a code point. */
    public int classOf(int codePoint) {
        return codePoint < ASCII ? ascii[codePoint] : search(Math.min(codePoint, Syntax.BEYOND));
    }

    private int search(int codePoint) {
        int at = Arrays.binarySearch(bounds, codePoint);
        return classOf[at >= 0 ? at : -at - 2];
    }

    /** Whether a class is of words, where that matters to the pattern. */
    public boolean isWord(int characterClass) {
        return asksForWords && characterClass < example.length && Syntax.word().get(example[characterClass]);
    }

    /** Where a match begins: the first step and those that follow without a character. */
    public BitSet first() {
        var all = new BitSet();
        reach(start, all);
        return all;
    }

    public boolean isMatch(BitSet at) {
        return at.get(end);
    }

    /** Adds a step and what follows it without taking a character or passing a border. */
    private void reach(int first, BitSet all) {
        var open = new ArrayList<Integer>(List.of(first));
        while (!open.isEmpty()) {
            int step = open.remove(open.size() - 1);
            if (all.get(step)) {
                continue;
            }
            all.set(step);
            Step each = steps.get(step);
            if (each.set == null && each.border == null) {
                if (each.second >= 0) {
                    open.add(each.second);
                }
                if (each.first >= 0) {
                    open.add(each.first);
                }
            }
        }
    }

    /** The same with what stands behind the borders that hold there. */
    public BitSet pass(BitSet at, boolean starts, boolean ends, boolean wordBefore, boolean wordBehind) {
        var all = (BitSet) at.clone();
        for (boolean more = true; more; ) {
            int size = all.cardinality();
            var now = (BitSet) all.clone();
            now.stream().forEach(step -> {
                @Nullable Border border = steps.get(step).border;
                boolean holds = border != null
                        && switch (border) {
                            case START -> starts;
                            case END -> ends;
                            case WORD -> wordBefore != wordBehind;
                            case NO_WORD -> wordBefore == wordBehind;
                        };
                if (holds) {
                    reach(steps.get(step).first, all);
                }
            });
            more = all.cardinality() > size;
        }
        return all;
    }

    /** Where one is after a character of a class. */
    public BitSet take(BitSet at, int characterClass) {
        var all = new BitSet();
        at.stream().forEach(step -> {
            Step each = steps.get(step);
            if (each.set != null && each.set.get(example[characterClass])) {
                reach(each.first, all);
            }
        });
        return all;
    }

    private static final class TooLong extends RuntimeException {

        private static final long serialVersionUID = 1;

        TooLong() {
            super(null, null, false, false);
        }
    }
}
