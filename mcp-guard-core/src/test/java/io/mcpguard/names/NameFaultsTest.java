package io.mcpguard.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.names.Likeness.Strength;
import io.mcpguard.names.NameFault.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameFaultsTest {

    @ParameterizedTest
    @CsvSource({
        "git\u0000hub, CONTROL",
        "git\u001b[2Jhub, CONTROL",
        "git\u200bhub, INVISIBLE",
        "git\u2800hub, INVISIBLE",
        "git\udb40\udc67hub, INVISIBLE",
        "git\ud835, INVISIBLE",
        "\u202ebuhtig, BIDI",
        "git\u2066hub\u2069, BIDI",
        "'github ', SPACE",
        "git\u2003hub, SPACE",
        "git\u04bbub, MIXED_SCRIPTS",
        "\u03c4ext, MIXED_SCRIPTS",
        "\uff47\uff49\uff54, FORMS",
        "\ud835\udc1a, FORMS"
    })
    void saysWhatIsWrong(String name, Kind kind) {
        assertThat(NameFaults.of(name)).extracting(NameFault::kind).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github",
                "read_file",
                "Sales Reports",
                "@acme/mcp-server",
                "\u691c\u7d22\u30b5\u30fc\u30d0\u30fc",
                "mcp\u691c\u7d22",
                "\uac80\uc0c9-\u6771\u4eac",
                "\u641c\u7d22-search",
                "\u043f\u043e\u0438\u0441\u043a",
                "github-\u043f\u043e\u0438\u0441\u043a",
                "caf\u00e9",
                "\u05d7\u05d9\u05e4\u05d5\u05e9"
            })
    void honestNamesHaveNoFault(String name) {
        assertThat(NameFaults.of(name)).isEmpty();
    }

    @Test
    void nothingToSeeIsAFault() {
        assertThat(NameFaults.of("")).extracting(NameFault::kind).containsExactly(Kind.EMPTY);
        assertThat(NameFaults.of("\u200b")).extracting(NameFault::kind).contains(Kind.EMPTY);
    }

    @Test
    void tooLongIsSaidAndTheRestIsNotRead() {
        String name = "x".repeat(NameFaults.MAX_CHARS) + "\u200b";
        assertThat(NameFaults.of(name)).singleElement().satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(Kind.TOO_LONG);
            assertThat(fault.strength()).isEqualTo(Strength.WEAK);
            assertThat(fault.describe()).isEqualTo("the name has more than 512 characters");
        });
        assertThat(NameFaults.of("x".repeat(NameFaults.MAX_CHARS))).isEmpty();
    }

    @Test
    void cutLeavesNoHalfOfAPair() {
        String name = "x".repeat(NameFaults.MAX_CHARS - 1) + "\ud835\udc1a";
        assertThat(NameFaults.of(name)).extracting(NameFault::kind).containsExactly(Kind.TOO_LONG);
    }
}
