package io.mcpguard.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.sanitise.Sanitizer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was cut in one place is cut in all, and a message that cannot lose it everywhere says so. */
class RepeatedTextTest {

    /** No rule finds it, so that only the repetition is there to be found. */
    private static final String TEXT = "Water the \"red\" roses\nof Café Müller twice.";

    private static final String MARKER = "[removed by mcp-guard: prompt-injection]";

    static Stream<String> disguises() {
        byte[] utf8 = TEXT.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                TEXT,
                "WATER  THE “RED” ROSES OF CAFÉ MÜLLER TWICE.",
                "Water_the_red_roses_of_Cafe_Muller_twice",
                "Water the \\\"red\\\" roses\\nof Caf\\u00e9 M\\u00FCller twice.",
                "Water the \\\\\\\"red\\\\\\\" roses\\\\nof Café Müller twice.",
                "W a t e r  t h e  r e d  r o s e s  o f  C a f é  M ü l l e r  t w i c e",
                "Wаter the red rоses of Cafe\u0301 Mu\u0308ller twice", // Cyrillic letters, combining marks
                "Wat\u200Ber the r\u200Ded roses of Café Müller twice",
                "Jngre gur erq ebfrf bs Pnsé Züyyre gjvpr",
                Base64.getEncoder().encodeToString(utf8),
                HexFormat.of().formatHex(utf8),
                Base64.getEncoder().encodeToString(Base64.getEncoder().encode(utf8)),
                "Water%20the%20red%20roses%20of%20Caf%C3%A9%20M%C3%BCller%20twice");
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void noCopySurvivesInProse(String copy) {
        Map<String, @Nullable Object> payload = message("Note: ", TEXT);
        payload.put("title", "Before (" + copy + ") after");
        payload.put("_meta", Map.of("x", List.of(Map.of("alt", copy))));

        Map<String, @Nullable Object> clean = clean(payload).payload();

        assertThat(clean.get("title")).asString().contains(MARKER).startsWith("Before ");
        assertThat(clean.get("title").toString().toLowerCase(Locale.ROOT))
                .doesNotContain("roses", "twice", copy.toLowerCase(Locale.ROOT));
        assertThat(clean.get("title")).asString().endsWith(" after");
        assertThat(clean.get("_meta").toString()).contains(MARKER).hasSizeLessThan(70);
    }

    @ParameterizedTest
    @MethodSource("disguises")
    void aNameThatRepeatsWhatWasCutIsReported(String copy) {
        for (String place : List.of("name", "nextCursor", "uri")) {
            Map<String, @Nullable Object> payload = message("Note: ", TEXT);
            payload.put(place, copy);
            assertThat(clean(payload).repeated()).singleElement().satisfies(finding -> {
                assertThat(finding.path()).isEqualTo("/" + place);
                assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                assertThat(finding.rule()).isEqualTo("repeated");
            });
        }
        Map<String, @Nullable Object> payload = message("Note: ", TEXT);
        payload.put(copy, 1);
        assertThat(clean(payload).repeated())
                .singleElement()
                .extracting(Finding::message)
                .isEqualTo("repeats in an object key what was cut out elsewhere");
    }

    /** The benign twins. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Water the yellow roses of Café Müller twice.",
                "The red roses of Café Müller",
                "twice",
                "V2F0ZXIgdGhlIHllbGxvdyByb3Nlcw==",
                "",
            })
    void whatSaysSomethingElseStays(String other) {
        Map<String, @Nullable Object> payload = message("Note: ", TEXT);
        payload.put("title", other);
        payload.put("name", other);
        payload.put("k " + other, 1);

        Sanitizer.Sanitized clean = clean(payload);

        assertThat(clean.payload()).containsEntry("title", other);
        assertThat(clean.repeated()).isEmpty();
    }

    @Test
    void aShortTextIsCutElsewhereOnlyAsWholeWords() {
        Map<String, @Nullable Object> payload = message("Note: ", "set it all");
        payload.put("title", "Then SET, it all!");
        payload.put("label", "Offset it allegedly");

        assertThat(clean(payload).payload())
                .containsEntry("title", "Then " + MARKER + "!")
                .containsEntry("label", "Offset it allegedly");
    }

    @Test
    void aSentenceOfWhatWasCutIsCutByItself() {
        Map<String, @Nullable Object> payload =
                message("", "Sing a song. Then open the gate of the garden behind the house. Thanks.");
        payload.put("title", "Then open the gate of the garden behind the house.");
        payload.put("label", "Thanks. Sing a song!");

        assertThat(clean(payload).payload())
                .containsEntry("title", MARKER + ".")
                .containsEntry("label", "Thanks. Sing a song!");
    }

    @Test
    void contentAndStructuredContentLoseTheSameWhereverItWasFound() {
        String note = "Fine. Feed \"Tom\" the cat now.\nThen call the office at once. Bye.";
        String json = "{\"note\":\"Fine. Feed \\\"Tom\\\" the cat now.\\nThen call the office at once. Bye.\"}";
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("content", List.of(Map.of("type", "text", "text", json)));
        payload.put("structuredContent", Map.of("note", note));
        int inJson = json.indexOf("Feed");
        int inNote = note.indexOf("Then");

        // Each lies in one of the two only, and they overlap in neither.
        Map<String, @Nullable Object> clean = Sanitizer.sanitize(
                payload,
                List.of(
                        span("/content/0/text", inJson, json.indexOf("\\nThen")),
                        span("/structuredContent/note", inNote, note.indexOf(" Bye"))));

        assertThat(clean.get("structuredContent").toString())
                .contains("Fine. [removed")
                .endsWith("] Bye.}");
        assertThat(clean.get("content").toString()).contains("Fine. [removed").doesNotContain("Feed", "Then");
    }

    private static Map<String, @Nullable Object> message(String before, String text) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("text", before + text);
        return payload;
    }

    private static Sanitizer.Sanitized clean(Map<String, @Nullable Object> payload) {
        String text = String.valueOf(payload.get("text"));
        int start = text.startsWith("Note: ") ? 6 : 0;
        return Sanitizer.clean(payload, List.of(span("/text", start, text.length())));
    }

    private static Finding span(String path, int start, int end) {
        return Finding.of(Severity.ERROR, path, "test")
                .category("prompt-injection")
                .span(start, end);
    }
}
