package io.mcpguard.schema;

import io.mcpguard.api.Json;
import io.mcpguard.schema.SchemaValidator.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One validation: what it may still cost, where it is, and the first thing it found wrong. The budget grows with the
 * sizes of instance and schema, so that honest schemas never meet it and nested alternatives, which can take time
 * exponential in their depth, do.
 */
final class Run implements Meter {

    private static final int STEPS_PER_NODE = 100;
    private static final long MIN_STEPS = 100_000;
    private static final long MAX_STEPS = 10_000_000;
    /** Characters of text times instructions of a pattern: about 20 ns each at worst. */
    private static final long MAX_SCAN = 20_000_000;

    private static final int MAX_DEPTH = 1000;
    private static final int MAX_INSTANCE_DEPTH = 500;

    private long steps;
    private long scan = MAX_SCAN;
    private int depth;
    private int silent;
    private @Nullable Problem problem;

    private @Nullable String[] keys = new @Nullable String[16];
    private int[] indexes = new int[16];
    private int level;

    /** What the instance was before strings in it were cut; itself if none was. */
    private final @Nullable Object before;

    private final boolean cut;

    private Run(boolean silent, @Nullable Object before, boolean cut) {
        this.silent = silent ? 1 : 0;
        this.before = before;
        this.cut = cut;
    }

    static @Nullable Problem validate(Schema schema, int schemaNodes, @Nullable Object instance, boolean silent) {
        return validate(schema, schemaNodes, instance, new Run(silent, instance, false));
    }

    /** The same where the strings that were cut have to keep their formats. */
    static @Nullable Problem validateCut(
            Schema schema, int schemaNodes, @Nullable Object instance, @Nullable Object before) {
        return validate(schema, schemaNodes, instance, new Run(false, before, true));
    }

    private static @Nullable Problem validate(Schema schema, int schemaNodes, @Nullable Object instance, Run run) {
        try {
            long nodes = schemaNodes + count(instance, 0);
            run.steps = Math.min(MAX_STEPS, MIN_STEPS + STEPS_PER_NODE * nodes);
            if (schema.test(instance, run, null)) {
                return null;
            }
            return run.problem == null ? Problem.UNKNOWN : run.problem;
        } catch (OutOfBudget e) {
            return Problem.BUDGET;
        }
    }

    @Override
    public void take(long cost) {
        steps -= cost;
        if (steps < 0) {
            throw new OutOfBudget();
        }
    }

    /** Takes what it costs to look for a pattern. */
    void scan(long cost) {
        scan -= cost;
        if (scan < 0) {
            throw new OutOfBudget();
        }
        take(1);
    }

    void enter() {
        take(1);
        if (++depth > MAX_DEPTH) {
            throw new OutOfBudget();
        }
    }

    void leave() {
        depth--;
    }

    /** Whether the string here is no longer what it was. */
    boolean isCut(String text) {
        if (!cut) {
            return false;
        }
        take(1 + level);
        Object node = before;
        for (int i = 0; i < level; i++) {
            String key = keys[i];
            if (key != null) {
                node = node instanceof Map<?, ?> map ? map.get(key) : null;
            } else {
                node = node instanceof List<?> list && indexes[i] < list.size() ? list.get(indexes[i]) : null;
            }
        }
        return !text.equals(node);
    }

    /** Goes to a member of the instance; {@link #up} comes back. */
    void down(String key) {
        grow();
        keys[level++] = key;
    }

    /** Goes to an item of the instance; {@link #up} comes back. */
    void down(int index) {
        grow();
        keys[level] = null;
        indexes[level++] = index;
    }

    void up() {
        level--;
    }

    /** From here on a failure is no problem of the instance: one alternative of several does not fit. */
    void beginAlternatives() {
        silent++;
    }

    void endAlternatives() {
        silent--;
    }

    /** Notes that a keyword is not satisfied here, and returns false. */
    boolean fail(String keyword) {
        if (silent == 0 && problem == null) {
            problem = new Problem(pointer(), keyword);
        }
        return false;
    }

    private String pointer() {
        var pointer = new StringBuilder();
        for (int i = 0; i < level; i++) {
            pointer.append('/');
            String key = keys[i];
            if (key == null) {
                pointer.append(indexes[i]);
            } else {
                pointer.append(Json.escape(key));
            }
        }
        return pointer.toString();
    }

    private void grow() {
        if (level == keys.length) {
            keys = Arrays.copyOf(keys, 2 * level);
            indexes = Arrays.copyOf(indexes, 2 * level);
        }
    }

    private static long count(@Nullable Object node, int depth) {
        if (depth > MAX_INSTANCE_DEPTH) {
            throw new OutOfBudget();
        }
        long nodes = 1;
        if (node instanceof Map<?, ?> map) {
            for (Object value : map.values()) {
                nodes += count(value, depth + 1);
            }
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                nodes += count(list.get(i), depth + 1);
            }
        }
        return nodes;
    }

    private static final class OutOfBudget extends RuntimeException {

        private static final long serialVersionUID = 1;

        OutOfBudget() {
            super(null, null, false, false);
        }
    }
}
