package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialTest {

    private final List<Object> seen = new ArrayList<>();

    @Test
    void runsWhatATaskHandsInAfterTheTask() {
        var serial = new Serial(seen::add);

        serial.run(() -> {
            serial.run(() -> seen.add("second"));
            seen.add("first");
        });

        assertThat(seen).containsExactly("first", "second");
    }

    @Test
    void goesOnAfterAnErrorAndTellsOfIt() {
        var serial = new Serial(seen::add);
        var overflow = new StackOverflowError();

        serial.run(() -> {
            throw overflow;
        });
        serial.run(() -> seen.add("next"));

        assertThat(seen).containsExactly(overflow, "next");
    }

    @Test
    void goesOnWhenTellingFailsToo() {
        var serial = new Serial(failure -> {
            throw new IllegalStateException("the teller fails", failure);
        });

        serial.run(() -> {
            throw new IllegalStateException("the task fails");
        });
        serial.run(() -> seen.add("next"));

        assertThat(seen).containsExactly("next");
    }
}
