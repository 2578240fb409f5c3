package io.mcpguard.inspect;

import io.mcpguard.api.Interception;
import io.mcpguard.api.Phase;

/** Where a text stands, which decides what is suspicious in it and what happens to it. */
public enum Surface {
    /** Tools, prompts, resources and templates as a server declares them. */
    DEFINITION,
    /** What a server says of itself when a connection starts. */
    INSTRUCTIONS,
    /** What a server answers. */
    RESULT,
    /** The message and data of a JSON-RPC error. */
    ERROR,
    /** What a server sends unasked: log, progress, changes. */
    NOTIFICATION,
    /** What a server wants of the application: sampling, elicitation, roots. */
    SERVER_REQUEST,
    /** What the application sends: arguments, and answers to the server. */
    ARGUMENTS;

    /**
     * The surface of a message.
     *
     * @param event the JSON-RPC method; for a response that of its request
     * @param phase the half of the exchange
     * @param kind what the message is
     * @param fromServer whether it travels from the server to the application
     * @return its surface
     */
    public static Surface of(String event, Phase phase, Interception.Kind kind, boolean fromServer) {
        if (!fromServer) {
            return ARGUMENTS;
        }
        return switch (kind) {
            case REQUEST -> SERVER_REQUEST;
            case NOTIFICATION -> NOTIFICATION;
            case ERROR -> ERROR;
            case RESULT -> phase == Phase.RESPONSE ? ofResult(event) : RESULT;
        };
    }

    private static Surface ofResult(String event) {
        return switch (event) {
            case "initialize" -> INSTRUCTIONS;
            case "tools/list", "prompts/list", "resources/list", "resources/templates/list", "server/discover" ->
                DEFINITION;
            default -> RESULT;
        };
    }
}
