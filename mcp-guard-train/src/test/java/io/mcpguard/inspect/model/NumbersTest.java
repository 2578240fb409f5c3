package io.mcpguard.inspect.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void whatOccursMoreThanOnceHasANumberAndKeepsItsHash() {
        var numbers = new Numbers(4);
        int one = numbers.place(7);
        int other = numbers.place(-9);
        numbers.place(7);
        numbers.place(-9);

        int[] hashes = numbers.number();

        assertThat(hashes[numbers.of(one)]).isEqualTo(7);
        assertThat(hashes[numbers.of(other)]).isEqualTo(-9);
        assertThat(hashes).hasSize(3);
    }

    @Test
    void whatOccursOnceIsRare() {
        var numbers = new Numbers(1);
        int once = numbers.place(7);

        assertThat(numbers.number()).hasSize(1);
        assertThat(numbers.of(once)).isEqualTo(Dataset.RARE);
    }
}
