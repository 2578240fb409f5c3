package io.mcpguard.names;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

class NamesFuzzTest {

    /** Whatever the names are: a known one is like nothing, each likeness names a known one, and sentences are short. */
    @FuzzTest
    void comparesAnyNames(FuzzedDataProvider data) {
        String known = data.consumeString(200);
        String name = data.consumeRemainingAsString();
        NameIndex index = NameIndex.of(List.of(known, "github"));

        assertThat(index.likeness(known)).isEmpty();
        assertThat(index.likeness(name)).allSatisfy(likeness -> {
            assertThat(likeness.known()).isIn(known, "github");
            assertThat(likeness.score()).isBetween(0.0, 1.0);
            assertThat(likeness.describe().length()).isLessThan(300);
        });
        assertThat(NameFaults.of(name)).hasSizeLessThanOrEqualTo(NameFault.Kind.values().length);
        String skeleton = Confusables.skeleton(name);
        assertThat(Confusables.skeleton(skeleton)).isEqualTo(skeleton);
        Looks.of(name);
    }
}
