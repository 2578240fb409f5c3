package io.mcpguard.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurfaceTest {

    @ParameterizedTest
    @CsvSource({
        "initialize, INSTRUCTIONS",
        "server/discover, DEFINITION",
        "tools/list, DEFINITION",
        "prompts/list, DEFINITION",
        "resources/list, DEFINITION",
        "resources/templates/list, DEFINITION",
        "tools/call, RESULT",
        "prompts/get, RESULT",
        "resources/read, RESULT",
        "completion/complete, RESULT",
        "tasks/result, RESULT",
        "something/new, RESULT"
    })
    void tellsDefinitionsFromResults(String event, Surface surface) {
        assertThat(Surface.of(event, Phase.RESPONSE, Kind.RESULT, true)).isEqualTo(surface);
    }

    @Test
    void anErrorIsAnErrorWhateverWasAsked() {
        assertThat(Surface.of("tools/list", Phase.RESPONSE, Kind.ERROR, true)).isEqualTo(Surface.ERROR);
    }

    @Test
    void tellsWhatTheServerSendsUnasked() {
        assertThat(Surface.of("notifications/message", Phase.REQUEST, Kind.NOTIFICATION, true))
                .isEqualTo(Surface.NOTIFICATION);
        assertThat(Surface.of("sampling/createMessage", Phase.REQUEST, Kind.REQUEST, true))
                .isEqualTo(Surface.SERVER_REQUEST);
    }

    @Test
    void everythingThatLeavesIsArguments() {
        assertThat(Surface.of("tools/call", Phase.REQUEST, Kind.REQUEST, false)).isEqualTo(Surface.ARGUMENTS);
        assertThat(Surface.of("notifications/progress", Phase.REQUEST, Kind.NOTIFICATION, false))
                .isEqualTo(Surface.ARGUMENTS);
        assertThat(Surface.of("sampling/createMessage", Phase.RESPONSE, Kind.RESULT, false))
                .isEqualTo(Surface.ARGUMENTS);
    }
}
