package io.mcpguard.data.leak;

import static io.mcpguard.data.leak.Watches.CONVERSATION;
import static io.mcpguard.data.leak.Watches.SERVER;
import static io.mcpguard.data.leak.Watches.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of a tool is looked at, so one with nothing to find must cost next to nothing. */
class OrdinaryCallTest {

    private static final int CALLS = 500;
    private static final int ROUNDS = 8;
    /** Some ten times what one call takes once it is compiled, since other work may run beside the tests. */
    private static final Duration MOST = Duration.ofNanos(200_000L * CALLS);

    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void costsLittleWhenValuesAreWatched(int values) {
        LeakWatch watch = Watches.empty();
        for (int i = 0; i < values; i++) {
            watch.watch(CONVERSATION, "<SECRET_" + i + ">", TOKEN + i * 7_919L);
        }
        var call = List.of(
                new Piece("/params/name", "find_train"),
                new Piece("/params/arguments/from", "Porto, Portugal"),
                new Piece("/params/arguments/class", "second"),
                new Piece(
                        "/params/arguments/note", "a seat at the window if there is one, and a table for the laptop"));
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                assertThat(watch.sending(CONVERSATION, SERVER, call)).isEmpty();
            }
            least = Math.min(least, System.nanoTime() - begin);
        }

        assertThat(Duration.ofNanos(least)).isLessThan(MOST);
    }
}
