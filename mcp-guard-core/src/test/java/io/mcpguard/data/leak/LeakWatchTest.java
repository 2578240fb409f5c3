package io.mcpguard.data.leak;

import static io.mcpguard.data.leak.Watches.CLOCK;
import static io.mcpguard.data.leak.Watches.CONVERSATION;
import static io.mcpguard.data.leak.Watches.SERVER;
import static io.mcpguard.data.leak.Watches.TOKEN;
import static io.mcpguard.data.leak.Watches.send;
import static io.mcpguard.data.leak.Watches.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class LeakWatchTest {

    private static String drawn(Random random, int length) {
        var text = new StringBuilder();
        random.ints(length, 0, 62)
                .forEach(c -> text.append((char) (c < 10 ? '0' + c : c < 36 ? 'a' + c - 10 : 'A' + c - 36)));
        return text.toString();
    }

    @Test
    void forgetsAConversation() {
        LeakWatch watch = Watches.of(TOKEN);
        watch.forget(CONVERSATION);
        watch.forget("never there");

        assertThat(send(watch, TOKEN)).isEmpty();
    }

    @Test
    void forgetsAConversationThatWasNotUsedForItsLifetime() {
        var now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
        var watch = new LeakWatch(Bounds.standard().withLifetime(Duration.ofHours(1)), new Random(7), now::get);
        watch.watch(CONVERSATION, "<SECRET_1>", TOKEN);

        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(50)));
        assertThat(send(watch, TOKEN)).hasSize(1);
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(50)));
        assertThat(send(watch, TOKEN)).hasSize(1);
        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(61)));
        assertThat(send(watch, TOKEN)).isEmpty();
    }

    @Test
    void forgetsTheConversationThatWasUsedLongestAgo() {
        var watch = new LeakWatch(Bounds.standard().withAtMost(2, 10), new Random(7), CLOCK);
        watch.watch("a", "<SECRET_1>", TOKEN);
        watch.watch("b", "<SECRET_1>", TOKEN);
        assertThat(watch.sending("a", SERVER, text("hello there, how are you"))).isEmpty();
        watch.watch("c", "<SECRET_1>", TOKEN);

        assertThat(watch.sending("a", SERVER, text(TOKEN))).hasSize(1);
        assertThat(watch.sending("c", SERVER, text(TOKEN))).hasSize(1);
        assertThat(watch.sending("b", SERVER, text(TOKEN))).isEmpty();
    }

    @Test
    void forgetsTheOldestValues() {
        var watch = new LeakWatch(Bounds.standard().withAtMost(2, 8), new Random(7), CLOCK);
        var random = new Random(1);
        var values = new ArrayList<String>();
        for (int i = 0; i < 9; i++) {
            values.add(drawn(random, 30));
            watch.watch(CONVERSATION, "<SECRET_" + i + ">", values.get(i));
        }

        assertThat(send(watch, values.get(0))).isEmpty();
        assertThat(send(watch, values.get(1))).isEmpty();
        for (int i = 2; i < 9; i++) {
            assertThat(send(watch, values.get(i))).extracting(Leak::name).containsExactly("<SECRET_" + i + ">");
        }
    }

    @Test
    void aThousandLongValuesAreAllWatched() {
        LeakWatch watch = Watches.empty();
        var random = new Random(1);
        var values = new ArrayList<String>();
        for (int i = 0; i < 1_000; i++) {
            values.add(drawn(random, 2_000));
            watch.watch(CONVERSATION, "<SECRET_" + i + ">", values.get(i));
        }

        for (int i = 0; i < 1_000; i += 111) {
            assertThat(send(watch, "x " + values.get(i) + " y"))
                    .extracting(Leak::name)
                    .containsExactly("<SECRET_" + i + ">");
        }
    }

    @Test
    void aVeryLongValueIsWatchedByFewerParts() {
        String key = drawn(new Random(4), 12_000);
        LeakWatch watch = Watches.of(key);

        assertThat(send(watch, "a " + key.substring(0, 4_000))).isEmpty();
        assertThat(send(watch, "b " + key.substring(4_000, 8_000))).hasSize(1);
    }

    @Test
    void aValueIsWatchedOnceUnderItsFirstName() {
        LeakWatch watch = Watches.of(TOKEN, TOKEN, "  " + TOKEN + "\n");

        assertThat(send(watch, TOKEN)).extracting(Leak::name).containsExactly("<SECRET_1>");
    }

    @Test
    void manyValuesThatBeginAlikeAreAllWatched() {
        LeakWatch watch = Watches.empty();
        var random = new Random(6);
        var values = new ArrayList<String>();
        for (int i = 0; i < 40; i++) {
            values.add("xoxb-483920174655-" + drawn(random, 24));
            watch.watch(CONVERSATION, "<SECRET_" + i + ">", values.get(i));
        }

        for (int i = 0; i < 40; i++) {
            assertThat(send(watch, values.get(i))).extracting(Leak::name).containsExactly("<SECRET_" + i + ">");
        }
    }

    @Test
    void nothingThatIsShownHasAValueInIt() {
        LeakWatch watch = Watches.of(TOKEN);
        List<Leak> leaks = send(watch, "key " + TOKEN);

        assertThat(leaks.toString() + text(TOKEN) + Bounds.standard())
                .contains("<SECRET_1>")
                .doesNotContain(TOKEN, TOKEN.substring(4, 12));
    }

    @Test
    void twoThreadsMayUseIt() throws Exception {
        LeakWatch watch = Watches.empty();
        watch.canary("canary", TOKEN);
        Callable<Integer> work = () -> {
            var random = new Random(9);
            int leaks = 0;
            for (int i = 0; i < 300; i++) {
                String conversation = "c" + i % 7;
                String value = drawn(random, 30);
                watch.watch(conversation, "<SECRET_" + i + ">", value);
                leaks += watch.sending(conversation, SERVER, text("a " + value, "b " + TOKEN))
                        .size();
                watch.received(conversation, SERVER, text(value));
                watch.canary("canary " + i, drawn(random, 20));
                watch.inLinks(conversation, text("https://t.example/" + value));
                if (i % 50 == 49) {
                    watch.forget("c" + (i + 3) % 7);
                }
            }
            return leaks;
        };
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var done : threads.invokeAll(List.of(work, work))) {
                assertThat(done.get()).isBetween(580, 600);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void boundsSayWhatIsWrong() {
        assertThatThrownBy(() -> Bounds.standard().withShare(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("share must be above 0 and at most 1, but is 0.0");
        assertThatThrownBy(() -> Bounds.standard().withAtMost(0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("at least one conversation, one value and 16 fingerprints a value");
    }
}
