package io.mcpguard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class LaunchedPackageFuzzTest {

    /** Whatever the command line is: one line about it, and a level that files without digests do not raise. */
    @FuzzTest
    void readsEverything(byte[] bytes) {
        List<String> commandLine = List.of(new String(bytes, StandardCharsets.UTF_8).split(" ", -1));
        LaunchedPackage launched = LaunchedPackage.of(commandLine);
        assertThat(launched.sentence())
                .startsWith(launched.assurance().key() + ": ")
                .doesNotContain("\n")
                .hasSizeLessThan(1_200);
        assertThat(launched.best().isAtLeast(launched.assurance(Map.of()))).isTrue();
        assertThat(launched.doubt().isEmpty() || launched.best() == Assurance.NAME)
                .isTrue();
        assertThat(LaunchedPackage.of(commandLine)).isEqualTo(launched).hasSameHashCodeAs(launched);
    }
}
