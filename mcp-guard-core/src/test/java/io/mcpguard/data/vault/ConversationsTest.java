package io.mcpguard.data.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.DataClass;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ConversationsTest {

    private Instant now = Instant.EPOCH;

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final Conversations conversations = new Conversations(10, Duration.ofHours(8), clock);

    @Test
    void aValueKeepsItsPlaceholderAndAnotherGetsTheNext() {
        Values values = conversations.of("a");

        assertThat(values.keyOf(DataClass.EMAIL, "x")).isEqualTo("EMAIL_1");
        assertThat(values.keyOf(DataClass.EMAIL, "y")).isEqualTo("EMAIL_2");
        assertThat(values.keyOf(DataClass.EMAIL, "x")).isEqualTo("EMAIL_1");
        assertThat(values.keyOf(DataClass.PHONE, "x")).isEqualTo("PHONE_1");
        assertThat(values.valueOf("EMAIL_2")).isEqualTo("y");
        assertThat(values.kindOf("PHONE_1")).isEqualTo(DataClass.PHONE);
    }

    @Test
    void conversationsDoNotShareValues() {
        conversations.of("a").keyOf(DataClass.EMAIL, "x");

        assertThat(conversations.of("b").valueOf("EMAIL_1")).isNull();
        assertThat(conversations.known("c")).isNull();
    }

    @Test
    void conversationsThatNobodyAttributedDoNotShareANumber() {
        assertThat(conversations.of("u:1").keyOf(DataClass.EMAIL, "x")).isEqualTo("EMAIL_1");
        assertThat(conversations.of("u:2").keyOf(DataClass.EMAIL, "y")).isEqualTo("EMAIL_2");
        assertThat(conversations.of("u:2").valueOf("EMAIL_1")).isNull();
    }

    @Test
    void theValueThatWasUsedLongestAgoIsForgottenWhenThereAreTooMany() {
        Values values = conversations.of("a");
        for (int i = 1; i <= 10; i++) {
            values.keyOf(DataClass.EMAIL, "x" + i);
        }
        values.valueOf("EMAIL_1");
        values.keyOf(DataClass.EMAIL, "x11");

        assertThat(values.valueOf("EMAIL_1")).isEqualTo("x1");
        assertThat(values.valueOf("EMAIL_2")).isNull();
        assertThat(values.keyOf(DataClass.EMAIL, "x2")).isEqualTo("EMAIL_12");
    }

    @Test
    void aConversationIsForgottenSomeTimeAfterItsLastMessage() {
        conversations.of("a").keyOf(DataClass.EMAIL, "x");
        now = now.plus(Duration.ofHours(7));
        assertThat(conversations.known("a")).isNotNull();
        now = now.plus(Duration.ofHours(7));
        assertThat(conversations.known("a")).isNotNull();
        now = now.plus(Duration.ofHours(9));

        assertThat(conversations.known("a")).isNull();
    }

    @Test
    void aPlaceholderOfAConversationThatWasForgottenStandsForNothingElseLater() {
        conversations.of("a").keyOf(DataClass.EMAIL, "x");
        conversations.of("a").keyOf(DataClass.EMAIL, "y");
        now = now.plus(Duration.ofDays(1));

        assertThat(conversations.of("a").keyOf(DataClass.EMAIL, "z")).isEqualTo("EMAIL_3");
    }

    @Test
    void beyondTheirNumberTheConversationThatWasUsedLongestAgoGoes() {
        for (int i = 0; i <= Conversations.MAX; i++) {
            conversations.of("c" + i).keyOf(DataClass.EMAIL, "x");
        }

        assertThat(conversations.known("c0")).isNull();
        assertThat(conversations.known("c1")).isNotNull();
    }

    @Test
    void aStandInForANumberHasAsManyDigitsAndStaysTheSame() {
        Values values = conversations.of("a");
        String standIn = values.standInFor(DataClass.CARD, "4111111111111111", conversations.random());

        assertThat(standIn).hasSize(16).isNotEqualTo("4111111111111111").doesNotStartWith("0");
        assertThat(values.standInFor(DataClass.CARD, "4111111111111111", conversations.random()))
                .isEqualTo(standIn);
        assertThat(values.valueOf(standIn)).isEqualTo("4111111111111111");
    }
}
