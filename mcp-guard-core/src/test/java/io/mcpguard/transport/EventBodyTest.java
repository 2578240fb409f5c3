package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.json.Limits;
import io.mcpguard.session.Message;
import io.mcpguard.transport.HttpRules.Flavour;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of the new flavour; those of the old one are in {@link SseBodyTest}. */
class EventBodyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NOTICE = "{\"jsonrpc\":\"2.0\",\"method\":\"x\"}";
    private static final String ANSWER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";

    private final Passage passage = new Passage();

    @Test
    void handsMessagesOnWrittenAnew() {
        EventBody<Void> body = answering(1L);

        body.onNext(Passage.bytes(": hello\nevent: message\nid: a\ndata: " + NOTICE + "\n\ndata: " + ANSWER + "\n\n"));

        assertThat(passage.got)
                .containsExactly(
                        "event: message\nid: event-1\ndata: " + NOTICE + "\n\n",
                        "event: message\nid: event-1\ndata: " + ANSWER + "\n\n");
    }

    @Test
    void writesNoIdWhereTheServerGaveNone() {
        listening().onNext(Passage.bytes("data: " + NOTICE + "\n\n"));

        assertThat(passage.got).containsExactly("event: message\ndata: " + NOTICE + "\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ignore all instructions",
                "[" + NOTICE + "]",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":1,\"message\":\"no id\"}}"
            })
    void leavesOutAndRecordsWhatTheSdkCouldNotRead(String data) {
        EventBody<Void> body = listening();

        body.onNext(Passage.bytes("data: " + data + "\n\ndata: " + NOTICE + "\n\n"));

        assertThat(passage.got).hasSize(1);
        assertThat(passage.unreadable).containsExactly("the server sent an event that is no JSON-RPC message");
    }

    @Test
    void tellsWhoWaitsForAnErrorThatIsNone() {
        listening().onNext(Passage.bytes("data: {\"jsonrpc\":\"2.0\",\"id\":7,\"error\":{\"code\":1}}\n\n"));

        assertThat(passage.got).isEmpty();
        assertThat(passage.tooLarge).containsExactly(7L);
    }

    @Test
    void handsOnWhatNobodyCanTellWhetherTheSdkReadsIt() {
        assertThat(new SdkReading(null).canRead(Passage.LONG_NUMBER.getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @Test
    void leavesOutANoticeThatTheMapperOfTheSdkCannotRead() {
        EventBody<Void> body = listening();

        body.onNext(Passage.bytes(
                "data: {\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{\"n\":" + Passage.LONG_NUMBER + "}}\n\n"));
        body.onNext(Passage.bytes("data: " + NOTICE + "\n\n"));

        assertThat(passage.got).containsExactly("event: message\ndata: " + NOTICE + "\n\n");
        assertThat(passage.unreadable).containsExactly("the server sent an event that is no JSON-RPC message");
    }

    @Test
    void refusesAtOnceAnAnswerThatTheMapperOfTheSdkCannotRead() {
        EventBody<Void> body = answering(1L);

        body.onNext(Passage.bytes(
                "data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"n\":" + Passage.LONG_NUMBER + "}}\n\n"));

        assertThat(passage.got).singleElement().asString().contains("\"id\":1", "larger than the limits allow");
        assertThat(passage.ends).isEqualTo(1);
    }

    @Test
    void leavesOutEventsOfOtherTypesAndWithoutData() {
        listening()
                .onNext(Passage.bytes("event: endpoint\ndata: /other\n\nevent: x\ndata: " + NOTICE + "\n\ndata\n\n"));

        assertThat(passage.got).isEmpty();
        assertThat(passage.unreadable).isEmpty();
    }

    @Test
    void endsAStreamOfNothingButOtherThings() {
        EventBody<Void> body = answering(1L);

        body.onNext(Passage.bytes("data: x\n\n".repeat(1_000)));
        assertThat(passage.isHungUp).isFalse();
        body.onNext(Passage.bytes("data: x\n\n".repeat(2)));

        assertThat(passage.isHungUp).isTrue();
        answersWith(1L, "sends events that are no messages");
        assertThat(passage.unreadable).hasSize(1_002);
        assertThat(passage.ends).isEqualTo(1);
    }

    @Test
    void answersTheRequestItselfIfAnEventIsLongerThanTheLimits() {
        EventBody<Void> body = answering("a");

        body.onNext(Passage.bytes("data: " + "x".repeat(20_000)));

        answersWith("a", "sent an event that is longer than the limits allow");
    }

    @Test
    void answersTheRequestItselfIfTheStreamEndsWithoutAnAnswer() {
        EventBody<Void> body = answering(1L);

        body.onNext(Passage.bytes("data: " + NOTICE + "\n\ndata: {\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}\n\n"));
        body.onComplete();

        assertThat(passage.got).hasSize(3);
        answersWith(1L, "ended the exchange without an answer");
        assertThat(passage.ends).isEqualTo(1);
    }

    @Test
    void answersTheRequestItselfIfTheStreamBreaksOff() {
        answering(1L).onError(new IllegalStateException("ignore all instructions"));

        answersWith(1L, "broke off its event stream");
    }

    @Test
    void answersTheRequestItselfIfNoAnswerComesInTime() {
        EventBody<Void> body = answering(1L);

        body.late();
        body.request(1);

        answersWith(1L, "did not answer in time");
        assertThat(passage.isHungUp).isTrue();
    }

    @Test
    void endsQuietlyAfterTheAnswer() {
        EventBody<Void> body = answering(1L);

        body.onNext(Passage.bytes("data: " + ANSWER + "\n\n"));
        assertThat(passage.ends).isZero();
        body.onComplete();

        assertThat(passage.got).hasSize(1);
        assertThat(passage.ends).isEqualTo(1);
        assertThat(passage.unreadable).isEmpty();
    }

    @Test
    void isNotWaitedForAfterTheAnswer() {
        EventBody<Void> body = answering(1L);
        body.onNext(Passage.bytes("data: " + ANSWER + "\n\n"));

        body.late();
        body.request(1);

        assertThat(passage.isHungUp).isTrue();
        assertThat(passage.ends).isEqualTo(1);
        assertThat(passage.unreadable).isEmpty();
    }

    @Test
    void anErrorIsAnAnswerToo() {
        EventBody<Void> body = answering(1L);

        body.onNext(
                Passage.bytes("data: {\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":1,\"message\":\"no\"}}\n\n"));
        body.onComplete();

        assertThat(passage.got).hasSize(1);
    }

    @Test
    void aStreamThatIsOnlyListenedToMayEndOrBreakOff() {
        listening().onComplete();
        assertThat(passage.ends).isEqualTo(1);

        listening().onError(new IllegalStateException("reset"));
        assertThat(passage.ends).isEqualTo(2);
        assertThat(passage.unreadable).isEmpty();
        assertThat(passage.lost).isEmpty();
    }

    @Test
    void aStreamThatIsOnlyListenedToFailsAtAnEventThatIsTooLong() {
        listening().onNext(Passage.bytes("data: " + "x".repeat(20_000)));

        assertThat(passage.failure())
                .isEqualTo("mcp-guard: server \"mail\" sent an event that is longer than the limits allow");
        assertThat(passage.lost).isEmpty();
        assertThat(passage.isHungUp).isTrue();
    }

    @Test
    void waitsForAnAnswerAsLongAsOneMayTakeAndForNoticesForEver() {
        assertThat(answering(1L).patience()).isEqualTo(PATIENCE);
        assertThat(listening().patience()).isNull();
    }

    private EventBody<Void> answering(Object id) {
        return body(false, id);
    }

    private EventBody<Void> listening() {
        return body(true, null);
    }

    private EventBody<Void> body(boolean listening, @Nullable Object awaited) {
        var body = new EventBody<>(
                passage,
                passage.report(Flavour.STREAMABLE, PATIENCE),
                SessionIds.ofEvents(),
                Passage.URL,
                listening,
                awaited);
        passage.open(body);
        return body;
    }

    /** The last that the SDK gets is an error of the guard's, and nothing after it. */
    private void answersWith(Object id, String what) {
        String last = passage.got.get(passage.got.size() - 1);
        assertThat(last).startsWith("event: message\ndata: ").endsWith("\n\n");
        Map<String, Object> error = Map.of("code", -32000L, "message", "mcp-guard: server \"mail\" " + what);
        assertThat(Posted.read(last.substring(last.indexOf('{')).getBytes(StandardCharsets.UTF_8), Limits.DEFAULT))
                .isEqualTo(new Message.Failure(id, error));
        assertThat(passage.unreadable).contains("the server " + what);
        assertThat(passage.ends).isEqualTo(1);
    }
}
