package io.mcpguard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SectionTest {

    @Test
    void replacesWhatStandsBetweenTheMarks() {
        String document = "a\n<!-- benchmarks: begin -->\nold\n<!-- benchmarks: end -->\nb\n";

        assertThat(Section.replace(document, "new"))
                .isEqualTo("a\n<!-- benchmarks: begin -->\n\nnew\n\n<!-- benchmarks: end -->\nb\n");
    }

    @Test
    void refusesADocumentWithoutMarks() {
        assertThatThrownBy(() -> Section.replace("a", "new"))
                .hasMessage("the file needs the lines <!-- benchmarks: begin --> and <!-- benchmarks: end -->");
    }
}
