package io.mcpguard.data.leak;

import static io.mcpguard.data.leak.Watches.CONVERSATION;
import static io.mcpguard.data.leak.Watches.SERVER;
import static io.mcpguard.data.leak.Watches.TOKEN;
import static io.mcpguard.data.leak.Watches.send;
import static io.mcpguard.data.leak.Watches.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntropyTest {

    private final LeakWatch watch = Watches.empty();

    private int bits() {
        return watch.entropyBits(CONVERSATION, SERVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOKEN,
                "https://t.example/p?d=q8Zr3Vt6Yw1Kx9Lm4Np7",
                "3f9ac27be4d1086f52aa.b7c4e81d09f63a25.t.example",
                "5f2e9a7c-3b41-4d8e-9c06-a17be3d42f58",
                "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U",
                "SGVsbG8sIHRoaXMgaXMgdGhlIGJvYXJkIG1lZXRpbmc",
            })
    void countsWhatLooksDrawn(String drawn) {
        send(watch, "look at " + drawn + " please");

        assertThat(bits()).isBetween(35, 8 * drawn.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The quarterly numbers are better than we expected, internationalisation included.",
                "src/main/java/io/example/orders/OrderRepositoryIntegrationTest.java",
                "com.example.orders.internal.AbstractOrderRepositoryFactory",
                "getUserAccountBalanceByIdentifier",
                "MAX_CONNECTION_RETRY_COUNT=25",
                "2026-03-04T10:15:30.123Z",
                "https://docs.example.org/getting-started/configuration#environment-variables",
                "mara.quendt@pinewood-labs.example",
                "+49 30 4467 1802",
                "{\"limit\":100,\"sort\":\"created_at\",\"direction\":\"descending\"}",
                "SELECT customer_name, order_total FROM orders_2025 WHERE region_code = 'EU-WEST-1'",
                "feature/PROJ-4182-add-retry-to-uploader",
                "------------------------------------",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "\u5317\u4EAC\u5E02\u671D\u9633\u533A\u5EFA\u56FD\u8DEF\u516B\u5341\u516B\u53F7\u9662",
                "Donaudampfschifffahrtsgesellschaft",
            })
    void countsNothingForWhatPeopleWrite(String written) {
        send(watch, written);

        assertThat(bits()).isZero();
    }

    @Test
    void countsATokenOnce() {
        send(watch, TOKEN);
        int once = bits();
        send(watch, "again " + TOKEN, TOKEN);

        assertThat(bits()).isEqualTo(once);
    }

    @Test
    void whatTheServerSentCostsNothingToSendBack() {
        watch.received(
                CONVERSATION, SERVER, text("{\"cursor\":\"https://notes.example/v1/" + TOKEN + "?page=q8Zr3V\"}"));
        send(watch, TOKEN, "id=" + TOKEN + "&page=q8Zr3V");

        assertThat(bits()).isZero();
    }

    @Test
    void whatAnotherServerSentCosts() {
        watch.received(CONVERSATION, "mail", text(TOKEN));
        send(watch, TOKEN);

        assertThat(bits()).isPositive();
        assertThat(watch.entropyBits(CONVERSATION, "mail")).isZero();
    }

    @Test
    void whatTheUserWroteMayGoToAnyServer() {
        watch.asked(CONVERSATION, text("what is " + TOKEN + "?"));
        send(watch, TOKEN);

        assertThat(bits()).isZero();
    }

    @Test
    void addsUpOverAConversation() {
        byte[] bytes = new byte[30];
        var random = new Random(2);
        for (int i = 0; i < 20; i++) {
            random.nextBytes(bytes);
            send(watch, Base64.getEncoder().encodeToString(bytes));
        }

        assertThat(bits()).isBetween(2_000, 20 * 40 * 8);
    }

    @Test
    void isZeroForWhatIsUnknown() {
        assertThat(watch.entropyBits("nobody", SERVER)).isZero();
        assertThat(watch.entropyBits(CONVERSATION, "no server")).isZero();
    }
}
