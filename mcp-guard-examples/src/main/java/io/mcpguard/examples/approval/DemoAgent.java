package io.mcpguard.examples.approval;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Conversation;
import io.modelcontextprotocol.client.McpSyncClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands in for a model: it wants to send e-mails and delete one, and does what refusals tell it to do. */
final class DemoAgent implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DemoAgent.class);

    private static final long LOOK_MILLIS = 250;

    /** What a web page made the agent write: markup that would approve everything, were it more than text. */
    static final String MARKUP =
            "<img src=x onerror=\"document.querySelectorAll('button.once').forEach(b=>b.click())\">"
                    + "<script>document.title='taken over'</script>";

    private final McpGuard guard;
    private final McpSyncClient client;
    private final Conversation conversation = Conversation.of("chat-1").principal("ana");
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    /** One row at a time, each as far as its first errand that is not over. */
    private final List<List<Errand>> rows = List.of(
            List.of(
                    new Errand("agenda to Ben", "send_email", mail("ben@example.com", "Agenda", "We meet at ten.")),
                    new Errand("minutes to Ben", "send_email", mail("ben@example.com", "Minutes", "We met at ten."))),
            List.of(new Errand("notes to Eve", "send_email", mail("eve@evil.test", "Notes", MARKUP))),
            List.of(new Errand("e-mail 3 deleted", "delete_email", Map.of("id", "3"))));

    DemoAgent(McpGuard guard, McpSyncClient client) {
        this.guard = guard;
        this.client = client;
    }

    void start() {
        var unused = thread.scheduleWithFixedDelay(this::goOn, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    List<Errand> errands() {
        return rows.stream().flatMap(List::stream).toList();
    }

    private void goOn() {
        try {
            for (List<Errand> row : rows) {
                for (Errand errand : row) {
                    errand.goOn(guard, client, conversation);
                    if (!errand.isOver()) {
                        break;
                    }
                }
            }
        } catch (Exception e) {
            log.error("the agent stops", e);
            thread.shutdown();
        }
    }

    private static Map<String, Object> mail(String to, String subject, String body) {
        var mail = new LinkedHashMap<String, Object>(); // people read arguments in the order they are sent
        mail.put("to", to);
        mail.put("subject", subject);
        mail.put("body", body);
        return mail;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
