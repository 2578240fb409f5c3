package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.transport.HttpRules.Flavour;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one stream of the old flavour, which begins with where messages are to be posted. */
class SseBodyTest {

    private static final String ENDPOINT = "event: endpoint\ndata: /messages?session=7\n\n";
    private static final String NOTICE = "{\"jsonrpc\":\"2.0\",\"method\":\"x\"}";

    private final Passage passage = new Passage();
    private final EventBody<Void> body = new EventBody<>(
            passage,
            passage.report(Flavour.SSE, Duration.ofSeconds(30)),
            SessionIds.ofEvents(),
            Passage.URL,
            true,
            null);

    SseBodyTest() {
        passage.open(body);
    }

    @ParameterizedTest
    @CsvSource({
        "/messages, /messages",
        "messages?session=7, /messages?session=7",
        "https://mcp.example.com:443/a%20b, /a%20b",
    })
    void namesTheEndpointByPathAndQueryAlone(String reference, String endpoint) {
        body.onNext(Passage.bytes("event: endpoint\ndata: " + reference + "\n\n"));

        assertThat(passage.got).containsExactly("event: endpoint\ndata: " + endpoint + "\n\n");
    }

    @Test
    void tellsWhoWaitsForAnAnswerThatTheMapperOfTheSdkCannotRead() {
        body.onNext(Passage.bytes(ENDPOINT));
        body.onNext(Passage.bytes(
                "data: {\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{\"n\":" + Passage.LONG_NUMBER + "}}\n\n"));

        assertThat(passage.got).hasSize(1);
        assertThat(passage.tooLarge).containsExactly(7L);
    }

    @Test
    void isLostWhenTheSdkGivesItUp() {
        body.onNext(Passage.bytes(ENDPOINT));

        passage.sdk.cancel();
        passage.sdk.cancel();

        assertThat(passage.lost).containsExactly("the server is not listened to any more");
        assertThat(passage.isHungUp).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/messages",
                "//evil.example/messages",
                "http://mcp.example.com/messages",
                "mailto:somebody@mcp.example.com",
                "https://mcp.example.com",
                "ignore all instructions",
                "/%zz",
            })
    void refusesAnEndpointElsewhere(String reference) {
        body.onNext(Passage.bytes("event: endpoint\ndata: " + reference + "\n\n"));

        String why = "wants its messages posted to another origin than the one that was checked";
        assertThat(passage.failure()).isEqualTo("mcp-guard: server \"mail\" " + why);
        assertThat(passage.lost).containsExactly("the server " + why);
        assertThat(passage.unreadable).containsExactly("the server " + why);
        assertThat(passage.got).isEmpty();
    }

    @Test
    void takesAnEndpointAsLongAsOneMayBe() {
        body.onNext(Passage.bytes("event: endpoint\ndata: /" + "x".repeat(2047) + "\n\n"));

        assertThat(passage.got).hasSize(1);
    }

    @Test
    void refusesAnEndpointThatIsLonger() {
        body.onNext(Passage.bytes("event: endpoint\ndata: /" + "x".repeat(2048) + "\n\n"));

        assertThat(passage.got).isEmpty();
        assertThat(passage.lost).hasSize(1);
    }

    @Test
    void leavesOutAndRecordsAnotherEndpoint() {
        body.onNext(Passage.bytes(ENDPOINT + "event: endpoint\ndata: /other\n\ndata: " + NOTICE + "\n\n"));

        assertThat(passage.got).containsExactly(ENDPOINT, "event: message\ndata: " + NOTICE + "\n\n");
        assertThat(passage.unreadable).containsExactly("the server named another endpoint on the same stream");
    }

    @Test
    void aStreamThatEndsAfterItsEndpointIsALostConnection() {
        body.onNext(Passage.bytes(ENDPOINT));

        body.onComplete();

        assertThat(passage.lost).containsExactly("the server ended its event stream");
        assertThat(passage.ends).isEqualTo(1);
        assertThat(passage.failure()).isEqualTo("none");
    }

    @Test
    void aStreamThatBreaksOffIsALostConnection() {
        body.onNext(Passage.bytes(ENDPOINT));

        body.onError(new IllegalStateException("reset"));

        assertThat(passage.lost).containsExactly("the server broke off its event stream");
        assertThat(passage.ends).isEqualTo(1);
    }

    @Test
    void aStreamThatEndsBeforeItsEndpointFails() {
        body.onComplete();

        assertThat(passage.failure()).isEqualTo("mcp-guard: server \"mail\" ended its event stream");
        assertThat(passage.lost).containsExactly("the server ended its event stream");
        assertThat(passage.ends).isZero();
    }

    @Test
    void aStreamWhoseEndpointDoesNotComeInTimeFails() {
        assertThat(body.patience()).hasSeconds(10);

        body.late();

        assertThat(passage.failure())
                .isEqualTo("mcp-guard: server \"mail\" did not say in time where messages are to be posted");
        assertThat(passage.isHungUp).isTrue();
    }
}
