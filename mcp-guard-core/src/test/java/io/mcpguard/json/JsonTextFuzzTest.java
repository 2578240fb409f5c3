package io.mcpguard.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class JsonTextFuzzTest {

    private static final Limits LIMITS = new Limits(32, 1_000, 10_000, 100_000);

    /** Whatever the bytes are: a tree that reads back as itself, or a JsonException. */
    @FuzzTest
    void readsOrRefuses(byte[] bytes) {
        Object tree;
        try {
            tree = JsonText.parse(bytes, LIMITS);
        } catch (JsonException expected) {
            return;
        }
        String digest = CanonicalJson.sha256(tree);
        assertThat(CanonicalJson.sha256(JsonText.parse(CanonicalJson.write(tree), Limits.DEFAULT)))
                .isEqualTo(digest);
        assertThat(CanonicalJson.sha256(JsonText.parse(JsonText.writePretty(tree), Limits.DEFAULT)))
                .isEqualTo(digest);
    }
}
