package io.mcpguard.data.leak;

import static io.mcpguard.data.leak.Watches.CONVERSATION;
import static io.mcpguard.data.leak.Watches.TOKEN;
import static io.mcpguard.data.leak.Watches.send;
import static io.mcpguard.data.leak.Watches.sendEach;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InnocentTrafficTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sk-proj-Vt6Yw1Kx9Lm4Np7Bs2Dc5Fg0 | sk-proj-q8Zr3Hj8Ra3Te6Ui1Oy9Pk4X",
                "xoxb-483920174655-T7vKx2LmQ9sWz4RbN8dYc1Hf | xoxb-483920174655-aB5nVw8ZkR3tXc6MyD2gLf9S",
                "AKIAQ7XR5WM2ZT9XB4KD | AKIA3VN6LC1HS8YF0PG5",
                "https://api.acme.example/v1/hook/Vt6Yw1Kx9Lm4Np7Bs2 |"
                        + " https://api.acme.example/v1/hook/q8Zr3Hj8Ra3Te6Ui1O",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI4ODEyIn0.Vt6Yw1Kx9Lm4Np7Bs2Dc5Fg0"
                        + " | eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI5MDQ3In0.q8Zr3Hj8Ra3Te6Ui1Oy9Pk4X",
                "65f1a2b4c3d2e1f0a9b8c7d1 | 65f1a2b4c3d2e1f0a9b8c7e5",
                "01HRZ8K3M4Q7V9X2B5N6P8T1WA | 01HRZ8K3M4G2J4C6D8E1F3S5YZ",
                "+49 30 4467 1802 | +49 30 4467 1815",
                "DE12 5001 0517 5407 3249 31 | DE75 5001 0517 5407 3249 88",
                "mara.quendt@pinewood-labs.example | jo.ferrant@pinewood-labs.example",
                "mara.quendt@pinewood-labs.example | The pinewood-labs.example domain belongs to Pinewood Labs.",
                "mara.quendt@pinewood-labs.example | Ask Mara Quendt about it, she knows.",
                "postgres://app:Vt6Yw1Kx9L@db.pinewood.example:5432/orders | db.pinewood.example:5432/orders with user"
                        + " app",
                "17 Bramble Court, 40213 Duesseldorf | Which trains go to 40213 Duesseldorf?",
                "Mara Josephine Quendt | Josephine is a first name, and so is Mara.",
                "correct-horse-battery-staple | A horse is correct, a battery is not a staple.",
                "2026-03-04T10:15:30 | 2026-03-04T11:20:00",
            })
    void anotherValueOfTheSameKindIsNoLeak(String watched, String sent) {
        LeakWatch watch = Watches.of(watched);

        assertThat(send(watch, sent)).isEmpty();
        assertThat(send(watch, "And with words around it: " + sent + ", once more."))
                .isEmpty();
        assertThat(send(watch, watched)).as("the value itself").hasSize(1);
    }

    @Test
    void theSameTokensOfAFamilyOneAfterTheOtherAreNoLeak() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            ids.add("65f1a2b4c3d2e1f0a9b8" + String.format("%04x", 3_000 + 37 * i));
        }

        assertThat(sendEach(Watches.of("65f1a2b4c3d2e1f0a9b8ffe3"), ids)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the key that begins with ghq_T7vK and ends with a3Ue",
                "ghq_****************************a3Ue",
                "ghq_",
            })
    void aMaskedValueIsNoLeak(String masked) {
        assertThat(send(Watches.of(TOKEN), masked)).isEmpty();
    }

    @Test
    void manyNumbersAreNoLeakOfANumber() {
        LeakWatch watch = Watches.of("4915298837462", "739184625", "4929 1837 6620 4415");
        var random = new Random(3);
        var table = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            table.append(random.nextInt(1_000_000)).append(i % 10 == 9 ? '\n' : ',');
        }

        assertThat(send(watch, table.toString())).isEmpty();
    }

    @Test
    void manyDrawnTokensAreNoLeakOfOne() {
        LeakWatch watch = Watches.of(TOKEN);
        var random = new Random(5);
        var leaks = new ArrayList<Leak>();
        for (int i = 0; i < 50; i++) {
            var text = new StringBuilder();
            random.ints(4_000, 0, 62)
                    .forEach(c -> text.append((char) (c < 10 ? '0' + c : c < 36 ? 'a' + c - 10 : 'A' + c - 36)));
            leaks.addAll(send(watch, text.toString()));
        }

        assertThat(leaks).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "aaaaaaaaaaaa", "********************", "--------", "1212121212", ""})
    void masksAndShortValuesAreNotWatched(String value) {
        assertThat(send(Watches.of(value), "x " + value + " y " + value)).isEmpty();
    }

    @Test
    void shortArgumentsOfHonestCallsAreNoLeak() {
        LeakWatch watch = Watches.of(TOKEN, "4915298837462", "mara.quendt@pinewood-labs.example");
        var leaks = new ArrayList<Leak>();
        var random = new Random(11);
        for (int i = 0; i < 500; i++) {
            leaks.addAll(send(
                    watch,
                    List.of("10", "asc", "name", "true", "EUR", "2026").get(random.nextInt(6)),
                    String.valueOf(random.nextInt(100))));
        }

        assertThat(leaks).isEmpty();
    }

    @Test
    void partOfAValueWhoseOtherPartsManyHaveIsNotAllOfIt() {
        LeakWatch watch = Watches.empty();
        for (int i = 0; i < 40; i++) {
            watch.watch(CONVERSATION, "<ID_" + i + ">", (char) ('A' + i % 26) + "Q804417" + (10 + i));
        }

        assertThat(send(watch, "AQ80 (see page 12) and BQ804, CD5")).isEmpty();
        assertThat(send(watch, "BQ80441711")).extracting(Leak::name).containsExactly("<ID_1>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. First\n2. Second\n3. Third\n4. Fourth\n5. Fifth\n6. Sixth\n7. Seventh\n8. Eighth\n",
                "12345678, 0000000, abcdefgh",
            })
    void whatGoesOnAsItBeganIsNoLeak(String counted) {
        assertThat(send(Watches.of("CX1234567KM", "70000000012", "abcdefgXZ12"), counted))
                .isEmpty();
    }

    @Test
    void aValueThatBeginsWithARowOfOneLetterIsFound() {
        String value = "AAAAAAAAAAAAAAAAAAAAAA8kTq3Vn%2FzR7wLm5XcY9bP2";

        assertThat(send(Watches.of(value), "see AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA there"))
                .isEmpty();
        assertThat(send(Watches.of(value), "see " + value)).hasSize(1);
    }
}
