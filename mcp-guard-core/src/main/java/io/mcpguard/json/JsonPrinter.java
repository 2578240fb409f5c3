package io.mcpguard.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes a large document for people and version control, piece by piece: two spaces a level, the members of trees
 * sorted, and what a reader would not see escaped, as {@link JsonText#writePretty} does. For one thread.
 */
public final class JsonPrinter {

    private final JsonWriter writer;
    private final Limits limits;
    /** How many stand in each object or array that is open. */
    private int[] counts = new int[16];

    private int depth;

    /**
     * A document of which nothing is written yet.
     *
     * @param limits for trees that are not frozen
     * @param mostBytes once it has more, each further tree is written as null; the document has to be thrown away then
     */
    public JsonPrinter(Limits limits, int mostBytes) {
        this.limits = limits;
        this.writer = new JsonWriter(JsonWriter.Style.SORTED, 1 << 16, mostBytes);
    }

    /**
     * Begins an object or array.
     *
     * @param bracket the opening one
     */
    public void begin(char bracket) {
        writer.begin(bracket);
        if (++depth == counts.length) {
            counts = Arrays.copyOf(counts, 2 * depth);
        }
        counts[depth] = 0;
    }

    /** Steps to the next element of an array, which has to be written now. */
    public void next() {
        writer.next(counts[depth]++);
    }

    /**
     * Writes the key of the next member of an object; its value has to be written now.
     *
     * @param name the key
     */
    public void key(String name) {
        writer.key(counts[depth]++, name);
    }

    /**
     * Writes a value.
     *
     * @param tree a JSON tree
     * @throws JsonException if it is not frozen and cannot be
     */
    public void tree(@Nullable Object tree) {
        writer.value(tree instanceof Frozen ? tree : JsonTree.freeze(tree, limits));
    }

    /**
     * Ends the object or array that was begun last.
     *
     * @param bracket the closing one
     */
    public void end(char bracket) {
        writer.end(bracket, counts[depth--]);
    }

    /** {@return the document so far in UTF-8, and a line break} */
    public byte[] lines() {
        byte[] bytes = Arrays.copyOf(writer.array(), writer.size() + 1);
        bytes[writer.size()] = '\n';
        return bytes;
    }
}
