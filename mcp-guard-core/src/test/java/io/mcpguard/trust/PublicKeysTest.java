package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.check;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.object;
import static io.mcpguard.trust.Given.pin;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.json.JsonText;
import io.mcpguard.trust.Standing.State;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public keys that the policy pins are part of what a server is. */
class PublicKeysTest {

    private static final Server MAIL = Server.url("mail", URI.create("https://mail.example.com/mcp"));
    private static final Object SEND = tool("send", "Sends mail");
    private static final String A = "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static final String B = "sha256/BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final MemoryPinStore store = new MemoryPinStore();
    private final TrustBook book = new TrustBook(store, BALANCED);

    private static Server mail(String... keys) {
        return MAIL.tlsKeys(List.of(keys));
    }

    private void pinnedWith(String identity) {
        store.replace(
                "", Pins.empty().with("mail", ServerPins.of(object(identity), List.of(pin(PinState.SEEN, SEND)))));
        book.load().toCompletableFuture().join();
    }

    @Test
    void theyAreWrittenSortedWhereThePolicyHasSome() {
        assertThat(JsonText.write(Identity.of(mail(B, A))))
                .isEqualTo(JsonText.write(
                        object("{'url':'https://mail.example.com/mcp','spki':['" + A + "','" + B + "']}")));
        assertThat(Identity.of(mail())).doesNotContainKey("spki");
    }

    @Test
    void theSameKeysAreTheSameServer() {
        learn(book, mail(A, B), listing(SEND));

        assertThat(check(book, mail(B, A), SEND).trusted()).isTrue();
    }

    @Test
    void aKeyLessIsStricterAndFits() {
        learn(book, mail(A, B), listing(SEND));

        assertThat(check(book, mail(A), SEND).trusted()).isTrue();
    }

    @Test
    void anotherKeyInThePolicyIsNotTrustedAndTheReasonNamesBoth() {
        learn(book, mail(A), listing(SEND));

        Standing standing = check(book, mail(A, B), SEND);
        assertThat(standing.state()).isEqualTo(State.IDENTITY_CHANGED);
        assertThat(standing.reason())
                .isEqualTo(
                        "server \"mail\" is pinned with the public keys [\"" + A + "\"], and the policy (tls.spki) has "
                                + A + ", " + B + "; if that is right, approve its identity");
        assertThat(learn(book, mail(A, B), listing(SEND)).alarms())
                .extracting(Alarm::message)
                .first()
                .asString()
                .startsWith("its public keys in the policy are not those that were pinned");
    }

    @Test
    void aPolicyThatPinsNoneAnyMoreIsNotEnough() {
        learn(book, mail(A), listing(SEND));

        assertThat(check(book, mail(), SEND).reason())
                .isEqualTo("server \"mail\" is pinned with the public keys [\"" + A
                        + "\"], and is not asked for any now; if that is right, approve its identity");
    }

    @Test
    void anEntryWithoutKeysFitsAsBefore() {
        pinnedWith("{'url':'https://mail.example.com/mcp'}");

        assertThat(check(book, mail(A), SEND).trusted()).isTrue();
        assertThat(check(book, mail(), SEND).trusted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "'" + A + "'", "[7]", "{}"})
    void anEntryWithoutSoundKeysFitsNothing(String keys) {
        pinnedWith("{'url':'https://mail.example.com/mcp','spki':" + keys + "}");

        assertThat(check(book, mail(A), SEND).state()).isEqualTo(State.IDENTITY_CHANGED);
        assertThat(check(book, mail(), SEND).reason()).contains("is pinned with the public keys ");
    }
}
