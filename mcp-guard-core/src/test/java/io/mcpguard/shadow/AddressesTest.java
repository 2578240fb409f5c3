package io.mcpguard.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private final Addresses addresses = new Addresses();

    @Test
    void saysWhetherAnythingCameToBeShared() {
        assertThat(addresses.add("a", List.of("x", "y"))).isFalse();
        assertThat(addresses.add("b", List.of("z"))).isFalse();
        assertThat(addresses.add("b", List.of("x"))).isTrue();
        assertThat(addresses.add("b", List.of("x"))).as("again").isFalse();
        assertThat(addresses.remove("b")).isTrue();
        assertThat(addresses.of("x")).containsExactly("a");
    }

    @Test
    void keepsNoMoreOfAServerThanItSays() {
        addresses.add(
                "a",
                IntStream.rangeClosed(0, Addresses.MAX_OF_SERVER)
                        .mapToObj(i -> "u" + i)
                        .toList());

        assertThat(addresses.of("u" + (Addresses.MAX_OF_SERVER - 1))).isNotEmpty();
        assertThat(addresses.of("u" + Addresses.MAX_OF_SERVER)).isEmpty();
    }

    @Test
    void forgetsAllOfAServerThatIsGone() {
        addresses.add("a", List.of("x"));

        assertThat(addresses.remove("a")).isFalse();
        assertThat(addresses.remove("a")).isFalse();
        assertThat(addresses.of("x")).isEmpty();
    }
}
