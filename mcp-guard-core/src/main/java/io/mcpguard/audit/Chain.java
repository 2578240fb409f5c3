package io.mcpguard.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chains lines by their hashes, when they are written and when they are checked. Each line is a JSON object. Its member
 * {@code prev} is the {@code hash} of the line before it, and its {@code hash} the SHA-256 over the RFC 8785 canonical
 * form of the line without {@code hash}. Not safe for use by several threads.
 */
final class Chain {

    /** What {@code prev} is in the first line. */
    static final String START = "0".repeat(64);

    /** The version of the format, {@code v} in each line. */
    static final long VERSION = 1;

    /** A line holds at most a payload that the guard let through and the little around it. */
    static final Limits LINE = new Limits(1_000, Integer.MAX_VALUE, Integer.MAX_VALUE, 17L << 20);

    /** No character has more bytes of UTF-8 than three. */
    static final int MAX_LINE_BYTES = 3 * (int) LINE.maxTotalChars();

    /** Null where a check starts in the middle of a file. */
    private @Nullable String last;

    private long seq;

    private Chain(@Nullable String last) {
        this.last = last;
    }

    /** {@return a chain of which the first line comes next} */
    static Chain atStart() {
        return new Chain(START);
    }

    /** {@return a chain of which any line may come next, to check the rest of a file} */
    static Chain anywhere() {
        return new Chain(null);
    }

    /** Where a chain ends for now. */
    record End(@Nullable String last, long seq) {}

    End end() {
        return new End(last, seq);
    }

    /**
     * Forgets the lines linked since.
     *
     * @param end where it ended before
     */
    void resetTo(End end) {
        last = end.last();
        seq = end.seq();
    }

    /** {@return the hash of the last line} */
    String lastHash() {
        return last == null ? START : last;
    }

    /**
     * Makes the next line.
     *
     * @param body what it says; the chain adds {@code v}, {@code seq}, {@code prev} and {@code hash}
     * @return the line in UTF-8, with its line end
     * @throws JsonException if the body is no JSON or too large; the chain is then as before
     */
    byte[] link(Map<String, @Nullable Object> body) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("v", VERSION);
        line.put("seq", seq + 1);
        line.putAll(body);
        line.put("prev", lastHash());
        Object frozen = JsonTree.freeze(line, LINE);
        String hash = CanonicalJson.sha256(frozen);
        String text = JsonText.write(frozen);
        // Longer by its escapes than the tree that it was: it could not be read back.
        if (text.length() + 100 > LINE.maxTotalChars()) {
            throw new IllegalArgumentException("the line is too long");
        }
        seq++;
        last = hash;
        return (text.substring(0, text.length() - 1) + ",\"hash\":\"" + hash + "\"}\n").getBytes(UTF_8);
    }

    /**
     * Checks that a line comes next, and goes on to it if so.
     *
     * @param line a line without its line end
     * @return what is wrong with it; null if nothing is
     */
    @Nullable
    String follow(byte[] line) {
        Map<String, @Nullable Object> tree;
        try {
            tree = JsonText.parseObject(line, LINE);
        } catch (JsonException e) {
            return "the line is not a JSON object";
        }
        if (!(tree.get("hash") instanceof String hash)
                || !(tree.get("prev") instanceof String prev)
                || !(tree.get("seq") instanceof Long number)) {
            return "the line has no hash, prev or seq";
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>(tree);
        body.remove("hash");
        if (!hash.equals(CanonicalJson.sha256(JsonTree.freeze(body, LINE)))) {
            return "the line does not match its hash: it was changed";
        }
        if (last != null && !last.equals(prev)) {
            return seq == 0
                    ? "the line is not the first one: lines before it were removed"
                    : "the line does not continue the one before it: a line was changed, removed, inserted or moved";
        }
        if (last != null && number != seq + 1) {
            return "the line's seq does not follow that of the line before it";
        }
        last = hash;
        seq = number;
        return null;
    }
}
