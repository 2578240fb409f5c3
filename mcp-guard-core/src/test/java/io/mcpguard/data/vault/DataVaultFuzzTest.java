package io.mcpguard.data.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.data.Certainty;
import io.mcpguard.data.Detectors;
import io.mcpguard.data.vault.DataVault.Redacted;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

class DataVaultFuzzTest {

    private static final Detectors DETECTORS = Detectors.standard(Map.of(), id -> false);

    @FuzzTest
    void whatIsRedactedComesBackAsItWas(FuzzedDataProvider data) {
        var vault = new DataVault(DETECTORS, new Conversations(1_000, Duration.ofHours(1), Clock.systemUTC()));
        Map<String, @Nullable Object> message =
                Map.of("a", List.of(data.consumeString(60), data.consumeLong()), "b", data.consumeRemainingAsString());
        List<Spot> spots = vault.lookAtReceived("c", message, Set.of(), kind -> 1).spots().stream()
                .filter(spot -> spot.certainty() != Certainty.POSSIBLE)
                .toList();

        Redacted redacted = vault.redact("c", message, spots, null);

        assertThat(redacted.payload().equals(message)).isEqualTo(spots.isEmpty());
        assertThat(vault.restore("c", redacted.payload(), kind -> true).toString())
                .isEqualTo(message.toString());
    }
}
