package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StraysTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may run over
    private final List<String> recorded = new ArrayList<>();
    private final Strays strays = new Strays(now::get, recorded::add);

    @Test
    void recordsTheFirstFewOneByOneAndThenNone() {
        seen(1_000_000);

        assertThat(recorded).hasSize(Strays.SINGLY).containsOnly("garbage");
    }

    @Test
    void saysInTheNextMinuteHowManyThereWere() {
        seen(Strays.SINGLY + 90);
        now.addAndGet(Strays.WINDOW_NANOS);
        recorded.clear();

        seen(2);

        assertThat(recorded).containsExactly("garbage; 90 more before it were not recorded one by one", "garbage");
    }

    @Test
    void saysAtTheEndHowManyThereWere() {
        seen(Strays.SINGLY + 1);
        recorded.clear();

        strays.end();
        strays.end();

        assertThat(recorded).containsExactly("1 more were dropped, and not recorded one by one");
    }

    @Test
    void saysNothingAtTheEndIfEverythingIsRecorded() {
        seen(Strays.SINGLY);
        recorded.clear();

        strays.end();

        assertThat(recorded).isEmpty();
    }

    @Test
    void beginsNoNewMinuteWhenAConnectionEnds() {
        seen(Strays.SINGLY);
        strays.end();
        recorded.clear();

        seen(5);
        assertThat(recorded).isEmpty();

        now.addAndGet(Strays.WINDOW_NANOS);
        seen(1);
        assertThat(recorded).containsExactly("garbage; 5 more before it were not recorded one by one");
    }

    private void seen(int times) {
        for (int i = 0; i < times; i++) {
            strays.seen("garbage");
        }
    }
}
