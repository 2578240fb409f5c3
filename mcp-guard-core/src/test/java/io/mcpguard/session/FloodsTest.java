package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.policy.Notice;
import io.mcpguard.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloodsTest {

    private static final long SECOND = 1_000_000_000L;
    private static final String LOG = "notifications/message";

    private final List<String> told = new ArrayList<>();
    private long now = Long.MAX_VALUE - 100 * SECOND; // a clock that overflows

    private final Floods floods = new Floods(
            Policy.balanced()
                    .server(
                            "a",
                            a -> a.client(
                                    client -> client.perMinute(Notice.LOG, 60).perMinute(Notice.PROGRESS, 0)))
                    .server("a")
                    .client(),
            () -> now,
            (rule, reason) -> told.add(reason));

    private int admitted(int sent) {
        int admitted = 0;
        for (int i = 0; i < sent; i++) {
            admitted += floods.admits(LOG) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void letsAMinutesWorthThroughAtOnceAndThenOneASecond() {
        assertThat(admitted(1_000)).isEqualTo(60);
        now += SECOND;
        assertThat(admitted(1_000)).isEqualTo(1);
        now += 600 * SECOND;
        assertThat(admitted(1_000)).isEqualTo(60);
    }

    @Test
    void neverTellsOfWhatStaysBelowTheLimit() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(floods.admits(LOG)).isTrue();
            now += SECOND;
        }
        floods.end();

        assertThat(told).isEmpty();
    }

    @Test
    void tellsOfAFloodWhenItStartsOnceAMinuteAndWhenItIsOver() {
        for (int second = 0; second < 180; second++) {
            admitted(100);
            now += SECOND;
        }
        assertThat(told).hasSize(3);

        now += 60 * SECOND;
        assertThat(floods.admits(LOG)).isTrue();
        assertThat(told).hasSize(4);
        assertThat(told.stream()
                        .mapToLong(reason -> Long.parseLong(reason.substring(reason.lastIndexOf(' ') + 1)))
                        .sum())
                .isEqualTo(180 * 100 - 60 - 179);
    }

    @Test
    void letsAMinutesWorthOfRequestsThroughAndTellsOfTheRestOnce() {
        int admitted = 0;
        for (int i = 0; i < 10_000; i++) {
            admitted += floods.admitsRequest() ? 1 : 0;
        }

        assertThat(admitted).isEqualTo(600);
        assertThat(told).containsExactly("more than 600 requests of the server in a minute; dropped: 1");
        assertThat(floods.admits(LOG)).isTrue();

        floods.end();
        assertThat(told).hasSize(2).last().asString().endsWith("dropped: 9399");
    }

    @Test
    void letsTenRequestsASecondThroughForEver() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(floods.admitsRequest()).isTrue();
            now += SECOND / 10;
        }
        floods.end();

        assertThat(told).isEmpty();
    }

    @Test
    void countsEachKindApart() {
        assertThat(floods.admits("notifications/progress")).isFalse();
        assertThat(floods.admits(LOG)).isTrue();
        assertThat(floods.admits("notifications/prompts/list_changed")).isTrue();
    }
}
