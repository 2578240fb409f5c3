package io.mcpguard.schema;

import io.mcpguard.api.Interception;
import io.mcpguard.api.Phase;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types that MCP (2024-11-05 to 2025-11-25) gives the fields of one message that a server sends.
 *
 * <p>A JSON mapper is generous: the MCP SDK's reads {@code "isError":"true"} as a boolean and {@code "text":5} as a
 * string, and fails on what it cannot read with an exception that quotes the server. So the guard delivers only what
 * needs neither. Fields that MCP does not define are not looked at, an explicit null of an optional field counts as
 * absent, and methods that MCP does not define have any shape. Immutable and thread-safe.
 */
public final class Shape {

    private final Type type;

    Shape(Type type) {
        this.type = type;
    }

    /**
     * The shape of a message.
     *
     * @param event the JSON-RPC method; for a response that of its request
     * @param phase the half of the exchange
     * @param kind what the message is
     * @return the shape; one that every object has if MCP does not define it
     */
    public static Shape of(String event, Phase phase, Interception.Kind kind) {
        if (phase == Phase.REQUEST) {
            return McpShapes.params(event);
        }
        return kind == Interception.Kind.ERROR ? McpShapes.error() : McpShapes.result(event);
    }

    /**
     * Checks a payload. Allocates nothing if nothing is wrong.
     *
     * @param payload the params, the result or the error
     * @return what differs; empty if nothing does. In a list result each pointer lies inside the item that is to blame.
     *     With more than 100 mistakes the last violation points at the whole payload
     */
    public List<Violation> check(Map<String, @Nullable Object> payload) {
        if (type.fits(payload)) {
            return List.of();
        }
        var mistakes = new Mistakes();
        type.explain(payload, "", mistakes);
        return mistakes.toList();
    }

    /**
     * One field that is not what it should be.
     *
     * @param pointer the RFC 6901 pointer of the field in the payload, also where a required field is missing
     * @param expected what it should be, a fixed text such as {@code a string}
     */
    public record Violation(String pointer, String expected) {}
}
