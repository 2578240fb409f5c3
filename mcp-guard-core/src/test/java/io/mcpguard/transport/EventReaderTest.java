package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.json.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as "type|id|data". */
class EventReaderTest {

    private static final int MAX = 5_000;

    private final List<String> events = new ArrayList<>();
    private final EventReader reader = new EventReader(
            new Limits(10, 10, 10, MAX),
            (type, id, data) -> events.add(type + "|" + id + "|" + new String(data, StandardCharsets.UTF_8)));

    @Test
    void readsTypeIdAndData() {
        assertThat(events("event: endpoint\nid: 7\ndata: /messages\n\n")).containsExactly("endpoint|7|/messages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n"})
    void readsLinesWhateverTheirEnds(String end) {
        assertThat(events(String.join(end, "data: one", "", "event: x", "data: two", "", "")))
                .containsExactly("message||one", "x||two");
    }

    @Test
    void anEmptyLineAfterACarriageReturnIsAnEmptyLine() {
        assertThat(events("data: one\r\n\ndata: two\r\r\n")).containsExactly("message||one", "message||two");
    }

    @Test
    void joinsTheLinesOfOneEventByABlank() {
        assertThat(events("data: {\ndata:}\n\n")).containsExactly("message||{ }");
    }

    @Test
    void takesOneBlankAfterTheColonAwayAndNoMore() {
        assertThat(events("data:one\n\ndata:  two\n\n")).containsExactly("message||one", "message|| two");
    }

    @Test
    void aLineWithoutAColonIsAFieldWithoutAValue() {
        assertThat(events("data\n\ndata:\n\n")).containsExactly("message||", "message||");
    }

    @Test
    void leavesOutCommentsRetryAndWhatItDoesNotKnow() {
        assertThat(events(": comment\nretry: 5\ndatas: no\n\ndata: yes\n\n")).containsExactly("message||yes");
    }

    @Test
    void anEventWithoutDataIsNone() {
        assertThat(events("event: x\nid: 1\n\ndata: one\n\n")).containsExactly("message|1|one");
    }

    @Test
    void theTypeIsOfOneEventAndTheIdOfAllThatFollow() {
        assertThat(events("event: x\nid: 1\ndata: one\n\ndata: two\n\n")).containsExactly("x|1|one", "message|1|two");
    }

    @Test
    void forgivesAByteOrderMarkAtTheStartAndNowhereElse() {
        assertThat(events("\uFEFFdata: one\n\n\uFEFFdata: two\n\n")).containsExactly("message||one");
    }

    @Test
    void aByteOrderMarkAloneIsAnEmptyLine() {
        assertThat(events("\uFEFF\ndata: one\n\n")).containsExactly("message||one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00FC", "a b", "a\u0001", "a\u007F", "a\u0000b"})
    void takesNoTypeAndNoIdThatIsMoreThanVisibleAscii(String text) {
        assertThat(events("id: 1\nevent: x\nid: " + text + "\nevent: " + text + "\ndata: one\n\n"))
                .containsExactly("message||one");
    }

    @Test
    void takesAnIdAsLongAsOneMayBeAndNoneThatIsLonger() {
        String longest = "x".repeat(1024);

        assertThat(events("id: " + longest + "\ndata: one\n\nid: " + longest + "x\ndata: two\n\n"))
                .containsExactly("message|" + longest + "|one", "message||two");
    }

    @Test
    void leavesOutAFieldWhoseNameIsLongerThanAny() {
        assertThat(events("x".repeat(1025) + "\ndata: one\n\n")).containsExactly("message||one");
    }

    @Test
    void endsAtALineThatIsLongerThanTheLimit() {
        assertThat(read("data: one\n\n" + ":".repeat(MAX))).isTrue();
        assertThat(read(":")).isFalse();
        assertThat(events).containsExactly("message||one");
    }

    @Test
    void endsAtDataWhoseLinesAreTogetherLongerThanTheLimit() {
        String half = "data:" + "x".repeat(MAX / 2) + "\n";

        assertThat(read(half)).isTrue();
        assertThat(read(half)).as("a blank stands between them").isFalse();
        assertThat(events).isEmpty();
    }

    @Test
    void endsAtEmptyLinesOfDataWithoutEnd() {
        assertThat(read("data\n".repeat(MAX + 1))).isTrue();
        assertThat(read("data\n")).isFalse();
    }

    @Test
    void theLimitIsForEachEventAndNotForTheStream() {
        String event = "data:" + "x".repeat(MAX - 5) + "\n\n";

        assertThat(events(event + event)).hasSize(2);
    }

    private List<String> events(String stream) {
        assertThat(read(stream)).isTrue();
        return events;
    }

    private boolean read(String stream) {
        for (byte b : stream.getBytes(StandardCharsets.UTF_8)) {
            if (!reader.read(b)) {
                return false;
            }
        }
        return true;
    }
}
