package io.mcpguard.data.leak;

import static io.mcpguard.data.leak.Watches.CONVERSATION;
import static io.mcpguard.data.leak.Watches.TOKEN;
import static io.mcpguard.data.leak.Watches.send;
import static io.mcpguard.data.leak.Watches.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTextTest {

    private static final int SIZE = 1_000_000;
    /** Far more than it takes, since other work may run beside the tests. */
    private static final Duration MOST = Duration.ofSeconds(6);

    static Stream<String> units() {
        return Stream.of(
                "a",
                "%",
                "1",
                "=",
                "&#",
                "\\u",
                "@",
                " ",
                "%41",
                "&#65;",
                "7A",
                "A",
                "Zm9v",
                "65 ",
                "a b c d ",
                "://",
                "](",
                "url(",
                "\uD800",
                "\uDB40\uDC41",
                "\u0000",
                TOKEN,
                TOKEN.substring(0, 12),
                "abcdabce");
    }

    @ParameterizedTest
    @MethodSource("units")
    void aMillionCharactersOfOneKindTakeLittleTime(String unit) {
        LeakWatch watch = Watches.of(TOKEN, "abcdabcdabcdabcdabcd", "1234123412341234", "p4$$&!w#r^d");
        String text = unit.repeat(SIZE / unit.length());
        long begin = System.nanoTime();

        send(watch, text);
        watch.inLinks(CONVERSATION, text(text));
        watch.received(CONVERSATION, "x", text(text));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MOST);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 16, 32, 64})
    void aMillionDrawnCharactersTakeLittleTime(int alphabet) {
        String signs = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/";
        var text = new StringBuilder(SIZE);
        new Random(8).ints(SIZE, 0, alphabet).forEach(i -> text.append(signs.charAt(i)));
        LeakWatch watch = Watches.of(TOKEN, "4915298837462");
        long begin = System.nanoTime();

        assertThat(send(watch, text.toString())).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MOST);
    }

    @Test
    void aHundredThousandShortStringsTakeLittleTime() {
        var strings = new ArrayList<Piece>();
        for (int i = 0; i < 100_000; i++) {
            strings.add(new Piece("/params/arguments/list" + i % 500 + "/" + i, "v" + i % 97));
        }
        LeakWatch watch = Watches.of(TOKEN);
        long begin = System.nanoTime();

        assertThat(watch.sending(CONVERSATION, "x", strings)).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MOST);
    }

    @Test
    void manyValuesAlikeTakeLittleTime() {
        LeakWatch watch = Watches.empty();
        for (int i = 0; i < 1_000; i++) {
            watch.watch(CONVERSATION, "<SECRET_" + i + ">", "abcdefghij".repeat(20) + i);
        }
        long begin = System.nanoTime();

        send(watch, "abcdefghij".repeat(SIZE / 10));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(MOST);
    }

    @Test
    void noTextMakesItThrow() {
        var random = new Random(12);
        LeakWatch watch = Watches.of(TOKEN);
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder();
            int[] from = {0, 0x20, 0xD7F0, 0xFE00};
            random.ints(random.nextInt(60), 0, 0x90).forEach(c -> text.append((char) (from[c % 4] + c)));
            String value = text.toString();
            assertThatCode(() -> {
                        watch.watch(CONVERSATION, "<X>", value);
                        watch.canary("canary", value.repeat(2));
                        watch.sending(CONVERSATION, "x", List.of(new Piece(value, value), new Piece("", "")));
                        watch.inLinks(CONVERSATION, text(value, "http://" + value));
                        watch.received(CONVERSATION, "x", text(value));
                        watch.asked(CONVERSATION, text(value));
                    })
                    .doesNotThrowAnyException();
        }
    }
}
