package io.mcpguard.data.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detectors;
import io.mcpguard.data.vault.DataVault.Found;
import io.mcpguard.data.vault.DataVault.Redacted;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a message is: nothing that was redacted is left in it, and what comes back is what was there. */
class RedactionPropertyTest {

    private static final Limits LIMITS = new Limits(100, 100_000, 1_000_000, 10_000_000);
    private static final List<String> VALUES =
            List.of("EMP-204611", "EMP-300000", "EMP-999999", "ana.lopez@corp-mail.es");
    private static final List<String> PIECES = List.of(
            " ",
            ", ",
            "badge ",
            "\uD83D",
            "\uDC00",
            "<",
            ">",
            "<BADGE_1>",
            "<EMAIL_1>",
            "<LITERAL_1>",
            "<BADGE_",
            "BADGE_1@redacted.invalid",
            "https://redacted.invalid/BADGE_1",
            "EMP-",
            "204611",
            "\u0000",
            "é",
            "_1>",
            "漢");

    private final DataVault vault = new DataVault(
            Detectors.standard(
                    Map.of(DataClass.of("badge"), Pattern.compile("EMP-[0-9]{6}|[a-z.]+@corp-mail\\.es")),
                    detector -> !detector.equals("badge")),
            new Conversations(10_000, Duration.ofHours(1), Clock.systemUTC()));

    @Test
    void nothingRedactedIsLeftAndAllOfItComesBack() {
        for (int seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            Map<String, @Nullable Object> message = JsonTree.freezeObject(object(random, 3), LIMITS);
            String conversation = "c" + seed % 7;

            Found found = vault.lookAtReceived(conversation, message, Set.of(), kind -> 1);
            Redacted redacted = vault.redact(conversation, message, found.spots(), null);
            String delivered = JsonText.write(redacted.payload());

            assertThat(VALUES).as("seed %s", seed).noneMatch(delivered::contains);
            assertThat(vault.lookAtReceived(conversation, redacted.payload(), redacted.keys(), kind -> 1)
                            .spots())
                    .as("seed %s", seed)
                    .isEmpty();
            assertThat(JsonText.write(vault.restore(conversation, redacted.payload(), kind -> true)))
                    .as("seed %s", seed)
                    .isEqualTo(JsonText.write(message));
        }
    }

    @Test
    void aMessageWithNothingInItStaysTheSameObject() {
        Map<String, @Nullable Object> message =
                JsonTree.freezeObject(Map.of("a", List.of("b", 12345678, Map.of("c", "d"))), LIMITS);

        Found found = vault.lookAtReceived("c", message, Set.of(), kind -> 1);

        assertThat(found.spots()).isEmpty();
        assertThat(vault.redact("c", message, found.spots(), null).payload()).isSameAs(message);
        assertThat(vault.restore("c", message, kind -> true)).isSameAs(message);
    }

    private static Map<String, @Nullable Object> object(Random random, int depth) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            object.put(text(random), value(random, depth));
        }
        return object;
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0, 1 -> text(random);
            case 2 -> random.nextInt();
            case 3 -> random.nextBoolean() ? null : random.nextBoolean();
            case 4 -> {
                var list = new ArrayList<@Nullable Object>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> object(random, depth - 1);
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            List<String> from = random.nextInt(3) == 0 ? VALUES : PIECES;
            text.append(from.get(random.nextInt(from.size())));
        }
        return text.toString();
    }
}
