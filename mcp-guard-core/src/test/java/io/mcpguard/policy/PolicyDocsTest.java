package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.Interceptor;
import io.mcpguard.api.flow.Label;
import io.mcpguard.inspect.Surface;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/policy.md shows is true. */
class PolicyDocsTest {

    private final String docs = Files.readString(Path.of("../docs/policy.md"));

    PolicyDocsTest() throws IOException {}

    private static Policy smallest() {
        Policy policy = Policy.balanced()
                .server(
                        "files",
                        files -> files.command("java", "-jar", "files-server.jar")
                                .allowTools("read_*", "search")
                                .denyTools("delete_*"));
        return policy;
    }

    private static Policy inCode() {
        Policy policy = Policy.strict()
                .server(
                        "mail",
                        mail -> mail.url("https://mail.example.com/mcp")
                                .allowTools("read_*", "search")
                                .approveTools("send_*")
                                .labels("read_*", Label.UNTRUSTED, Label.PRIVATE)
                                .labels("send_*", Label.EXTERNAL))
                .inspect(inspect -> inspect.results(Treatment.BLOCK)
                        .stopAt(Surface.RESULT, 0.95)
                        .rule("terminal-colour", RuleEffect.OFF))
                .pin(pin -> pin.recheck(Duration.ofMinutes(5)))
                .audit(audit -> audit.required(true))
                .interceptorMode("no-outside-mail", Interceptor.Mode.AUDIT);
        return policy;
    }

    @Test
    void theSmallestFileAndTheSameInCodeAreEqual() {
        Policy policy = Policy.parse(blocks("yaml").get(0), "mcp-guard.yaml");
        assertThat(policy).isEqualTo(smallest());
        assertThat(docs)
                .contains("REFUSED  files/delete_file  "
                        + policy.tool("files", "delete_file").rule() + "\n");
    }

    @Test
    void outsideItsServersTheFullFileIsTheBalancedPreset() {
        Policy policy = Policy.parse(blocks("yaml").get(1), "mcp-guard.yaml");
        assertThat(policy.serverNames()).containsExactly("files", "github");
        assertThat(policy.mode()).isEqualTo(Policy.balanced().mode());
        assertThat(policy.inspect()).isEqualTo(Policy.balanced().inspect());
        assertThat(policy.data()).isEqualTo(Policy.balanced().data());
        assertThat(policy.pin()).isEqualTo(Policy.balanced().pin());
        assertThat(policy.audit()).isEqualTo(Policy.balanced().audit());
        assertThat(policy.approval()).isEqualTo(Policy.balanced().approval());
        assertThat(policy.limits()).isEqualTo(Policy.balanced().limits());
    }

    @Test
    void theFullFileHasEveryKeyAndEveryBound() {
        String full = blocks("yaml").get(1);
        Policy.balanced().tree().forEach((section, value) -> {
            assertThat(full).contains("\n" + section + ":");
            if (value instanceof java.util.Map<?, ?> members) {
                members.keySet().forEach(key -> assertThat(full).contains("\n  " + key + ": "));
            }
        });
        for (Checks.Range range : List.of(
                LimitsPolicy.DEPTH,
                LimitsPolicy.NODES,
                LimitsPolicy.STRING_CHARS,
                LimitsPolicy.MESSAGE_CHARS,
                LimitsPolicy.PAGES,
                LimitsPolicy.ITEMS,
                LimitsPolicy.PENDING,
                ApprovalPolicy.MAX_OPEN,
                DataPolicy.VALUES)) {
            assertThat(full).containsPattern(key(range.path()) + ": \\d+ +# " + range.min() + " to " + range.max());
        }
        for (Checks.Span span :
                List.of(LimitsPolicy.REQUEST_TIMEOUT, PinPolicy.RECHECK, ApprovalPolicy.BUDGET, DataPolicy.LIFETIME)) {
            assertThat(full)
                    .containsPattern(key(span.path()) + ": \\w+ +# " + Durations.write(span.min()) + " to "
                            + Durations.write(span.max()));
        }
        for (InspectPolicy.Place place : InspectPolicy.Place.values()) {
            assertThat(full)
                    .containsPattern(place.key() + ": \\w+ +# "
                            + String.join(
                                    ", ",
                                    place.allowed.stream().map(Treatment::key).toList()));
        }
    }

    @Test
    void theTuningMeansWhatItSays() {
        Policy policy = Policy.parse(blocks("yaml").get(2), "mcp-guard.yaml");
        assertThat(policy.inspect("wiki").stopAt(Surface.RESULT)).hasValue(0.98);
        assertThat(policy.inspect("wiki").noticeAt(Surface.RESULT)).hasValue(0.5);
        assertThat(policy.inspect().noticeAt(Surface.ERROR)).hasValue(0.6);
    }

    @Test
    void theMistakesAreToldAsShown() {
        assertThatThrownBy(() -> Policy.parse("""
                        version: 1
                        mode: enforced
                        servers:
                          files:
                            tools:
                              denny: [delete_*]
                              allow: read_*
                        """, "mcp-guard.yaml"))
                .satisfies(
                        e -> assertThat(docs).contains(e.getMessage().indent(4).stripTrailing()));
    }

    @Test
    void theExamplesInCodeAreThoseOfThisTest() throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/mcpguard/policy/PolicyDocsTest.java"));
        assertThat(plain(source))
                .contains(plain(blocks("java").get(1)), plain(blocks("java").get(3)));
        assertThat(inCode().tool("mail", "send_mail").effect()).isEqualTo(Ruling.Effect.ASK);
    }

    private static String key(String path) {
        return path.substring(path.indexOf('.') + 1);
    }

    /** However the formatter broke the lines. */
    private static String plain(String code) {
        return code.replaceAll("\\s+", "");
    }

    private List<String> blocks(String language) {
        var blocks = new ArrayList<String>();
        String fence = "```" + language + "\n";
        for (int at = docs.indexOf(fence); at >= 0; at = docs.indexOf(fence, at + 1)) {
            int start = at + fence.length();
            blocks.add(docs.substring(start, docs.indexOf("```", start)));
        }
        return blocks;
    }
}
