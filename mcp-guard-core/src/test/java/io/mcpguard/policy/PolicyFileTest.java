package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.Interceptor.Mode;
import io.mcpguard.api.flow.Label;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.PinPolicy.FirstSight;
import io.mcpguard.policy.Ruling.Effect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFileTest {

    static final String EVERYTHING = """
            version: 1
            extends: strict
            mode: audit
            servers:
              files:
                command: [java, -jar, files.jar, "8080"]
                env: [HOME_DIR, LANG]
                tools:
                  allow: [read_*]
                  ask: [write_*]
                  deny: [delete_*]
                  otherwise: ask
                  labels:
                    read_mail: [untrusted, private]
                prompts: {allow: [summary], deny: ["*_secret"]}
                resources: {allow: ["file:///docs/*"], deny: []}
                client: {sampling: refuse, elicitation: allow, roots: refuse}
              web:
                url: https://web.example/mcp
            inspect:
              definitions: flag
              results: block
              errors: flag
              notifications: block
              server_requests: flag
              arguments: block
              noticed: allow
              foreign_orders: block
            pin: {first_sight: trust, drift: flag, collision: flag, recheck: 90s}
            audit: {required: true, payloads: true}
            approval: {budget: 500ms, max_open: 1}
            limits:
              depth: 64
              nodes: 1000
              string_chars: 2000
              message_chars: 3000
              pages: 4
              items: 5
              pending: 6
              request_timeout: 1h
            interceptors:
              no-outside-mail: audit
              hide-home: enforce
            """;

    private static Policy built() {
        return Policy.strict()
                .mode(Mode.AUDIT)
                .server(
                        "files",
                        files -> files.command("java", "-jar", "files.jar", "8080")
                                .env("HOME_DIR", "LANG")
                                .allowTools("read_*")
                                .approveTools("write_*")
                                .denyTools("delete_*")
                                .otherTools(Effect.ASK)
                                .labels("read_mail", Label.UNTRUSTED, Label.PRIVATE)
                                .allowPrompts("summary")
                                .denyPrompts("*_secret")
                                .allowResources("file:///docs/*")
                                .refuseClient(ClientFeature.SAMPLING, ClientFeature.ROOTS)
                                .allowClient(ClientFeature.ELICITATION))
                .server("web", web -> web.url("https://web.example/mcp"))
                .inspect(inspect -> inspect.definitions(Treatment.FLAG)
                        .results(Treatment.BLOCK)
                        .errors(Treatment.FLAG)
                        .notifications(Treatment.BLOCK)
                        .serverRequests(Treatment.FLAG)
                        .arguments(Treatment.BLOCK)
                        .noticed(Treatment.ALLOW)
                        .foreignOrders(Treatment.BLOCK))
                .pin(pin -> pin.firstSight(FirstSight.TRUST)
                        .drift(Treatment.FLAG)
                        .collision(Treatment.FLAG)
                        .recheck(Duration.ofSeconds(90)))
                .audit(audit -> audit.required(true).payloads(true))
                .approval(approval -> approval.budget(Duration.ofMillis(500)).maxOpen(1))
                .limits(limits -> limits.json(new Limits(64, 1000, 2000, 3000))
                        .maxPages(4)
                        .maxItems(5)
                        .maxPending(6)
                        .requestTimeout(Duration.ofHours(1)))
                .interceptorMode("no-outside-mail", Mode.AUDIT)
                .interceptorMode("hide-home", Mode.ENFORCE);
    }

    @Test
    void fileAndBuilderGiveEqualPolicies() {
        Policy parsed = Policy.parse(EVERYTHING, "mcp-guard.yaml");
        assertThat(parsed.tree()).isEqualTo(built().tree());
        assertThat(parsed).isEqualTo(built());
        assertThat(parsed.origin()).isEqualTo("mcp-guard.yaml");
        assertThat(built().origin()).isEqualTo("builder");
    }

    @Test
    void theSmallestFileIsTheBalancedPreset() {
        assertThat(Policy.parse("version: 1", "mcp-guard.yaml")).isEqualTo(Policy.balanced());
        assertThat(Policy.parse("{\"version\": 1, \"extends\": \"strict\"}", "mcp-guard.json"))
                .isEqualTo(Policy.strict());
        assertThat(Policy.parse("version: 1\nextends: observe\n", "mcp-guard.yaml"))
                .isEqualTo(Policy.observe());
    }

    @Test
    void readsJsonWithTabsAndASchema() {
        String json = "{\n\t\"$schema\": \"mcp-guard.schema.json\",\n\t\"version\": 1,\n"
                + "\t\"servers\": {\"\\u0066iles\": {\"tools\": {\"deny\": [\"a\\/b\"]}}}\n}";
        assertThat(Policy.parse(json, "mcp-guard.json").tool("files", "a/b").rule())
                .isEqualTo("mcp-guard.json:4 servers.files.tools.deny[0] \"a/b\"");
    }

    @Test
    void listsServersInTheOrderOfTheFile() {
        Policy policy = Policy.parse("version: 1\nservers: {zoo: {}, \"1\": {}, bar: {}}", "mcp-guard.yaml");
        assertThat(policy.serverNames()).containsExactly("zoo", "1", "bar");
        assertThat(policy.server("bar")).isNotNull().isEqualTo(policy.server("zoo"));
    }

    @Test
    void loadsAFileAndNamesItInRulesWithoutItsFolder(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mcp-guard.yaml"), EVERYTHING);
        Policy policy = Policy.load(file);
        assertThat(policy).isEqualTo(built());
        assertThat(policy.tool("files", "delete_x").rule())
                .isEqualTo("mcp-guard.yaml:11 servers.files.tools.deny[0] \"delete_*\"");
    }

    @Test
    void takesAByteOrderMarkAndWindowsLines(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "\uFEFF" + EVERYTHING.replace("\n", "\r\n"));
        assertThat(Policy.load(file)).isEqualTo(built());
    }

    @Test
    void takesCharactersOutsideTheBasicPlaneWhereverTheyStand() {
        for (int length = 1_000; length < 1_050; length++) {
            String text = "#" + "x".repeat(length) + "\nversion: 1\nservers: {\uD83D\uDE00\uD83D\uDE00: {}}";
            assertThat(Policy.parse(text, "mcp-guard.yaml").serverNames()).containsExactly("\uD83D\uDE00\uD83D\uDE00");
        }
    }

    @Test
    void saysThatAFileIsMissing(@TempDir Path folder) {
        Path file = folder.resolve("mcp-guard.yaml");
        assertThatThrownBy(() -> Policy.load(file))
                .isInstanceOf(PolicyException.class)
                .hasMessage(file
                        + ": no such file; write one, or start the guard without a policy for the balanced preset");
    }

    @Test
    void saysThatAFolderIsNoFile(@TempDir Path folder) {
        assertThatThrownBy(() -> Policy.load(folder))
                .isInstanceOf(PolicyException.class)
                .hasMessage(folder + ": cannot be read, IOException; check that it is a file and its permissions");
    }

    @Test
    void saysWhereAFileIsNotUtf8(@TempDir Path folder) throws IOException {
        Path file = Files.write(
                folder.resolve("p.yaml"), "version: 1\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Policy.load(file))
                .isInstanceOf(PolicyException.class)
                .hasMessage(file + ":2:6: not UTF-8; save the file as UTF-8");
    }

    @Test
    void refusesAHugeFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "version: 1\n" + "#".repeat(1 << 20));
        assertThatThrownBy(() -> Policy.load(file))
                .isInstanceOf(PolicyException.class)
                .hasMessage(file + ":1:1: the file is larger than 1 MiB; a policy is short; is this the right file?");
    }
}
