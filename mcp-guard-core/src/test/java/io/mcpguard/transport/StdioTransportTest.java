package io.mcpguard.transport;

import static io.mcpguard.transport.Heard.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.json.Limits;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the process writes and reads; how it ends is in {@link StdioEndTest}. */
@Timeout(60)
class StdioTransportTest {

    private static final String GOOD = "{\"jsonrpc\":\"2.0\",\"method\":\"good\"}";

    private Heard heard;

    @AfterEach
    void close() {
        heard.close();
    }

    @Test
    void hearsWhatTheProcessSays() throws Exception {
        heard = Heard.of("echo '{\"jsonrpc\":\"2.0\",\"method\":\"hello\",\"params\":{\"n\":1.50}}'; cat");

        assertThat(next(heard.messages)).isEqualTo(new JSONRPCNotification("2.0", "hello", Map.of("n", 1.5)));
    }

    @Test
    void tellsParametersThatAreNotThereFromEmptyOnes() throws Exception {
        heard = Heard.of("echo '" + GOOD + "'; echo '{\"jsonrpc\":\"2.0\",\"method\":\"good\",\"params\":{}}'; cat");

        assertThat(next(heard.messages)).isEqualTo(new JSONRPCNotification("2.0", "good", null));
        assertThat(next(heard.messages)).isEqualTo(new JSONRPCNotification("2.0", "good", Map.of()));
    }

    @Test
    void skipsWhatIsNoMessageAndGoesOn() throws Exception {
        heard = Heard.of("echo 'Server ready.'; echo '[]'; echo '{}'; echo '{\"jsonrpc\":\"2.0\",\"id\":null,"
                + "\"method\":\"x\"}'; printf 'a\\303(\\n'; echo '" + GOOD + "'; cat");

        assertThat(heard.method()).isEqualTo("good");
        assertThat(heard.unreadable)
                .hasSize(5)
                .contains("a line that is not UTF-8", "a line that is no message: not a JSON-RPC 2.0 message")
                .noneMatch(reason -> reason.contains("Server ready"));
    }

    @Test
    void skipsALineThatIsLongerThanAMessageMayBe() throws Exception {
        heard = Heard.of(Heard.to("head -c 3000 /dev/zero | tr '\\0' x; echo; echo '" + GOOD + "'; cat", small()));

        assertThat(heard.method()).isEqualTo("good");
        assertThat(heard.unreadable).containsExactly("a line of more characters than limits.message_chars allows");
    }

    @Test
    void saysWhichRequestALineThatIsTooLongAnswers() throws Exception {
        heard = Heard.of(Heard.to(
                "printf '{\"jsonrpc\":\"2.0\",\"id\":\"a-1\",\"result\":{\"text\":\"'; head -c 3000 /dev/zero | tr '\\0' x; "
                        + "echo '\"}}'; cat",
                small()));

        assertThat(next(heard.tooLarge)).isEqualTo("a-1");
        assertThat(heard.unreadable).isEmpty();
    }

    @Test
    void saysWhichRequestAMessageBeyondTheOtherLimitsAnswers() throws Exception {
        heard = Heard.of(Heard.to(
                "echo '{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":" + "[".repeat(50) + "]".repeat(50) + "}'; cat",
                small()));

