package io.mcpguard.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.ValidationResult.Remedy;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void aResultIsValidAsLongAsNoFindingIsAnError() {
        assertThat(ValidationResult.valid().isValid()).isTrue();
        assertThat(ValidationResult.warn("", "hm").isValid()).isTrue();
        assertThat(ValidationResult.error("", "no").isValid()).isFalse();
        assertThat(ValidationResult.error("", "no").unless(Remedy.APPROVED).isValid())
                .isFalse();
    }

    @Test
    void nothingToSayIsAlwaysTheSameObject() {
        assertThat(ValidationResult.of(List.of())).isSameAs(ValidationResult.valid());
        assertThat(MutationResult.unchanged()).isSameAs(MutationResult.unchanged());
        assertThat(MutationResult.changed(Map.of("a", 1), "why").payload()).contains(Map.of("a", 1));
    }

    @Test
    void aFindingKeepsItsBounds() {
        Finding finding = Finding.of(Severity.WARN, "/a", "hm").span(1, 3).confidence(0.5);

        assertThat(finding).hasToString("WARN at \"/a\": hm").isEqualTo(finding.rule(""));
        assertThatThrownBy(() -> finding.span(3, 1)).hasMessage("span needs 0 <= start <= end, not 3..1");
        assertThatThrownBy(() -> finding.confidence(Double.NaN)).hasMessage("confidence is from 0 to 1, not NaN");
    }

    @Test
    void aServerIsOnlyAsSureAsItsCommandOrUrl() {
        Server url = Server.url("web", URI.create("https://example.com/mcp"));

        assertThat(url.assurance()).isEqualTo(Server.Assurance.ASSERTED);
        assertThat(url.checked().assurance()).isEqualTo(Server.Assurance.CHECKED);
        assertThatThrownBy(() -> Server.named("web").checked())
                .hasMessage("server \"web\" has neither command nor URL to check");
    }
}
