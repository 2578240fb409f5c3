package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.policy.Ruling.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server may ask of the client, in files and in code. */
class ClientPolicyTest {

    private static final String FILE = """
            version: 1
            servers:
              helper:
                client:
                  sampling:
                    effect: ask
                    max_tokens: 1000
                    models: [claude-*]
                    include_context: none
                    tools: refuse
                  elicitation:
                    effect: allow
                    secrets: ask
                    url_origins: ["https://auth.example.com/"]
                    other_origins: refuse
                    show_server: false
                  roots: { only: ["file:///work/project"] }
                  other: ask
                  other_notifications: refuse
                  error_text: true
                  per_minute: { log: 60, progress: 0 }
            """;

    private static final Policy IN_CODE = Policy.balanced()
            .server(
                    "helper",
                    helper -> helper.client(client -> client.sampling(Effect.ASK)
                            .maxTokens(1000)
                            .models("claude-*")
                            .includeContext(IncludeContext.NONE)
                            .samplingTools(Effect.REFUSE)
                            .elicitation(Effect.ALLOW)
                            .secrets(Effect.ASK)
                            .urlOrigins("https://AUTH.example.com:443")
                            .otherOrigins(Effect.REFUSE)
                            .showServer(false)
                            .onlyRoots("file:///work/project")
                            .other(Effect.ASK)
                            .otherNotifications(Effect.REFUSE)
                            .errorText(true)
                            .perMinute(Notice.LOG, 60)
                            .perMinute(Notice.PROGRESS, 0)));

    private final ClientPolicy client =
            Policy.parse(FILE, "mcp-guard.yaml").server("helper").client();

    @Test
    void meansTheSameInAFileAndInCode() {
        assertThat(Policy.parse(FILE, "mcp-guard.yaml")).isEqualTo(IN_CODE);
        assertThat(Policy.parse(FILE.replace("1000", "1001"), "mcp-guard.yaml")).isNotEqualTo(IN_CODE);
    }

    @Test
    void namesTheLineOfEverySetting() {
        assertThat(client.feature(ClientFeature.SAMPLING).rule())
                .isEqualTo("mcp-guard.yaml:6 servers.helper.client.sampling.effect");
        assertThat(client.maxTokens())
                .isEqualTo(new Setting<>(1000, "mcp-guard.yaml:7 servers.helper.client.sampling.max_tokens"));
        assertThat(client.modelsRule()).contains("mcp-guard.yaml:8 servers.helper.client.sampling.models");
        assertThat(client.secrets().rule()).isEqualTo("mcp-guard.yaml:13 servers.helper.client.elicitation.secrets");
        assertThat(client.rootsRule()).contains("mcp-guard.yaml:17 servers.helper.client.roots.only");
        assertThat(client.feature(ClientFeature.ROOTS).rule()).isEqualTo("preset balanced");
        assertThat(client.perMinute(Notice.LOG).rule())
                .isEqualTo("mcp-guard.yaml:21 servers.helper.client.per_minute.log");
        assertThat(IN_CODE.server("helper").client().maxTokens().rule())
                .isEqualTo("builder servers.helper.client.sampling.max_tokens");
    }

    @Test
    void readsOneWordForAFeature() {
        ClientPolicy words = Policy.parse(
                        "{version: 1, servers: {a: {client: {sampling: refuse, elicitation: ask, roots: allow}}}}",
                        "p.yaml")
                .server("a")
                .client();

        assertThat(words.feature(ClientFeature.SAMPLING).effect()).isEqualTo(Effect.REFUSE);
        assertThat(words.feature(ClientFeature.ELICITATION).effect()).isEqualTo(Effect.ASK);
        assertThat(words.feature(ClientFeature.ROOTS).effect()).isEqualTo(Effect.ALLOW);
        assertThat(words.feature(ClientFeature.ELICITATION).rule()).isEqualTo("p.yaml:1 servers.a.client.elicitation");
    }

    @ParameterizedTest
    @CsvSource({
        "OBSERVE, ALLOW, REFUSE, ALLOW, ALLOW, false, THIS_SERVER",
        "BALANCED, ALLOW, REFUSE, ALLOW, ASK, true, THIS_SERVER",
        "STRICT, REFUSE, REFUSE, REFUSE, REFUSE, true, NONE",
    })
    void hasUsualValuesPerPreset(
            Preset preset,
            Effect sampling,
            Effect other,
            Effect otherNotifications,
            Effect otherOrigins,
            boolean showServer,
            IncludeContext context) {
        ClientPolicy usual = Policy.parse("{version: 1, extends: " + preset.key() + ", servers: {a: {}}}", "p.yaml")
                .server("a")
                .client();

        assertThat(usual.feature(ClientFeature.SAMPLING).effect()).isEqualTo(sampling);
        assertThat(usual.feature(ClientFeature.OTHER).effect()).isEqualTo(other);
        assertThat(usual.feature(ClientFeature.OTHER_NOTIFICATIONS).effect()).isEqualTo(otherNotifications);
        assertThat(usual.otherOrigins().value()).isEqualTo(otherOrigins);
        assertThat(usual.showServer().value()).isEqualTo(showServer);
        assertThat(usual.includeContext().value()).isEqualTo(context);
        assertThat(usual.secrets().value()).isEqualTo(Effect.REFUSE);
        assertThat(usual.maxTokens().value()).isEqualTo(4096);
    }

    @Test
    void refusesEverythingOfAServerThatIsRefused() {
        ClientPolicy unlisted = Policy.strict().server("nobody").client();

        for (ClientFeature feature : ClientFeature.values()) {
            assertThat(unlisted.feature(feature).effect()).isEqualTo(Effect.REFUSE);
        }
    }

    @Test
    void saysWhatIsWrongInCode() {
        assertThatThrownBy(() -> Policy.balanced().server("a", a -> a.client(c -> c.maxTokens(0))))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("servers.a.client.sampling.max_tokens: 0 is out of bounds");
        assertThatThrownBy(() -> Policy.balanced().server("a", a -> a.client(c -> c.otherNotifications(Effect.ASK))))
                .hasMessageContaining("nobody is asked about other_notifications; allow or refuse them");
        assertThatThrownBy(() -> Policy.balanced().server("a", a -> a.client(c -> c.onlyRoots("file:///a/../b"))))
                .hasMessageContaining("servers.a.client.roots.only[0]: not a URL of a directory");
        assertThatThrownBy(() -> Policy.balanced().server("a", a -> a.client(c -> c.urlOrigins("javascript:x"))))
                .hasMessageContaining("servers.a.client.elicitation.url_origins[0]: not an http or https URL");
    }

    @ParameterizedTest
    @CsvSource({
        "file:///work/project,true",
        "FILE:///work/project/,true",
        "file://localhost/work/project/a,true",
        "file:/work/project/a%20b,true",
        "file:///work/%70roject,true",
        "file:///work/projects,false",
        "file:///work,false",
        "file:///Work/project,false",
        "file:///work/project/../a,false",
        "file:///work/project/%2E%2e/a,false",
        "file://host/work/project,false",
        "file:///work/project?x,false",
        "https:///work/project,false",
        "work/project,false",
        "'',false",
    })
    void tellsRootsBySegmentsAfterDecoding(String uri, boolean allowed) {
        assertThat(client.allowsRoot(uri)).isEqualTo(allowed);
    }
}