        assertThat(next(heard.tooLarge)).isEqualTo(7L);
        assertThat(heard.unreadable).isEmpty();
    }

    @Test
    void forgivesAByteOrderMark() throws Exception {
        heard = Heard.of("printf '\\357\\273\\277'; echo '" + GOOD + "'; cat");

        assertThat(heard.method()).isEqualTo("good");
        assertThat(heard.unreadable).isEmpty();
    }

    @Test
    void recordsHalfALineAtTheEnd() throws Exception {
        heard = Heard.of("printf '{\"jsonrpc\":\"2.0\",\"met'");

        assertThat(next(heard.lost)).isEqualTo("its process ended with status 0");
        assertThat(heard.unreadable).containsExactly("half a line before the end");
    }

    @Test
    void goesOnWhenHandlingAMessageFails() throws Exception {
        heard = Heard.of("echo '{\"jsonrpc\":\"2.0\",\"method\":\"fail\"}'; echo '" + GOOD + "'; cat");

        assertThat(heard.method()).isEqualTo("good");
    }

    @Test
    void goesOnWhenHandlingAMessageEndsWithAnError() throws Exception {
        heard = Heard.of("echo '{\"jsonrpc\":\"2.0\",\"method\":\"overflow\"}'; echo '" + GOOD + "'; cat");

        assertThat(heard.method()).isEqualTo("good");
        assertThat(heard.unreadable).containsExactly("a line on which handling failed");
    }

    @Test
    void isNotHeldUpByAProcessThatWritesToStderrWithoutEnd() throws Exception {
        heard = Heard.of("head -c 5000000 /dev/zero >&2; echo '" + GOOD + "'; cat");

        assertThat(heard.method()).isEqualTo("good");
    }

    @Test
    void writesEachMessageOnALineWhoeverElseSends() throws Exception {
        heard = Heard.of("cat");
        int senders = 8;
        int each = 200;
        String filling = "x\n\u2028".repeat(2_000);
        var threads = new Thread[senders];
        for (int sender = 0; sender < senders; sender++) {
            int number = sender;
            threads[sender] = new Thread(() -> {
                for (int i = 0; i < each; i++) {
                    String id = number + "-" + i;
                    heard.transport
                            .sendMessage(new JSONRPCRequest("2.0", "echo", id, Map.of("text", filling)))
                            .block(Heard.PATIENCE);
                }
            });
            threads[sender].start();
        }

        var ids = new TreeSet<String>();
        for (int i = 0; i < senders * each; i++) {
            var echo = (JSONRPCRequest) next(heard.messages);
            assertThat(echo.params()).isEqualTo(Map.of("text", filling));
            ids.add((String) echo.id());
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ids).hasSize(senders * each);
        assertThat(heard.unreadable).isEmpty();
    }

    @Test
    void takesWhatIsSentBeforeTheProcessHasStarted() throws Exception {
        StdioTransport transport = Heard.to("cat");
        heard = Heard.of(transport);
        var again = new LinkedBlockingQueue<Object>();
        // As the SDK's session does: it subscribes and goes on.
        transport.connect(inbound -> inbound.doOnNext(again::add), heard).subscribe();
        transport.sendMessage(new JSONRPCNotification("2.0", "early", null)).block(Heard.PATIENCE);

        assertThat(next(again)).isEqualTo(new JSONRPCNotification("2.0", "early", null));
    }

    @Test
    void doesNotHoldUpTheCallerWhenTheProcessDoesNotRead() {
        heard = Heard.of("sleep 60");
        var large = new HashMap<String, Object>(Map.of("text", "x".repeat(1 << 20)));

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 50; i++) {
                        heard.transport
                                .sendMessage(new JSONRPCNotification("2.0", "large", large))
                                .block(Heard.PATIENCE);
                    }
                })
                .hasMessage("mcp-guard: server \"script\" does not read what it is sent");
    }

    @Test
    void givesTheProcessTheEnvironmentOfItsParametersAndNoOther() throws Exception {
        String names = "$(env | cut -d= -f1 | tr '\\n' ' ')";
        var parameters = ServerParameters.builder("sh")
                .args("-c", "echo \"{\\\"jsonrpc\\\":\\\"2.0\\\",\\\"method\\\":\\\"" + names + "\\\"}\"; cat")
                .env(Map.of("GIVEN", "yes"))
                .build();
        heard = Heard.of(new StdioTransport("script", parameters, Limits.DEFAULT));
        var allowed = new TreeSet<>(parameters.getEnv().keySet());
        allowed.addAll(List.of("PWD", "OLDPWD", "SHLVL", "_")); // the shell's own

        List<String> given = List.of(heard.method().split(" ", -1));

        assertThat(System.getenv().keySet()).as("there is more to inherit").anyMatch(name -> !allowed.contains(name));
        assertThat(given).contains("GIVEN").filteredOn(name -> !name.isEmpty()).isSubsetOf(allowed);
    }

    @Test
    void turnsRecordsOfTheSdkIntoTreesAndBack() {
        heard = Heard.of("cat");
        var tree = heard.transport.unmarshalFrom(
                new JSONRPCNotification("2.0", "x", List.of(1)), new TypeRef<Map<String, Object>>() {});

        assertThat(tree).containsEntry("method", "x");
    }

    private static Limits small() {
        return new Limits(20, 1_000, 1_000, 2_000);
    }
}
