package io.mcpguard.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.api.trust.Pins;

class LockReaderFuzzTest {

    /** Whatever the bytes are: pins that write and read back as themselves, or one line that names file and remedy. */
    @FuzzTest
    void readsOrRefuses(byte[] bytes) {
        Pins pins;
        try {
            pins = LockReader.read("my.lock", bytes);
        } catch (LockException expected) {
            assertThat(expected.getMessage())
                    .startsWith("my.lock: ")
                    .endsWith(".")
                    .hasSizeLessThan(600)
                    .doesNotContain("\n");
            return;
        }
        byte[] written = LockWriter.write(pins);
        Pins again = LockReader.read("my.lock", written);
        assertThat(again.servers()).isEqualTo(pins.servers());
        assertThat(LockWriter.write(again)).isEqualTo(written);
    }
}
