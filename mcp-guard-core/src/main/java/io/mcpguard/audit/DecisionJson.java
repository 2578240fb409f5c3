package io.mcpguard.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Decision;
import io.mcpguard.api.Exchange;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Server;
import io.mcpguard.identity.LaunchedPackage;
import io.mcpguard.json.SafeText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision as a JSON object; {@code docs/audit.md} describes its members. What does not apply is left out. Strings
 * that may come from the other side are cut and escaped. For one thread.
 */
final class DecisionJson {

    private static final int MAX_NAME = 200;
    private static final int MAX_PATH = 500;
    private static final int MAX_TEXT = 1_000;
    private static final int MAX_FINDINGS = 100;

    /** A conversation has many decisions and one prompt, which may be long. */
    private @Nullable String lastPrompt;

    private String lastPromptDigest = "";

    /** The same server decides again and again. */
    private @Nullable Server lastServer;

    private Optional<String> lastIdentity = Optional.empty();

    Map<String, @Nullable Object> write(Decision decision) {
        Exchange exchange = decision.exchange();
        Map<String, @Nullable Object> json = event(decision.time(), name(decision.event()));
        json.put("phase", word(decision.phase()));
        json.put("direction", decision.fromServer() ? "from_server" : "to_server");
        Map<String, @Nullable Object> server = new LinkedHashMap<>();
        server.put("name", name(decision.server().name()));
        server.put("assurance", word(decision.server().assurance()));
        identity(decision.server()).ifPresent(known -> server.put("identity", known));
        json.put("server", server);
        decision.target().ifPresent(target -> json.put("target", name(target)));
        json.put("verdict", word(decision.verdict()));
        json.put("would_be", word(decision.wouldBe()));
        if (!decision.rule().isEmpty()) {
            json.put("rule", text(decision.rule()));
        }
        if (!decision.reason().isEmpty()) {
            json.put("reason", text(decision.reason()));
        }
        findings(decision.findings(), json);
        json.put("exchange", name(exchange.id()));
        exchange.continues().ifPresent(before -> json.put("continues", name(before)));
        json.put("epoch", exchange.epoch());
        if (exchange.requestId() != null) {
            json.put("request_id", id(exchange.requestId()));
        }
        exchange.taskId().ifPresent(task -> json.put("task_id", name(task)));
        json.put("conversation", conversation(decision.conversation()));
        decision.traceId().ifPresent(trace -> json.put("trace_id", name(trace)));
        json.put("duration_us", decision.duration().toNanos() / 1_000.0);
        json.put("payload_digest", decision.payloadDigest());
        decision.payload().ifPresent(payload -> json.put("payload", payload));
        return json;
    }

    /**
     * The beginning of an event.
     *
     * @param time when
     * @param method the JSON-RPC method, or {@code guard/...}
     * @return an object to add to
     */
    static Map<String, @Nullable Object> event(Instant time, String method) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("time", time.toString());
        json.put("method", method);
        return json;
    }

    private static void findings(List<Finding> findings, Map<String, @Nullable Object> json) {
        if (findings.isEmpty()) {
            return;
        }
        List<@Nullable Object> list = new ArrayList<>();
        for (Finding finding : findings.subList(0, Math.min(MAX_FINDINGS, findings.size()))) {
            list.add(finding(finding));
        }
        json.put("findings", list);
        if (findings.size() > MAX_FINDINGS) {
            json.put("findings_left_out", findings.size() - MAX_FINDINGS);
        }
    }

    private static Map<String, @Nullable Object> finding(Finding finding) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        if (!finding.rule().isEmpty()) {
            json.put("rule", text(finding.rule()));
        }
        if (!finding.category().isEmpty()) {
            json.put("category", name(finding.category()));
        }
        json.put("severity", word(finding.severity()));
        json.put("path", SafeText.excerpt(finding.path(), MAX_PATH));
        json.put("message", text(finding.message()));
        if (finding.start() >= 0) {
            json.put("start", finding.start());
            json.put("end", finding.end());
        }
        json.put("confidence", finding.confidence());
        return json;
    }

    private Map<String, @Nullable Object> conversation(Conversation conversation) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", name(conversation.id()));
        json.put("attributed", conversation.isAttributed());
        conversation.principal().ifPresent(principal -> json.put("principal", name(principal)));
        conversation.prompt().ifPresent(prompt -> json.put("prompt_digest", promptDigest(prompt)));
        return json;
    }

    private String promptDigest(String prompt) {
        if (!prompt.equals(lastPrompt)) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(prompt.getBytes(UTF_8));
                lastPromptDigest = HexFormat.of().formatHex(digest);
                lastPrompt = prompt;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
        return lastPromptDigest;
    }

    private static @Nullable Object id(@Nullable Object id) {
        return id instanceof Number ? id : name(String.valueOf(id));
    }

    /** Of a command how much is bound of what it starts; of anything else a name is all there is. */
    private Optional<String> identity(Server server) {
        if (server != lastServer) {
            lastServer = server;
            lastIdentity = server.command().isEmpty()
                    ? Optional.empty()
                    : Optional.of(LaunchedPackage.of(server.command())
                            .assurance(server.files().orElse(Map.of()))
                            .key());
        }
        return lastIdentity;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String name(String text) {
        return SafeText.excerpt(text, MAX_NAME);
    }

    private static String text(String text) {
        return SafeText.excerpt(text, MAX_TEXT);
    }
}
