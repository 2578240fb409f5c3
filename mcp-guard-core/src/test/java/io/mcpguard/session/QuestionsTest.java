package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Conversation;
import io.mcpguard.pipeline.ExchangeState;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class QuestionsTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private long now = 1_000;
    private int ids;
    private final Questions questions = new Questions(2, TIMEOUT, () -> "id" + ids++, () -> now);

    QuestionsTest() {
        questions.begin(1);
    }

    private Object ask(long epoch, Object id) {
        var exchange = new ExchangeState("x", epoch, id, null, Duration.ofSeconds(1));
        return questions.add(
                id, new Correlation.Pending("elicitation/create", Map.of(), Conversation.of("chat"), exchange, now));
    }

    private Object answered(Object known) {
        Questions.Question question = questions.take(known);
        return question == null ? null : question.id();
    }

    @Test
    void givesAQuestionOutOnceUnderTheIdThatTheServerGaveIt() {
        assertThat(ask(1, 7L)).isEqualTo(7L);

        assertThat(answered(7L)).isEqualTo(7L);
        assertThat(answered(7L)).isNull();
    }

    @Test
    void keepsAnIdForOneQuestionAtATime() {
        ask(1, 7L);

        assertThat(ask(1, 7L)).isNull();
    }

    @Test
    void letsAsManyWaitAsTheLimitSays() {
        ask(1, 1L);
        ask(1, 2L);
        assertThat(ask(1, 3L)).isNull();

        questions.take(1L);
        assertThat(ask(1, 3L)).isEqualTo(3L);
    }

    @Test
    void countsNoQuestionsThatAreOver() {
        ask(1, 1L);
        ask(1, 2L);
        now += TIMEOUT.toNanos();

        assertThat(ask(1, 3L)).isEqualTo(3L);
    }

    @Test
    void aLateReplyAnswersNoQuestionOfAnotherConnection() {
        ask(1, 7L);
        questions.end();
        questions.begin(2);

        Object second = ask(2, 7L);

        assertThat(second).isEqualTo("mcp-guard-id0");
        assertThat(answered(7L)).as("the first one's reply").isNull();
        assertThat(answered(second)).isEqualTo(7L);
    }

    @Test
    void aLateReplyAnswersNoQuestionThatWasAskedAfterItsTimeWasUp() {
        ask(1, 7L);
        now += TIMEOUT.toNanos();

        Object second = ask(1, 7L);

        assertThat(second).isNotEqualTo(7L).isNotNull();
        assertThat(answered(7L)).as("the first one's reply").isNull();
        assertThat(answered(second)).isEqualTo(7L);
    }

    @Test
    void aLateReplyThatNobodyElseCouldGetIsPassedOn() {
        ask(1, 7L);
        now += TIMEOUT.toNanos();

        assertThat(answered(7L)).isEqualTo(7L);
    }

    @Test
    void takesNothingWhenItIsClosed() {
        ask(1, 7L);
        questions.end();

        assertThat(answered(7L)).isNull();
        assertThat(ask(1, 8L)).isNull();
    }

    @Test
    void knowsUnderWhichIdTheApplicationKnowsAQuestion() {
        ask(1, 7L);
        questions.begin(2);
        ask(2, 7L);

        assertThat(questions.knownAs(7L)).isEqualTo("mcp-guard-id0");
        assertThat(questions.knownAs(9L)).isEqualTo(9L);
    }

    @Test
    void forgetsTheOldestOfThoseThatAreOver() {
        for (long epoch = 1; epoch <= Questions.MAX_OVER + 10; epoch++) {
            questions.begin(epoch);
            ask(epoch, epoch);
        }
        questions.begin(0);

        assertThat(ask(0, 1L)).as("the id of one that was forgotten").isEqualTo(1L);
        long late = Questions.MAX_OVER;
        assertThat(Objects.requireNonNull(ask(0, late)).toString())
                .as("and of one that was not")
                .startsWith("mcp-guard-");
    }
}
