package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class GlobFuzzTest {

    /** Whatever glob and name are: the answer is that of the textbook's table. */
    @FuzzTest
    void matchesAsTheTextbookDoes(FuzzedDataProvider data) {
        // Few letters, or nothing would ever match.
        String glob = letters(data.consumeString(24), "ab*?");
        String name = letters(data.consumeRemainingAsString(), "ab");
        String cut = name.substring(0, Math.min(name.length(), 60));

        assertThat(new Glob(glob).matches(cut)).isEqualTo(textbook(glob, cut));
    }

    private static String letters(String text, String alphabet) {
        return text.chars()
                .collect(
                        StringBuilder::new,
                        (out, c) -> out.append(alphabet.charAt(c % alphabet.length())),
                        StringBuilder::append)
                .toString();
    }

    private static boolean textbook(String glob, String name) {
        var table = new boolean[glob.length() + 1][name.length() + 1];
        table[0][0] = true;
        for (int g = 1; g <= glob.length(); g++) {
            char c = glob.charAt(g - 1);
            table[g][0] = c == '*' && table[g - 1][0];
            for (int n = 1; n <= name.length(); n++) {
                table[g][n] = c == '*'
                        ? table[g - 1][n] || table[g][n - 1]
                        : table[g - 1][n - 1] && (c == '?' || c == name.charAt(n - 1));
            }
        }
        return table[glob.length()][name.length()];
    }
}
