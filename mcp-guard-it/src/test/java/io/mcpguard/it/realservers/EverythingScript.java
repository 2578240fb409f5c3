package io.mcpguard.it.realservers;

import static io.mcpguard.it.realservers.ToolUse.use;

import io.mcpguard.it.realservers.Driver.Expect;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CompleteReference;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest.CompleteArgument;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest.CompleteContext;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.ResourceReference;
import io.modelcontextprotocol.spec.McpSchema.Root;
import io.modelcontextprotocol.spec.McpSchema.SubscribeRequest;
import io.modelcontextprotocol.spec.McpSchema.UnsubscribeRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is done with server-everything: every tool, prompt and kind of message it has. */
final class EverythingScript {

    private static final Expect LOG = new Expect("notifications/message notification", 1);

    private static final String TEXT = "demo://resource/dynamic/text/";
    private static final String BLOB = "demo://resource/dynamic/blob/";

    private static final List<ToolUse> TOOLS = List.of(
            use("echo", Map.of("message", "Grüße, 世界 🌍\n\ttab, \"quotes\", \\ and </html>")),
            use("echo", Map.of("message", "")).note("nothing"),
            use("echo", Map.of()).note("without its argument"),
            use("get-annotated-message", Map.of("messageType", "error", "includeImage", true)),
            use("get-annotated-message", Map.of("messageType", "success")).note("success"),
            use("get-annotated-message", Map.of("messageType", "debug")).note("debug"),
            use("get-env", Map.of()),
            use("get-resource-links", Map.of("count", 5)),
            use("get-resource-reference", Map.of("resourceType", "Text", "resourceId", 7)),
            use("get-resource-reference", Map.of("resourceType", "Blob", "resourceId", 8))
                    .note("blob"),
            use("get-resource-reference", Map.of("resourceType", "Text", "resourceId", -1))
                    .note("of no resource"),
            use("get-roots-list", Map.of()),
            use("get-structured-content", Map.of("location", "New York")),
            use("get-structured-content", Map.of("location", "Chicago")).note("Chicago"),
            use("get-structured-content", Map.of("location", "Los Angeles")).note("Los Angeles"),
            use("get-sum", Map.of("a", 2, "b", 40)),
            use("get-sum", Map.of("a", 0.1, "b", 1e300)).note("large"),
            use("get-sum", Map.of("a", "two", "b", 40)).note("of a word"),
            use("get-tiny-image", Map.of()),
            use("trigger-elicitation-request", Map.of()),
            use("trigger-url-elicitation", Map.of("url", "https://example.com/pay", "elicitationId", "pay-1")),
            use("trigger-url-elicitation", Map.of("url", "https://example.com/login", "errorPath", true))
                    .note("as an error"),
            use("trigger-url-elicitation", Map.of("url", "https://example.com/login", "errorPath", true))
                    .note("once more"),
            use("trigger-sampling-request", Map.of("prompt", "What is the capital of France?", "maxTokens", 50)),
            use("trigger-long-running-operation", Map.of("duration", 0.4, "steps", 4))
                    .withProgress(),
            use("no-such-tool", Map.of("x", 1)));

    /** Steps of their own, since something has to be waited for. */
    private static final Set<String> ELSEWHERE = Set.of(
            "gzip-file-as-resource",
            "simulate-research-query",
            "toggle-simulated-logging",
            "toggle-subscriber-updates");

    private EverythingScript() {}

    static void run(Driver driver) {
        McpSyncClient client = driver.client();
        // The server asks for roots a while after initialize, and says so in the log.
        driver.step(
                "initialize",
                client::initialize,
                new Expect("notifications/tools/list_changed notification", 1),
                new Expect("roots/list request", 1),
                LOG);
        driver.lists();
        driver.requireUses(uses(), ELSEWHERE);
        driver.step("level", () -> client.setLoggingLevel(LoggingLevel.DEBUG));
        TOOLS.forEach(driver::call);
        prompts(driver);
        completions(driver);
        resources(driver);
        subscriptions(driver);
        listsThatChange(driver);
        tasks(driver);
        driver.step(
                "more roots",
                () -> client.addRoot(
                        Root.builder("file:///srv/more").name("more").build()),
                new Expect("roots/list request", 1),
                LOG);
        driver.request("no such method", "no/such/method", Map.of("x", 1));
    }

    private static List<ToolUse> uses() {
        return TOOLS.stream().filter(use -> !use.tool().equals("no-such-tool")).toList();
    }

    private static void prompts(Driver driver) {
        driver.requirePrompts(Set.of("simple-prompt", "args-prompt", "completable-prompt", "resource-prompt"));
        prompt(driver, "simple-prompt", Map.of());
        prompt(driver, "args-prompt", Map.of("city", "Graz", "state", "Styria"));
        prompt(driver, "completable-prompt", Map.of("department", "Sales", "name", "Eve"));
        prompt(driver, "resource-prompt", Map.of("resourceType", "Text", "resourceId", "3"));
        prompt(driver, "args-prompt without city", "args-prompt", Map.of("state", "Styria"));
        prompt(driver, "no-such-prompt", Map.of());
    }

