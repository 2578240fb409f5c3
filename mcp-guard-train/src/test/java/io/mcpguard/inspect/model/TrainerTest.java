package io.mcpguard.inspect.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    @TempDir
    Path folder;

    @Test
    void theSameCorporaSettingsAndSeedGiveTheSameBytes() throws IOException {
        SmallCorpora.write(folder);

        Trainer.train(List.of(folder), folder.resolve("one"), SmallCorpora.settings());
        Trainer.train(List.of(folder), folder.resolve("other"), SmallCorpora.settings());

        assertThat(folder.resolve("one/weights.bin")).hasSameBinaryContentAs(folder.resolve("other/weights.bin"));
        assertThat(folder.resolve("one/model-card.md")).hasSameBinaryContentAs(folder.resolve("other/model-card.md"));
    }

    @Test
    void anotherSeedGivesOtherWeights() throws IOException {
        SmallCorpora.write(folder);
        Settings settings = SmallCorpora.settings();
        settings.set("seed", "8");

        Trainer.train(List.of(folder), folder.resolve("one"), SmallCorpora.settings());
        Trainer.train(List.of(folder), folder.resolve("other"), settings);

        assertThat(Files.mismatch(folder.resolve("one/weights.bin"), folder.resolve("other/weights.bin")))
                .isNotNegative();
    }

    @Test
    void theTableIsPrintedAndInTheCard() throws IOException {
        SmallCorpora.write(folder);

        String table = Trainer.train(List.of(folder), folder, SmallCorpora.settings());

        assertThat(table).contains("result asb attack").contains("definition mcp_vulnerable_servers attack");
        assertThat(folder.resolve("model-card.md")).content().contains(table);
    }

    @Test
    void helpHasExamples() {
        assertThat(Trainer.USAGE).contains("Example", "--out", "--set seed=8");
    }

    @Test
    void aSettingWithoutAValueIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trainer.main("corpora", "--out", "x", "--set", "seed"))
                .withMessage("--set needs KEY=VALUE, such as --set seed=8; it was given seed");
    }

    @Test
    void aMissingFolderIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trainer.main("corpora"))
                .withMessage("--out FOLDER is missing: where the weights and the model card go");
    }
}
