package io.mcpguard.json;

import static java.util.Objects.requireNonNull;

import io.mcpguard.json.JsonException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as text: RFC 8259 without leniency. Duplicate keys, text behind the value, NaN, comments, a byte order mark and
 * invalid UTF-8 are refused. Integers become {@code Long} or {@code BigInteger}, other numbers {@code Double}, or
 * {@code BigDecimal} where a double would lose digits. The trees are frozen.
 */
public final class JsonText {

    private JsonText() {}

    /**
     * Parses a text.
     *
     * @param text one JSON value
     * @param limits how large it may be
     * @return the tree
     * @throws JsonException if it is not JSON or exceeds the limits
     */
    public static @Nullable Object parse(String text, Limits limits) {
        return JsonReader.read(requireNonNull(text, "text"), requireNonNull(limits, "limits"));
    }

    /**
     * Parses a text in UTF-8.
     *
     * @param utf8 one JSON value
     * @param limits how large it may be
     * @return the tree
     * @throws JsonException if it is not JSON or exceeds the limits
     */
    public static @Nullable Object parse(byte[] utf8, Limits limits) {
        // Before it is decoded: no encoding of JSON has more than three bytes a UTF-16 unit.
        if (utf8.length / 3 > limits.maxTotalChars()) {
            throw JsonReader.tooLarge(limits);
        }
        return Ascii.isAscii(utf8) ? JsonReader.readAscii(utf8, limits) : parse(decode(utf8), limits);
    }

    /**
     * Parses a JSON object.
     *
     * @param text one JSON object
     * @param limits how large it may be
     * @return the tree
     * @throws JsonException if it is not JSON, no object, or exceeds the limits
     */
    public static Map<String, @Nullable Object> parseObject(String text, Limits limits) {
        return object(parse(text, limits));
    }

    /**
     * Parses a JSON object in UTF-8.
     *
     * @param utf8 one JSON object
     * @param limits how large it may be
     * @return the tree
     * @throws JsonException if it is not JSON, no object, or exceeds the limits
     */
    public static Map<String, @Nullable Object> parseObject(byte[] utf8, Limits limits) {
        return object(parse(utf8, limits));
    }

    /**
     * Writes a tree on one line, members in their order. What a reader would not see (see {@link SafeText#excerpt}) is
     * escaped, so the line is safe to print, and numbers are written as in {@link CanonicalJson}.
     *
     * @param tree the tree; one that is not frozen is frozen first, under {@link Limits#DEFAULT}
     * @return JSON without a line break
     * @throws JsonException if it cannot be frozen
     */
    public static String write(@Nullable Object tree) {
        return text(tree, JsonWriter.Style.LINE);
    }

    /**
     * Writes a tree for people: like {@link #write}, with two spaces a level.
     *
     * @param tree the tree; one that is not frozen is frozen first, under {@link Limits#DEFAULT}
     * @return JSON of many lines, separated by {@code \n}, without a last one
     * @throws JsonException if it cannot be frozen
     */
    public static String writePretty(@Nullable Object tree) {
        return text(tree, JsonWriter.Style.PRETTY);
    }

    private static String text(@Nullable Object tree, JsonWriter.Style style) {
        JsonWriter writer = JsonWriter.write(CanonicalJson.frozen(tree), style);
        return new String(writer.array(), 0, writer.size(), StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> object(@Nullable Object tree) {
        if (tree instanceof FrozenMap object) {
            return object;
        }
        throw new JsonException(Reason.MALFORMED, "a JSON object is expected", 1, 1);
    }

    private static String decode(byte[] utf8) {
        ByteBuffer in = ByteBuffer.wrap(utf8);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(in).toString();
        } catch (CharacterCodingException e) {
            String valid = new String(utf8, 0, in.position(), StandardCharsets.UTF_8);
            throw JsonReader.failure(Reason.MALFORMED, "not UTF-8", valid, valid.length());
        }
    }
}
