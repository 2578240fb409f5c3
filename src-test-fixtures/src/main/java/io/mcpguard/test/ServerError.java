package io.mcpguard.test;

import org.jspecify.annotations.Nullable;

/** What a tool, prompt or resource of a {@link TestServer} throws to be answered with a JSON-RPC error. */
public final class ServerError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** JSON-RPC: the method is not known. */
    public static final int METHOD_NOT_FOUND = -32601;

    /** JSON-RPC: the parameters are wrong; also an unknown tool or prompt. */
    public static final int INVALID_PARAMS = -32602;

    /** JSON-RPC: something broke. */
    public static final int INTERNAL = -32603;

    /** MCP: the resource does not exist. */
    public static final int RESOURCE_NOT_FOUND = -32002;

    /** The JSON-RPC code. */
    private final int code;

    private final transient @Nullable Object data;

    /**
     * An error with data.
     *
     * @param code the JSON-RPC code
     * @param message the message
     * @param data a JSON tree, null for none
     */
    public ServerError(int code, String message, @Nullable Object data) {
        super(message);
        this.code = code;
        this.data = data;
    }

    /** {@return the JSON-RPC code} */
    public int code() {
        return code;
    }

    /** {@return the data, null for none} */
    public @Nullable Object data() {
        return data;
    }
}
