package io.mcpguard.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfusablesTest {

    @ParameterizedTest
    @CsvSource({
        "p\u0430yp\u0430l, paypal",
        "\u0455\u0441\u043e\u0440\u0435, scope",
        "rn, m",
        "\uff47\uff49\uff54, git",
        "git\u200bhub, github",
        "\ud835\udc1a, a",
        "\u03bf, o",
        "1, l"
    })
    void whatLooksTheSameHasTheSameSkeleton(String spoof, String honest) {
        assertThat(Confusables.skeleton(spoof)).isEqualTo(Confusables.skeleton(honest));
    }

    @ParameterizedTest
    @CsvSource({"paypal, papyal", "github, gitlab", "a, A", "caf\u00e9, cafe"})
    void whatLooksDifferentHasNot(String one, String other) {
        assertThat(Confusables.skeleton(one)).isNotEqualTo(Confusables.skeleton(other));
    }

    @Test
    void composedAndDecomposedAreTheSame() {
        assertThat(Confusables.skeleton("\u00e9")).isEqualTo(Confusables.skeleton("e\u0301"));
    }

    @Test
    void halfASurrogatePairStays() {
        assertThat(Confusables.skeleton("a\ud835")).isEqualTo("a\ud835");
    }

    @Test
    void nothingHasNoSkeleton() {
        assertThat(Confusables.skeleton("\u200b\u2060")).isEmpty();
    }
}
