package io.mcpguard.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LooksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Read_File",
                "READ_FILE",
                "read_fi1e",
                "read_fiIe",
                "re\u0430d_file",
                "read\u200b_file",
                "read_file ",
                "\uff52\uff45\uff41\uff44_file",
                "r\u00e9ad_file"
            })
    void whatWouldBeTakenForTheNameHasItsLook(String name) {
        assertThat(Looks.of(name)).isEqualTo(Looks.of("read_file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"read_files", "read-file", "readfile", "read_tile", "file_read", ""})
    void otherNamesHaveOthers(String name) {
        assertThat(Looks.of(name)).isNotEqualTo(Looks.of("read_file"));
    }
}
