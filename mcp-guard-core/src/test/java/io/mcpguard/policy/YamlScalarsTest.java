package io.mcpguard.policy;

import static io.mcpguard.policy.Node.ScalarType.BOOLEAN;
import static io.mcpguard.policy.Node.ScalarType.NOTHING;
import static io.mcpguard.policy.Node.ScalarType.NUMBER;
import static io.mcpguard.policy.Node.ScalarType.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.policy.Node.Mapping;
import io.mcpguard.policy.Node.Scalar;
import io.mcpguard.policy.Node.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain scalars mean what YAML 1.2 says, not what 1.1 did, and quoted ones are text. */
class YamlScalarsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "No",
                "on",
                "off",
                "yes",
                "y",
                "n",
                "1:30",
                "12:30:45",
                "2026-11-22",
                "1_000",
                "0b11",
                "1.2.3",
                ".",
                "-",
                "+",
                "e3",
                "1e",
                "0o",
                "0x",
                "0o8",
                "x",
                "a b",
                "NuLL",
                "tRUE",
                "=",
                "<<",
                "-.5x",
                "1e5e5",
                "0xg",
            })
    void areText(String plain) {
        assertThat(read("a: " + (plain.equals("-") ? "\"-\"" : plain))).isEqualTo(new Typed(TEXT, plain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1",
                "-1",
                "+1",
                "010",
                "1.10",
                "1.",
                ".5",
                "-.5",
                "1e3",
                "1E-3",
                "1.5e+3",
                "0o17",
                "0xFf",
                ".inf",
                "-.INF",
                ".NaN",
                "99999999999999999999999999",
            })
    void areNumbers(String plain) {
        assertThat(read("a: " + plain)).isEqualTo(new Typed(NUMBER, plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE", "false", "False", "FALSE"})
    void areBooleans(String plain) {
        assertThat(read("a: " + plain).type()).isEqualTo(BOOLEAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL", "# nothing here"})
    void areNothing(String plain) {
        assertThat(read("a: " + plain).type()).isEqualTo(NOTHING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a: \"1\"; 1",
                "a: 'true'; true",
                "a: \"null\"; null",
                "a: ''; ``",
                "a: \"x\\ty\"; x\ty",
                "a: \"\\ud83d\\ude00\"; \uD83D\uDE00",
                "a: 'it''s'; it's",
                "{\"a\": \"1\"}; 1",
            })
    void areTextInQuotes(String yaml, String expected) {
        assertThat(read(yaml)).isEqualTo(new Typed(TEXT, expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: |-\n  1",
                "a: >-\n  1",
                "a:\n  \"1\"",
                "? a\n: \"1\"",
                "\uD83D\uDE00: x\na: \"1\"",
                "{\uD83D\uDE00: x, a: '1'}"
            })
    void areTextInBlocksAndWhereverTheyStand(String yaml) {
        assertThat(read(yaml)).isEqualTo(new Typed(TEXT, "1"));
    }

    private static Typed read(String yaml) {
        var problems = new Problems("p.yaml");
        Node root = SourceReader.read(yaml, problems);
        assertThat(problems.isEmpty()).isTrue();
        return ((Mapping) root).member("a").value() instanceof Scalar scalar
                ? new Typed(scalar.type(), scalar.type() == NOTHING ? "" : scalar.text())
                : null;
    }

    private record Typed(ScalarType type, String text) {}
}
