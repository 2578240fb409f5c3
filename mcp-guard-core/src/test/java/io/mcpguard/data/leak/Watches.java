package io.mcpguard.data.leak;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Watches and messages for tests. */
final class Watches {

    static final String CONVERSATION = "c1";
    static final String SERVER = "notes";
    static final String TOKEN = "ghq_T7vKx2LmQ9sWz4RbN8dYc1HfJ6pGa3Ue";
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z"));

    private Watches() {}

    static LeakWatch empty() {
        return new LeakWatch(Bounds.standard(), new Random(7), CLOCK);
    }

    static LeakWatch of(String... values) {
        LeakWatch watch = empty();
        for (int i = 0; i < values.length; i++) {
            watch.watch(CONVERSATION, "<SECRET_" + (i + 1) + ">", values[i]);
        }
        return watch;
    }

    static List<Piece> text(String... texts) {
        return Arrays.stream(texts)
                .map(text -> new Piece("/params/arguments/text", text))
                .toList();
    }

    static List<Leak> send(LeakWatch watch, String... texts) {
        return watch.sending(CONVERSATION, SERVER, text(texts));
    }

    /** Sends each text in a message of its own and returns what the last one leaked. */
    static List<Leak> sendEach(LeakWatch watch, Iterable<String> texts) {
        List<Leak> last = List.of();
        for (String text : texts) {
            last = send(watch, text);
        }
        return last;
    }
}
