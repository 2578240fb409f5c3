package io.mcpguard.inspect.sanitise;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Json;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.AttackCasesTest;
import io.mcpguard.inspect.Inspections;
import io.mcpguard.inspect.RandomMessages;
import io.mcpguard.inspect.Surface;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What holds for whatever is cut, wherever it stands. */
class SanitizerPropertyTest {

    private static final String DOCUMENT = "The museum opens at nine. Tickets cost 12 euros, children pay half.\n\n"
            + "Opening hours change in winter; see the web site of the town.\nThe café serves cake and coffee until five. "
            + "Parking is free for guests, and the bus stops at the gate every 20 minutes.";

    @Test
    void aSecondRunOverARandomMessageChangesNothing() {
        var messages = new RandomMessages(7);
        for (AttackCasesTest.Case c : AttackCasesTest.cases().toList()) {
            for (int i = 0; i < 10; i++) {
                RandomMessages.Planted planted = messages.plant(c.attack());
                assertThatOnceIsEnough(c.surface(), planted.payload(), c.name() + " at " + planted.place());
            }
        }
    }

    @Test
    void aSecondRunOverAnAttackAtARandomPlaceOfATextChangesNothing() {
        var random = new Random(11);
        for (AttackCasesTest.Case c : AttackCasesTest.cases().toList()) {
            for (int i = 0; i < 8; i++) {
                int at = random.nextInt(DOCUMENT.length());
                String text = DOCUMENT.substring(0, at)
                        + " ".repeat(random.nextInt(2))
                        + c.attack()
                        + "\n".repeat(random.nextInt(2))
                        + DOCUMENT.substring(at);
                assertThatOnceIsEnough(c.surface(), result(text, random), c.name() + " at " + at);
            }
        }
    }

    @Test
    void jsonInTextStaysJsonWhateverIsCut() {
        var random = new Random(13);
        for (AttackCasesTest.Case c : AttackCasesTest.cases().toList()) {
            for (int i = 0; i < 4; i++) {
                Map<String, @Nullable Object> data =
                        new RandomMessages(i).plant(c.attack()).payload();
                data.put("note", DOCUMENT.substring(0, random.nextInt(80)) + c.attack());
                Map<String, @Nullable Object> payload = result(JsonText.write(data), random);

                Map<String, @Nullable Object> clean = clean(c.surface(), payload);

                String text = String.valueOf(Json.at(clean, "/content/0/text"));
                assertThat(JsonText.parse(text, Limits.DEFAULT)).as(c.name()).isInstanceOf(Map.class);
            }
        }
    }

    @Test
    void nothingGrowsThatASchemaMayBound() {
        var random = new Random(17);
        for (int i = 0; i < 2_000; i++) {
            String text = DOCUMENT.substring(0, 1 + random.nextInt(60)) + "\uD83D\uDE00";
            List<Finding> found = new ArrayList<>();
            for (int j = random.nextInt(4); j >= 0; j--) {
                int start = random.nextInt(text.length());
                found.add(Finding.of(Severity.ERROR, "/structuredContent/a", "test")
                        .category("prompt-injection")
                        .span(start, start + random.nextInt(text.length() - start + 1)));
            }

            Object left = Json.at(
                    Sanitizer.sanitize(Map.of("structuredContent", Map.of("a", text)), found), "/structuredContent/a");

            assertThat(left)
                    .asString()
                    .satisfies(s -> assertThat(s.codePointCount(0, s.length()))
                            .isLessThanOrEqualTo(text.codePointCount(0, text.length())));
        }
    }

    private static void assertThatOnceIsEnough(Surface surface, Map<String, @Nullable Object> payload, String about) {
        Map<String, @Nullable Object> clean = clean(surface, payload);

        assertThat(clean(surface, clean)).as(about).isEqualTo(clean);
    }

    private static Map<String, @Nullable Object> clean(Surface surface, Map<String, @Nullable Object> payload) {
        return Sanitizer.sanitize(payload, Inspections.errors(Inspections.inspect(surface, payload)));
    }

    private static Map<String, @Nullable Object> result(String text, Random random) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("content", List.of(Map.of("type", "text", "text", text)));
        if (random.nextBoolean()) {
            payload.put("structuredContent", Map.of("text", text));
        }
        return payload;
    }
}
