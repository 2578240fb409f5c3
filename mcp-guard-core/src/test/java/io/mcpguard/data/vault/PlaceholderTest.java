package io.mcpguard.data.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.DataClass;
import io.mcpguard.data.vault.Placeholder.Form;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

    private static List<String> keysIn(String text) {
        var keys = new ArrayList<String>();
        for (Placeholder each : Placeholders.in(text)) {
            assertThat(text.substring(each.start(), each.end())).contains(each.key());
            keys.add(each.key());
        }
        return keys;
    }

    @Test
    void isNamedByClassAndNumber() {
        assertThat(Placeholder.write(Placeholder.key(DataClass.NATIONAL_ID, 12), Form.TEXT))
                .isEqualTo("<NATIONAL_ID_12>");
        assertThat(Placeholder.label("NATIONAL_ID_12")).isEqualTo("NATIONAL_ID");
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void isReadAsItIsWritten(Form form) {
        String written = Placeholder.write("EMAIL_7", form);

        assertThat(keysIn(written)).containsExactly("EMAIL_7");
        assertThat(keysIn("to " + written + ", cc " + written + ".")).containsExactly("EMAIL_7", "EMAIL_7");
    }

    @Test
    void severalOfDifferentFormsAreReadInTheirOrder() {
        assertThat(keysIn("<A_1><B_2>C_3@redacted.invalid https://redacted.invalid/D_4 <E_5>"))
                .containsExactly("A_1", "B_2", "C_3", "D_4", "E_5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<EMAIL_01>",
                "<EMAIL_0>",
                "<EMAIL_>",
                "<EMAIL_1 >",
                "< EMAIL_1>",
                "<email_1>",
                "<EMAIL-1>",
                "<EMAIL_1",
                "EMAIL_1>",
                "<_1>",
                "<1_1>",
                "<EMAIL_1234567890>",
                "<EMAIL_1x>",
                "&lt;EMAIL_1&gt;",
                "EMAIL_1@redacted.example",
                "http://redacted.invalid/EMAIL_1",
                "redacted.invalid",
                "@redacted.invalid",
                "https://redacted.invalid/"
            })
    void whatIsWrittenOtherwiseIsNone(String text) {
        assertThat(keysIn(text)).isEmpty();
    }

    @Test
    void aMillionBeginningsTakeNoTime() {
        long start = System.nanoTime();

        assertThat(keysIn("<".repeat(1_000_000))).isEmpty();
        assertThat(keysIn("<A_".repeat(300_000))).isEmpty();
        assertThat(keysIn("@redacted.invalid".repeat(60_000))).isEmpty();
        assertThat(keysIn("<A_1>".repeat(200_000))).hasSize(200_000);
        assertThat(keysIn("A_1@redacted.invalid ".repeat(50_000))).hasSize(50_000);

        assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
    }
}