    private static void prompt(Driver driver, String name, Map<String, Object> arguments) {
        prompt(driver, name, name, arguments);
    }

    private static void prompt(Driver driver, String step, String name, Map<String, Object> arguments) {
        var request = GetPromptRequest.builder(name).arguments(arguments).build();
        driver.step("prompt " + step, () -> driver.client().getPrompt(request));
    }

    private static void completions(Driver driver) {
        var prompt = PromptReference.builder("completable-prompt").build();
        complete(driver, "a department", prompt, new CompleteArgument("department", "S"), Map.of());
        complete(driver, "a name", prompt, new CompleteArgument("name", "A"), Map.of("department", "Engineering"));
        complete(
                driver,
                "a resource",
                new ResourceReference("demo://resource/dynamic/text/{resourceId}"),
                new CompleteArgument("resourceId", "12"),
                Map.of());
        complete(
                driver,
                "for no prompt",
                PromptReference.builder("no-such-prompt").build(),
                new CompleteArgument("x", "y"),
                Map.of());
    }

    private static void complete(
            Driver driver, String step, CompleteReference of, CompleteArgument argument, Map<String, String> context) {
        var request = CompleteRequest.builder(of, argument)
                .context(new CompleteContext(context))
                .build();
        driver.step("complete " + step, () -> driver.client().completeCompletion(request));
    }

    private static void resources(Driver driver) {
        for (String uri : driver.resources()) {
            read(driver, uri);
        }
        read(driver, TEXT + "1");
        read(driver, BLOB + "2");
        read(driver, TEXT + "0");
        read(driver, "demo://no/such/resource");
    }

    private static void read(Driver driver, String uri) {
        var request = ReadResourceRequest.builder(uri).build();
        driver.step("read " + uri, () -> driver.client().readResource(request));
    }

    private static void subscriptions(Driver driver) {
        McpSyncClient client = driver.client();
        driver.step(
                "subscribe",
                () -> client.subscribeResource(
                        SubscribeRequest.builder(TEXT + "4").build()),
                LOG);
        driver.call(
                use("toggle-subscriber-updates", Map.of()),
                new Expect("notifications/resources/updated notification", 1),
                new Expect("resources/read result", 1));
        driver.call(use("toggle-subscriber-updates", Map.of()).note("off"));
        driver.step(
                "unsubscribe",
                () -> client.unsubscribeResource(
                        UnsubscribeRequest.builder(TEXT + "4").build()),
                LOG);
        driver.call(use("toggle-simulated-logging", Map.of()), LOG);
        driver.call(use("toggle-simulated-logging", Map.of()).note("off"));
    }

    /** A compressed file becomes a resource of the session, and the list of resources changes. */
    private static void listsThatChange(Driver driver) {
        String data = "data:text/plain,some%20words%20to%20be%20compressed";
        driver.call(
                use("gzip-file-as-resource", Map.of("name", "words.gz", "data", data)),
                new Expect("notifications/resources/list_changed notification", 1),
                new Expect("resources/list result", 1));
        read(driver, "demo://resource/session/words.gz");
        driver.call(
                use("gzip-file-as-resource", Map.of("name", "more.gz", "data", data, "outputType", "resource"))
                        .note("embedded"),
                new Expect("notifications/resources/list_changed notification", 1),
                new Expect("resources/list result", 1));
        driver.call(use("gzip-file-as-resource", Map.of("name", "x.gz", "data", "ftp://example.com/x"))
                .note("over FTP"));
    }

    /** Tasks, which the Java SDK has no methods for: the call ends at once, its result is fetched later. */
    private static void tasks(Driver driver) {
        driver.call(use("simulate-research-query", Map.of("topic", "pythons")).note("without a task"));
        Map<?, ?> created = driver.request(
                "call simulate-research-query",
                "tools/call",
                Map.of(
                        "name", "simulate-research-query",
                        "arguments", Map.of("topic", "python", "ambiguous", true),
                        "task", Map.of("ttl", 60_000)));
        Object id = created.get("task") instanceof Map<?, ?> task ? task.get("taskId") : null;
        if (!(id instanceof String taskId)) {
            throw new AssertionError("the server made no task: " + created);
        }
        driver.request("tasks/get", "tasks/get", Map.of("taskId", taskId));
        driver.request("tasks/list", "tasks/list", Map.of());
        driver.request(
                "tasks/result", "tasks/result", Map.of("taskId", taskId), new Expect("elicitation/create request", 1));
        driver.request("tasks/get once done", "tasks/get", Map.of("taskId", taskId));
        driver.request("tasks/cancel", "tasks/cancel", Map.of("taskId", taskId));
        driver.request("tasks/get of no task", "tasks/get", Map.of("taskId", "no-such-task"));
    }
}
