package io.mcpguard.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

class EnvFileFuzzTest {

    /** Whatever the text is: variables that a process can have, or an error that quotes nothing. */
    @FuzzTest
    void readsEverything(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Map<String, String> variables;
        try {
            variables = EnvFile.parse(text, "x");
        } catch (ConfigException e) {
            assertThat(e.getMessage()).matches("x line \\d+: [ -~]+");
            return;
        }
        variables.forEach((name, value) -> {
            assertThat(name).isNotBlank().doesNotContain("=", "\0");
            assertThat(value).doesNotContain("\0").hasSizeLessThanOrEqualTo(text.length());
        });
    }
}
