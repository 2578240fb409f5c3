package io.mcpguard.test.transport;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;

/**
 * A server over HTTP on an embedded Tomcat, on a free port of 127.0.0.1: streamable HTTP at {@link #url()}, the older
 * HTTP with SSE at {@link #sseUrl()}. Needs {@code org.apache.tomcat.embed:tomcat-embed-core} on the class path, which
 * this module does not bring along.
 *
 * <pre>{@code
 * try (var http = HttpTestServer.start(TestServers.files())) {
 *     var client = McpClient.sync(McpTransports.http(guard, "files", http.url())).build();
 * }
 * }</pre>
 */
public final class HttpTestServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    /** For {@link HttpFault#header}. */
    private static final int MAX_HEADER = 1024 * 1024;

    private static final int KEPT_PROCESSORS = 4;

    private final Tomcat tomcat;
    private final Path home;
    private final Sessions sessions;
    private final Detour detour;
    private final int port;

    private HttpTestServer(Tomcat tomcat, Path home, Sessions sessions, Detour detour, int port) {
        this.tomcat = tomcat;
        this.home = home;
        this.sessions = sessions;
        this.detour = detour;
        this.port = port;
    }

    /**
     * Starts to serve.
     *
     * @param server who answers
     * @return the running server; close it
     * @throws UncheckedIOException if there is no place for its temporary files
     * @throws IllegalStateException if Tomcat does not start
     */
    public static HttpTestServer start(MessageServer server) {
        var sessions = new Sessions(server);
        var detour = new Detour();
        var tomcat = new Tomcat();
        Path home = temporaryFolder();
        tomcat.setBaseDir(home.toString());
        tomcat.setSilent(true);
        var connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", LOOPBACK);
        connector.setProperty("maxHttpResponseHeaderSize", Integer.toString(MAX_HEADER));
        // Each that is kept for the next connection keeps a buffer of that size.
        connector.setProperty("processorCache", Integer.toString(KEPT_PROCESSORS));
        tomcat.setConnector(connector);
        var context = (StandardContext) tomcat.addContext("", null);
        context.setClearReferencesThreadLocals(false); // nothing to unload: the classes are those of the test
        context.setClearReferencesRmiTargets(false);
        serve(context, "/mcp", new StreamableServlet(sessions, detour));
        serve(context, "/sse", new SseServlet(sessions, detour));
        serve(context, SseServlet.MESSAGES, new SseServlet(sessions, detour));
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat did not start", e);
        }
        return new HttpTestServer(tomcat, home, sessions, detour, connector.getLocalPort());
    }

    private static void serve(Context context, String path, HttpServlet servlet) {
        Wrapper wrapper = Tomcat.addServlet(context, path, servlet);
        wrapper.setAsyncSupported(true);
        wrapper.addMapping(path);
    }

    /** {@return the endpoint for streamable HTTP, {@code http://127.0.0.1:<port>/mcp}} */
    public URI url() {
        return at("/mcp");
    }

    /** {@return the endpoint for HTTP with SSE, {@code http://127.0.0.1:<port>/sse}} */
    public URI sseUrl() {
        return at("/sse");
    }

    private URI at(String path) {
        return URI.create("http://" + LOOPBACK + ":" + port + path);
    }

    /**
     * Answers the next POST with this instead of passing it on: what a hostile or broken server may say below MCP.
     *
     * @param status the HTTP status
     * @param contentType the content type
     * @param body the body, as it is
     */
    public void answerNext(int status, String contentType, String body) {
        next(HttpFault.answer(status, contentType, body));
    }

    /**
     * Plays this on the next POST instead of passing it on.
     *
     * @param fault what the server does
     */
    public void next(HttpFault fault) {
        detour.nextPost(fault);
    }

    /**
     * Plays this on the next GET, with which a client asks for the stream of events.
     *
     * @param fault what the server does
     */
    public void nextStream(HttpFault fault) {
        detour.nextGet(fault);
    }

    /**
     * Forgets all sessions: their streams end, and their ids are not known any more.
     *
     * @param status what whoever comes with such an id gets from now on: 404 as of MCP, 400 from some servers
     */
    public void forgetSessions(int status) {
        detour.unknownSession(status);
        sessions.closeAll();
    }

    /**
     * Lets another server answer in all sessions that start from now on.
     *
     * @param server who answers
     */
    public void serve(MessageServer server) {
        sessions.serve(server);
    }

    /**
     * Sends clients of HTTP with SSE elsewhere with their messages.
     *
     * @param endpoint what the {@code endpoint} event says from now on
     */
    public void announceEndpoint(String endpoint) {
        detour.endpoint(endpoint);
    }

    /** From now on answers come as {@code application/json}, as MCP also allows, and not on event streams. */
    public void answerAsJson() {
        detour.answerAsJson();
    }

    /** {@return how many GETs and POSTs came until now} */
    public int requests() {
        return detour.requests();
    }

    /** {@return the ids of the sessions that are open now} */
    public List<String> sessionIds() {
        return sessions.ids();
    }

    /** Ends all sessions and stops. */
    @Override
    public void close() {
        detour.stop();
        sessions.closeAll(); // Tomcat would wait for their open streams
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat did not stop", e);
        } finally {
            delete(home);
            // Tomcat remembers the first home of the process, and would make that folder anew for the next server
            System.getProperties().remove(Globals.CATALINA_HOME_PROP, home.toString());
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("mcp-guard-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
