package io.mcpguard.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.nio.charset.StandardCharsets;

class JsoncFuzzTest {

    /** Whatever the text is: as long as before, with its line ends where they were, and JSON stays what it is. */
    @FuzzTest
    void stripsOnlyWhatIsNoJson(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String strict = Jsonc.strict(text);

        assertThat(strict).hasSameSizeAs(text);
        for (int i = 0; i < text.length(); i++) {
            char was = text.charAt(i);
            char is = strict.charAt(i);
            assertThat(is == was || (is == ' ' && was != '\n' && was != '\r')).isTrue();
        }
        Object tree;
        try {
            tree = JsonText.parse(text, Limits.DEFAULT);
        } catch (JsonException e) {
            return;
        }
        assertThat(JsonText.parse(strict, Limits.DEFAULT)).isEqualTo(tree);
    }
}
