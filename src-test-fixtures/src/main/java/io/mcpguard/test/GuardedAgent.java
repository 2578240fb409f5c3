package io.mcpguard.test;

import io.mcpguard.api.Decision;
import io.mcpguard.api.ask.Approval;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.spec.McpClientTransport;
import java.util.List;

/**
 * What an agent can do behind the guard under test: connect to servers, and what came of it. Comes from a
 * {@link GuardExtension}, which closes everything that is opened here. Only the fixtures implement it, and it may gain
 * methods.
 */
public interface GuardedAgent {

    /**
     * A client behind the guard, connected in memory. The server passes as the one that the policy lists under this
     * name: for the guard it runs as that command or at that URL. The client initializes with its first request.
     *
     * @param name the server's name in the policy
     * @param server the server
     * @return the client, which need not be closed
     */
    McpSyncClient connect(String name, TestServer server);

    /**
     * The same over another wire.
     *
     * @param name the server's name in the policy
     * @param server the server
     * @param wire what is between them; HTTP needs {@code tomcat-embed-core} on the class path
     * @return the client, which need not be closed
     * @throws IllegalArgumentException over stdio: a child process is known by its command, so {@link #connectStdio} it
     */
    McpSyncClient connect(String name, TestServer server, Wire wire);

    /**
     * A client behind the guard, connected to a child process over stdio. Here the policy sees the command as it is.
     *
     * @param name the server's name in the policy
     * @param command such as {@link TestServers#stdio(String)}
     * @return the client, which need not be closed
     */
    McpSyncClient connectStdio(String name, ServerParameters command);

    /**
     * A guarded transport in memory, to build a client of one's own on: an asynchronous one, one with handlers.
     *
     * @param name the server's name in the policy
     * @param server the server
     * @return the transport; whoever builds the client closes it
     */
    McpClientTransport transport(String name, TestServer server);

    /**
     * Plays an attack or its benign twin under the policy, behind a fresh guard. Its servers need not be listed: they
     * are, for as long as it takes, with everything they have allowed. Under a policy that trusts nothing at first sight
     * a reviewer has approved what the benign twin's servers declare at the start.
     *
     * @param attack what is played
     * @return what came of it
     */
    Played play(AttackCase attack);

    /**
     * The same over another wire, through the transports that applications use. The policy has to trust at first sight.
     *
     * @param attack what is played
     * @param wire what is between client and servers; HTTP needs {@code tomcat-embed-core} on the class path
     * @return what came of it
     * @throws IllegalArgumentException if the policy trusts nothing at first sight: nobody can have vetted a place that is
     *     made up for this play
     */
    Played play(AttackCase attack, Wire wire);

    /**
     * Answers all approvals from now on. A question without an answer is denied, and the test fails in the end; in what
     * is {@linkplain #play played} it is only denied.
     *
     * @param approval the answer to every question
     */
    void answers(Approval approval);

    /** {@return everything that was decided so far, in order} */
    List<Decision> decisions();

    /** What is between a client and a server. May gain constants. */
    enum Wire {
        /** Nothing but JSON text. */
        MEMORY,
        /** Streamable HTTP on 127.0.0.1. */
        HTTP,
        /** HTTP with SSE as of MCP 2024-11-05, on 127.0.0.1. */
        SSE,
        /** The standard streams of a child process that passes them on to this process. */
        STDIO
    }
}
