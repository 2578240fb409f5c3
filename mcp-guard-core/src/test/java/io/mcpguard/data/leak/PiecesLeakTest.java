package io.mcpguard.data.leak;

import static io.mcpguard.data.leak.Watches.CONVERSATION;
import static io.mcpguard.data.leak.Watches.SERVER;
import static io.mcpguard.data.leak.Watches.TOKEN;
import static io.mcpguard.data.leak.Watches.send;
import static io.mcpguard.data.leak.Watches.sendEach;
import static io.mcpguard.data.leak.Watches.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.leak.Leak.How;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesLeakTest {

    /** Invented: longer than a token, so that it goes in ten parts. */
    private static final String LONG_TOKEN =
            "sk-team-q8Zr3Vt6Yw1Kx9Lm4Np7Bs2Dc5Fg0Hj8Ra3Te6Ui1Oy9Pk4Xv7Zq2Wn5Cb0Mi8Sl3Ed6Gf";

    private static List<String> pieces(String value, int count) {
        var pieces = new ArrayList<String>();
        int each = (value.length() + count - 1) / count;
        for (int i = 0; i < value.length(); i += each) {
            pieces.add(value.substring(i, Math.min(value.length(), i + each)));
        }
        return pieces;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 10})
    void addsUpWhatSeveralCallsCarry(int count) {
        List<Leak> leaks = sendEach(
                Watches.of(LONG_TOKEN),
                pieces(LONG_TOKEN, count).stream()
                        .map(each -> "look up the item " + each)
                        .toList());

        assertThat(leaks).singleElement().satisfies(leak -> {
            assertThat(leak.how()).isEqualTo(How.IN_PIECES);
            assertThat(leak.share()).isGreaterThan(0.9);
        });
    }

    @Test
    void isNoLeakBeforeHalfOfItIsThere() {
        LeakWatch watch = Watches.of(LONG_TOKEN);
        List<String> pieces = pieces(LONG_TOKEN, 10);

        assertThat(sendEach(watch, pieces.subList(0, 4))).isEmpty();
        assertThat(sendEach(watch, pieces.subList(4, 7))).hasSize(1);
    }

    @Test
    void takesAnotherShare() {
        LeakWatch watch = new LeakWatch(Bounds.standard().withShare(0.9), new Random(7), Watches.CLOCK);
        watch.watch(CONVERSATION, "<SECRET_1>", LONG_TOKEN);

        assertThat(sendEach(watch, pieces(LONG_TOKEN, 10).subList(0, 8))).isEmpty();
        assertThat(sendEach(watch, pieces(LONG_TOKEN, 10).subList(8, 10))).hasSize(1);
    }

    @Test
    void addsUpWhatDifferentToolsCarryInDifferentOrders() {
        LeakWatch watch = Watches.of(LONG_TOKEN);
        List<String> pieces = pieces(LONG_TOKEN, 4);

        watch.sending(CONVERSATION, SERVER, List.of(new Piece("/params/arguments/q", "find " + pieces.get(3))));
        watch.sending(
                CONVERSATION, SERVER, List.of(new Piece("/params/arguments/title", "A " + pieces.get(0) + " note")));

        assertThat(watch.sending(CONVERSATION, SERVER, List.of(new Piece("/params/name", pieces.get(1)))))
                .extracting(Leak::pointer)
                .containsExactly("/params/name");
    }

    @Test
    void addsUpEncodedAndPlainPieces() {
        List<String> pieces = pieces(LONG_TOKEN, 4);

        assertThat(sendEach(
                        Watches.of(LONG_TOKEN),
                        List.of(
                                Base64.getEncoder().encodeToString(pieces.get(0).getBytes(UTF_8)),
                                HexFormat.of().formatHex(pieces.get(1).getBytes(UTF_8)),
                                new StringBuilder(pieces.get(2)).reverse().toString(),
                                "and then " + pieces.get(3))))
                .singleElement()
                .satisfies(leak -> assertThat(leak.share()).isGreaterThan(0.85));
    }

    @Test
    void findsPiecesBetweenInnocentCalls() {
        LeakWatch watch = Watches.of(TOKEN);
        var texts = new ArrayList<String>();
        for (String piece : pieces(TOKEN, 3)) {
            texts.add("What is the weather in Lisbon on 2026-03-04, and how much is a ticket of line 12?");
            texts.add("c0ffee-" + texts.size());
            texts.add("order " + piece + " please");
        }

        assertThat(sendEach(watch, texts)).hasSize(1);
    }

    @Test
    void findsAValueThatGoesLetterByLetter() {
        LeakWatch watch = Watches.of(TOKEN);
        List<Leak> leaks = new ArrayList<>();
        TOKEN.chars().forEach(c -> leaks.addAll(send(watch, Character.toString(c))));

        assertThat(leaks).isNotEmpty().allSatisfy(leak -> {
            assertThat(leak.how()).isEqualTo(How.IN_PIECES);
            assertThat(leak.start()).isEqualTo(-1);
        });
        assertThat(leaks.get(leaks.size() - 1).share()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "https://t.example/p?d=%s",
        "https://%s.t.example/pixel",
        "https://t.example/a/%s",
        "https://t.example/a/%s?w=1",
        "notes/%s",
    })
    void findsAValueThatGoesLetterByLetterInAddresses(String address) {
        LeakWatch watch = Watches.of(TOKEN);
        List<Leak> leaks = new ArrayList<>();
        TOKEN.chars().forEach(c -> leaks.addAll(send(watch, address.replace("%s", Character.toString(c)))));

        assertThat(leaks).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d", "%02x", "%03d", "\\u%04x"})
    void findsAValueWhoseCharactersGoAsNumbers(String format) {
        LeakWatch watch = Watches.of(TOKEN);
        List<Leak> leaks = new ArrayList<>();
        TOKEN.chars().forEach(c -> leaks.addAll(send(watch, String.format(format, c))));

        assertThat(leaks).isNotEmpty();
    }

    @Test
    void findsALetterInEachItemOfAList() {
        var items = new ArrayList<Piece>();
        for (int i = 0; i < TOKEN.length(); i++) {
            items.add(new Piece("/params/arguments/tags/" + i, TOKEN.substring(i, i + 1)));
            items.add(new Piece("/params/arguments/size", "12 x 4"));
        }

        assertThat(Watches.of(TOKEN).sending(CONVERSATION, SERVER, items)).hasSize(1);
    }

    @Test
    void letterByLetterBetweenOtherShortArguments() {
        LeakWatch watch = Watches.of(TOKEN);
        List<Leak> leaks = new ArrayList<>();
        TOKEN.chars().forEach(c -> {
            leaks.addAll(watch.sending(
                    CONVERSATION,
                    SERVER,
                    List.of(
                            new Piece("/params/name", "search"),
                            new Piece("/params/arguments/limit", "10"),
                            new Piece("/params/arguments/q", Character.toString(c)))));
        });

        assertThat(leaks).isNotEmpty();
    }

    @Test
    void whatTwoServersHaveIsNotPutTogether() {
        LeakWatch watch = Watches.of(TOKEN);
        List<String> pieces = pieces(TOKEN, 3);

        assertThat(watch.sending(CONVERSATION, "one", text(pieces.get(0)))).isEmpty();
        assertThat(watch.sending(CONVERSATION, "two", text(pieces.get(1)))).isEmpty();
    }

    @Test
    void anotherConversationKnowsNothingOfIt() {
        assertThat(Watches.of(TOKEN).sending("c2", SERVER, text(TOKEN))).isEmpty();
    }

    @Test
    void aPieceThatIsSentAgainIsToldAgainWhenThereIsALeak() {
        LeakWatch watch = Watches.of(TOKEN);

        assertThat(sendEach(watch, pieces(TOKEN, 3).subList(0, 2))).hasSize(1);
        assertThat(send(watch, "so: " + pieces(TOKEN, 3).get(1))).hasSize(1);
        assertThat(send(watch, "The weather is fine, and so is the rest of it."))
                .isEmpty();
    }

    @Test
    void paddedPiecesAreALeakWhenTheyAreAllOfIt() {
        LeakWatch watch = Watches.of(TOKEN);
        String filler = "q7Jr5Wm2Zt9Xb4Kd8Vn3Lc6Hs1Yf0Pg5Qa8Ue";

        assertThat(sendEach(
                        watch,
                        List.of(
                                "x" + TOKEN.substring(0, 18) + filler.substring(0, 18),
                                "y" + filler.substring(0, 16) + TOKEN.substring(16))))
                .hasSize(1);
    }
}
