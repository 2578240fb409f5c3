package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Json;
import io.mcpguard.api.MutationResult;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.api.data.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The sealed stages: what they see, and who sees what they hide. */
class VaultTest {

    private static final String VALUE = "ana@example.com";
    private static final String PLACEHOLDER = "<EMAIL_1>";

    private final List<String> seen = new ArrayList<>();
    private final Decisions decisions = new Decisions();
    private final McpGuard guard = McpGuard.builder()
            .vault(new OneValue())
            .audit(decisions)
            .interceptor(Validator.of("watch", Hook.both("tools/call"), in -> {
                seen.add(in.payload().toString());
                return ValidationResult.valid();
            }))
            .build();

    @Test
    void redactsWhatComesBack() {
        Line line = Line.to(guard, "mail").tool("read", "Reads");
        line.on("tools/call", request -> Line.result(request, Line.text("from " + VALUE)));

        assertThat(line.call("read", Map.of()).toString()).contains(PLACEHOLDER).doesNotContain(VALUE);
    }

    @Test
    void releasesOnTheWayOutAfterValidatorsSawThePlaceholder() {
        Line line = Line.to(guard, "mail").tool("send", "Sends");

        line.call("send", Map.of("to", PLACEHOLDER));

        assertThat(seen.get(0)).contains(PLACEHOLDER).doesNotContain(VALUE);
        assertThat(line.calls("send").get(0)).containsEntry("arguments", Map.of("to", VALUE));
    }

    @Test
    void refusesWhenTheVaultFails() {
        McpGuard broken = McpGuard.builder()
                .vault(new OneValue() {
                    @Override
                    public MutationResult release(Interception in) {
                        throw new IllegalStateException(VALUE);
                    }
                })
                .build();
        Line line = Line.to(broken, "mail").tool("send", "Sends");

        assertThat(line.call("send", Map.of()).toString())
                .contains("rule: vault")
                .doesNotContain(VALUE);
        assertThat(line.calls("send")).isEmpty();
    }

    private static class OneValue implements Vault {
        @Override
        public MutationResult redact(Interception in) {
            return MutationResult.changed(
                    Json.mapStrings(in.payload(), s -> s.replace(VALUE, PLACEHOLDER)), "redacted");
        }

        @Override
        public MutationResult release(Interception in) {
            return MutationResult.changed(
                    Json.mapStrings(in.payload(), s -> s.replace(PLACEHOLDER, VALUE)), "released");
        }
    }
}
