package io.mcpguard.test;

import static java.util.Objects.requireNonNull;

import io.mcpguard.test.transport.MessageServer;
import io.mcpguard.test.transport.Peer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scripted MCP server with a record of what reached it. It is no server of the SDK: it answers JSON-RPC with the very
 * trees it is given, so that it can also say what no honest server would. Thread-safe; may change while clients are
 * connected. Every connection answers its requests one after the other.
 *
 * <pre>{@code
 * var mail = TestServer.named("mail").tool("send_email", "Sends an e-mail", args -> "sent");
 * agent.connect("mail", mail).callTool(request);
 * assertThat(mail.calls("send_email")).isEmpty();
 * }</pre>
 *
 * <p>Where it can be reached: in memory ({@link io.mcpguard.test.transport.InMemoryTransport}), over HTTP
 * ({@link io.mcpguard.test.transport.HttpTestServer}), and, if it stands in a file or is one of {@link TestServers}, as
 * a child process over stdio.
 */
public final class TestServer implements MessageServer {

    private final String name;
    private final ServerScript script;
    private final List<Map<String, @Nullable Object>> received = new CopyOnWriteArrayList<>();
    private final List<ServerConnection> connections = new CopyOnWriteArrayList<>();
    private final List<Trigger> triggers = new CopyOnWriteArrayList<>();

    private TestServer(String name) {
        this.name = requireNonNull(name, "name");
        this.script = new ServerScript(name);
    }

    /**
     * A server that declares nothing yet.
     *
     * @param name the name that it gives itself in {@code serverInfo}
     * @return the server
     */
    public static TestServer named(String name) {
        return new TestServer(name);
    }

    /** {@return the name it was made with} */
    public String name() {
        return name;
    }

    // --- what it declares ---

    /**
     * Declares a tool that takes anything and answers with a text.
     *
     * @param tool its name
     * @param description its description
     * @param result makes the text out of the arguments; may throw {@link ServerError}
     * @return this
     */
    public TestServer tool(String tool, String description, Function<Map<String, @Nullable Object>, String> result) {
        return tool(Trees.tool(tool, description), arguments -> Trees.text(result.apply(arguments)));
    }

    /**
     * Declares a tool exactly as given, unknown members included.
     *
     * @param definition the raw definition, with {@code name}
     * @param result makes the raw result out of the arguments; may throw {@link ServerError}; null is silence
     * @return this
     */
    public TestServer tool(
            Map<String, ?> definition, Function<Map<String, @Nullable Object>, ? extends Map<String, ?>> result) {
        script.tools.put(definition, params -> result.apply(Trees.objectAt(params, "arguments")));
        return this;
    }

    /**
     * Declares a prompt that answers with one message of the user.
     *
     * @param prompt its name
     * @param description its description
     * @param text makes the text out of the arguments
     * @return this
     */
    public TestServer prompt(String prompt, String description, Function<Map<String, @Nullable Object>, String> text) {
        return prompt(
                Trees.object("name", prompt, "description", description),
                arguments -> Trees.promptText(text.apply(arguments)));
    }

    /**
     * Declares a prompt exactly as given.
     *
     * @param definition the raw definition, with {@code name}
     * @param result makes the raw result out of the arguments
     * @return this
     */
    public TestServer prompt(
            Map<String, ?> definition, Function<Map<String, @Nullable Object>, ? extends Map<String, ?>> result) {
        script.prompts.put(definition, params -> result.apply(Trees.objectAt(params, "arguments")));
        return this;
    }

    /**
     * Declares a resource with a text.
     *
     * @param uri where it is
     * @param title its name
     * @param text its text
     * @return this
     */
    public TestServer resource(String uri, String title, String text) {
        return resource(Trees.object("uri", uri, "name", title), asked -> Trees.resourceText(uri, text));
    }

    /**
     * Declares a resource exactly as given.
     *
     * @param definition the raw definition, with {@code uri}
     * @param result makes the raw result out of the URI that is read
     * @return this
     */
    public TestServer resource(Map<String, ?> definition, Function<String, ? extends Map<String, ?>> result) {
        script.resources.put(definition, params -> result.apply(Trees.stringAt(params, "uri")));
        return this;
    }

    /**
     * Declares a template of resources with a text each.
     *
     * @param uriTemplate such as {@code note://{name}}, with one variable
     * @param title its name
     * @param text makes the text out of the URI that is read
     * @return this
     */
    public TestServer resourceTemplate(String uriTemplate, String title, Function<String, String> text) {
        return resourceTemplate(
                Trees.object("uriTemplate", uriTemplate, "name", title),
                uri -> Trees.resourceText(uri, text.apply(uri)));
    }

    /**
     * Declares a template of resources exactly as given.
     *
     * @param definition the raw definition, with {@code uriTemplate}
     * @param result makes the raw result out of the URI that is read
     * @return this
     */
    public TestServer resourceTemplate(Map<String, ?> definition, Function<String, ? extends Map<String, ?>> result) {
        script.templates.put(definition, params -> result.apply(Trees.stringAt(params, "uri")));
        return this;
    }

    /**
     * Sets the instructions that the initialize result carries.
     *
     * @param instructions for the model
     * @return this
     */
    public TestServer instructions(String instructions) {
        script.instructions = requireNonNull(instructions, "instructions");
        return this;
    }

    /**
     * Sets {@code serverInfo}; by default the name and version 1.0.0.
     *
     * @param serverInfo as it is sent
     * @return this
     */
    public TestServer serverInfo(Map<String, ?> serverInfo) {
        script.serverInfo = requireNonNull(serverInfo, "serverInfo");
        return this;
    }

