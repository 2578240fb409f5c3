package io.mcpguard.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifiersTest {

    @Test
    void findsNamesInProseQuotesAndAtTheEndOfASentence() {
        assertThat(in("Call `read_file`, then \"sendMail\". Or get-issue."))
                .contains("read_file", "sendMail", "get-issue");
    }

    @Test
    void findsNamesWithDotsAndSlashesWholeAndInPieces() {
        assertThat(in("files/read.all")).containsExactly("files/read.all", "files", "read", "all");
    }

    @Test
    void leavesOutWhatIsTooLongForAName() {
        assertThat(in("x".repeat(129) + " " + "y".repeat(128))).containsExactly("y".repeat(128));
    }

    private static List<String> in(String text) {
        var found = new ArrayList<String>();
        Identifiers.of(text, (start, end) -> found.add(text.substring(start, end)));
        return found;
    }
}
