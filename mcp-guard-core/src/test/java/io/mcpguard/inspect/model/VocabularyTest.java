package io.mcpguard.inspect.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VocabularyTest {

    private final Vocabulary vocabulary = new Vocabulary();

    @Test
    void aStemOfOneSentenceIsAlone() {
        assertThat(vocabulary.add(7, 0)).isTrue();
        assertThat(vocabulary.add(7, 0)).isTrue();
        assertThat(vocabulary.isAlone(7)).isTrue();
    }

    @Test
    void aStemOfTwoSentencesIsNot() {
        vocabulary.add(7, 0);

        assertThat(vocabulary.add(7, 3)).isFalse();
        assertThat(vocabulary.isAlone(7)).isFalse();
    }

    @Test
    void theNextTextBeginsAnew() {
        vocabulary.add(7, 0);
        vocabulary.begin(1);

        assertThat(vocabulary.add(7, 0)).isTrue();
        assertThat(vocabulary.isAlone(7)).isTrue();
    }

    @Test
    void moreStemsThanItHoldsAreNew() {
        for (int i = 0; i < 100_000; i++) {
            vocabulary.add(i * 31, i);
        }

        assertThat(vocabulary.add(-5, 100_000)).isTrue();
    }
}