    /**
     * Sets the capabilities; by default those of what is declared, each with {@code listChanged}, and logging.
     *
     * @param capabilities as they are sent
     * @return this
     */
    public TestServer capabilities(Map<String, ?> capabilities) {
        script.capabilities = requireNonNull(capabilities, "capabilities");
        return this;
    }

    /**
     * Sets how many items a page of a list has; by default all.
     *
     * @param items at least 1
     * @return this
     */
    public TestServer pageSize(int items) {
        if (items < 1) {
            throw new IllegalArgumentException("a page has at least one item, not " + items);
        }
        script.pageSize = items;
        return this;
    }

    /**
     * Answers a method in its own way, in place of the way it is answered otherwise.
     *
     * @param method such as {@code completion/complete}
     * @param result makes the raw result out of the parameters; may throw {@link ServerError}; null is silence
     * @return this
     */
    public TestServer on(
            String method, Function<Map<String, @Nullable Object>, ? extends @Nullable Map<String, ?>> result) {
        script.own.put(method, result);
        return this;
    }

    // --- how it changes ---

    /**
     * Redefines a tool, which goes on doing what it did.
     *
     * @param definition the new raw definition, under the tool's name
     * @return this
     * @throws IllegalArgumentException if there is no such tool
     */
    public TestServer replaceTool(Map<String, ?> definition) {
        script.tools.redefine(definition);
        return this;
    }

    /**
     * Redefines a tool in part.
     *
     * @param tool its name
     * @param change makes the new raw definition out of the present one
     * @return this
     * @throws IllegalArgumentException if there is no such tool
     */
    public TestServer replaceTool(String tool, Function<Map<String, ?>, Map<String, ?>> change) {
        return replaceTool(change.apply(script.tools.definition(tool)));
    }

    /**
     * Takes a tool away.
     *
     * @param tool its name
     * @return this
     */
    public TestServer removeTool(String tool) {
        script.tools.remove(tool);
        return this;
    }

    /**
     * Does something once, right after the given number of requests of a method were answered, on the thread of the
     * connection: a rug pull in one line.
     *
     * @param method such as {@code tools/call}
     * @param times from 1
     * @param action what then happens
     * @return this
     */
    public TestServer after(String method, int times, Consumer<TestServer> action) {
        triggers.add(new Trigger(method, times, action));
        return this;
    }

    // --- what it says by itself ---

    /** Tells all clients that the tools changed, whether they did or not. */
    public void notifyListChanged() {
        notify("notifications/tools/list_changed", Map.of());
    }

    /**
     * Tells all clients something.
     *
     * @param method such as {@code notifications/message}
     * @param params the raw parameters
     */
    public void notify(String method, Map<String, ?> params) {
        connections.forEach(connection -> connection.notify(method, params));
    }

    /**
     * Asks the client that connected last.
     *
     * @param method such as {@code sampling/createMessage}, {@code roots/list} or {@code ping}
     * @param params the raw parameters, see {@link Trees#sampling} and {@link Trees#elicitation}
     * @return the client's whole answer, with {@code result} or {@code error}; cancelled when it disconnects
     * @throws IllegalStateException if no client is connected
     */
    public CompletableFuture<Map<String, @Nullable Object>> ask(String method, Map<String, ?> params) {
        List<ServerConnection> open = List.copyOf(connections);
        if (open.isEmpty()) {
            throw new IllegalStateException("no client is connected to server \"" + name + "\"");
        }
        return open.get(open.size() - 1).ask(method, params);
    }

    /**
     * Sends all clients a text as it is, JSON or not.
     *
     * @param text one line
     */
    public void say(String text) {
        connections.forEach(connection -> connection.sayRaw(text));
    }

    /** Forgets all clients, as a server does that starts again: over HTTP their sessions are unknown from now on. */
    public void disconnect() {
        List.copyOf(connections).forEach(ServerConnection::disconnect);
    }

    // --- what reached it ---

    /**
     * The arguments of every call of a tool, in order.
     *
     * @param tool its name, declared or not
     * @return raw arguments, empty objects where a call had none
     */
    public List<Map<String, @Nullable Object>> calls(String tool) {
        return requests("tools/call").stream()
                .map(request -> Trees.objectAt(request, "params"))
                .filter(params -> tool.equals(params.get("name")))
                .map(params -> Trees.objectAt(params, "arguments"))
                .toList();
    }

    /** {@return every message that reached it, in order: requests, notifications, and answers to what it asked} */
    public List<Map<String, @Nullable Object>> requests() {
        return List.copyOf(received);
    }

    /**
     * The messages of one method that reached it.
     *
     * @param method such as {@code tools/call}
     * @return whole messages, in order
     */
    public List<Map<String, @Nullable Object>> requests(String method) {
        return received.stream()
                .filter(message -> method.equals(message.get("method")))
                .toList();
    }

    // --- for its transports ---

    @Override
    public Peer connect(Peer client) {
        var connection = new ServerConnection(this, client);
        connections.add(connection);
        return connection;
    }

    void left(ServerConnection connection) {
        connections.remove(connection);
    }

    void record(Map<String, @Nullable Object> message) {
        received.add(Collections.unmodifiableMap(message));
    }

    @Nullable
    Map<String, ?> answer(String method, Map<String, @Nullable Object> params) {
        return script.answer(method, params);
    }

    void answered(String method) {
        triggers.forEach(trigger -> trigger.answered(method, this));
    }

    @Override
    public String toString() {
        return "server " + name;
    }
}
