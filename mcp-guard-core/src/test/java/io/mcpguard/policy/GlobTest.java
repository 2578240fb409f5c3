package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "read_file, read_file",
        "read_*, read_",
        "read_*, read_file",
        "*, ''",
        "*, anything",
        "**, anything",
        "*_file, read_file",
        "*_file, _file_file",
        "r*d_*le, read_file",
        "read_????, read_file",
        "?*?, ab",
        "a*a*a, aaa",
        "a.b(c)$+, a.b(c)$+",
        "file:///docs/*, file:///docs/a/b",
    })
    void matches(String glob, String name) {
        assertThat(new Glob(glob).matches(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "read_file, read_files",
        "read_file, Read_file",
        "read_*, read",
        "*_file, read_files",
        "?, ''",
        "?, ab",
        "a*a*a, aa",
        "a.b, axb",
        "read_????, read_dir",
        "'', a",
    })
    void doesNotMatch(String glob, String name) {
        assertThat(new Glob(glob).matches(name)).isFalse();
    }

    @Test
    void agreesWithTheDefinitionOnRandomGlobsAndNames() {
        var random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            String glob = random(random, "ab*?", 8);
            String name = random(random, "ab", 10);
            assertThat(new Glob(glob).matches(name)).as("%s on %s", glob, name).isEqualTo(byDefinition(glob, name));
        }
    }

    /** The length of the glob is the policy author's choice, that of the name the server's. */
    @Test
    @Timeout(10)
    void takesTimeInProportionToTheNameHoweverItIsChosen() {
        var worst = new Glob("*" + "a".repeat(100) + "b" + "*a".repeat(50) + "*b");
        for (int i = 0; i < 100; i++) {
            assertThat(worst.matches("a".repeat(NameRules.MAX_NAME))).isFalse();
        }
    }

    @Test
    void theOneThatSaysMoreAboutTheNameComesFirst() {
        var globs = new ArrayList<String>(List.of("*", "??", "a?*", "a?", "delete_*", "x", "delete_?*"));
        globs.sort(Comparator.comparing(Glob::new, Glob::compareSpecificity));
        assertThat(globs).containsExactly("x", "delete_*", "delete_?*", "a?", "a?*", "??", "*");
    }

    private static boolean byDefinition(String glob, String name) {
        if (glob.isEmpty()) {
            return name.isEmpty();
        }
        String rest = glob.substring(1);
        return switch (glob.charAt(0)) {
            case '*' -> byDefinition(rest, name) || (!name.isEmpty() && byDefinition(glob, name.substring(1)));
            case '?' -> !name.isEmpty() && byDefinition(rest, name.substring(1));
            default -> !name.isEmpty() && name.charAt(0) == glob.charAt(0) && byDefinition(rest, name.substring(1));
        };
    }

    private static String random(Random random, String alphabet, int max) {
        var text = new StringBuilder();
        for (int length = random.nextInt(max + 1); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
