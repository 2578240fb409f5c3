package io.mcpguard.inspect.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldsTest {

    private static Doc doc(String source, String group, int row, boolean attack) {
        return new Doc(source, group, row, "result", attack, "text", -1, -1, false, source);
    }

    private static Folds folds(Doc... docs) throws IOException {
        return new Folds(List.of(docs), Settings.read());
    }

    @Test
    void aFamilyStaysTogether() throws IOException {
        Folds folds =
                folds(doc("asb", "asb/", 0, true), doc("injecagent", "i/", 1, true), doc("xinjecagent", "x/", 2, true));

        assertThat(folds.of(1)).isEqualTo(folds.of(2)).isNotEqualTo(folds.of(0));
    }

    @Test
    void theTextsThatAttacksWerePutIntoAreLeftOutWithThem() throws IOException {
        Folds folds = folds(
                doc("asb", "asb/", 0, true),
                doc("bipia", "bipia/", 1, true),
                doc("bipia", "bipia/mails", 2, false),
                doc("grammar.order", "bipia/mails", -1, true));

        assertThat(folds.of(2)).isEqualTo(folds.of(1)).isNotEqualTo(folds.of(0));
        assertThat(folds.of(3)).isEqualTo(folds.of(1));
    }

    @Test
    void textsOfTheProjectAreLeftOutByTheBatchAttacksWithTheirNeighbours() throws IOException {
        Doc[] docs = new Doc[40];
        for (int i = 0; i < docs.length; i++) {
            docs[i] = doc("own_bare", "own_bare/batch-" + i / 2, i, i % 2 == 0);
        }

        Folds folds = folds(docs);

        for (int i = 0; i < docs.length; i += 2) {
            assertThat(folds.of(i)).isEqualTo(folds.of(i + 1)).isNotNegative();
        }
        assertThat(IntStream.range(0, docs.length).map(folds::of).distinct().count())
                .isGreaterThan(2);
    }

    @Test
    void whatMustStayUnseenIsInNoFold() throws IOException {
        Folds folds = folds(doc("msb", "msb/", 0, true), doc("hardneg_agent_instruction_files", "h/r", 1, false));

        assertThat(folds.of(0)).isEqualTo(Folds.UNSEEN);
        assertThat(folds.of(1)).isEqualTo(Folds.UNSEEN);
    }

    @Test
    void aRepositoryStaysTogether() throws IOException {
        Folds folds = folds(
                doc("benign_docs_general", "benign_docs_general/r", 0, false),
                doc("benign_docs_general", "benign_docs_general/r", 1, false));

        assertThat(folds.of(0)).isEqualTo(folds.of(1)).isNotNegative();
    }

    @Test
    void aSourceIsLeftOutWithThoseThatRepeatItsTexts() throws IOException {
        Settings settings = Settings.read();

        settings.leaveOut("xinjecagent");

        assertThat(settings.isUnseen("injecagent")).isTrue();
        assertThat(settings.isUnseen("xinjecagent")).isTrue();
        assertThat(settings.isUnseen("msb")).isTrue();
        assertThat(settings.isUnseen("asb")).isFalse();
        assertThat(settings.lesson("injecagent", "base", true)).isEmpty();
    }
}
