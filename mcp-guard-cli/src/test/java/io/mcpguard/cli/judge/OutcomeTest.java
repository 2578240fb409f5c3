package io.mcpguard.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void whatIsLeftOfADefinitionIsAnObjectOrItsText() {
        var tree = Map.of("name", "a");
        var cut = new Outcome(Effect.SANITIZE, List.of(), tree);

        assertThat(OutcomeJson.of(cut)).containsEntry("sanitized", tree);
        assertThat(OutcomeJson.of(cut.sanitizedText())).containsEntry("sanitized", "{\"name\":\"a\"}");
        assertThat(OutcomeJson.of(new Outcome(Effect.SANITIZE, List.of(), "text").sanitizedText()))
                .containsEntry("sanitized", "text");
    }

    @Test
    void whatIsNotCutHasNothingLeft() {
        assertThat(OutcomeJson.of(new Outcome(Effect.BLOCK, List.of(), "text"))).doesNotContainKey("sanitized");
    }
}
