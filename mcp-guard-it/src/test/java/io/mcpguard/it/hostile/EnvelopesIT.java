package io.mcpguard.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.it.transport.Agent;
import io.mcpguard.it.transport.Way;
import io.mcpguard.test.Misbehaviour;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages under ids that are not theirs, and envelopes that JSON-RPC does not have. The false message comes first, the
 * true one after it: the call gets the true one, and nobody hears of the false one but the audit log.
 */
class EnvelopesIT {

    /** A memory connection drops what is no message before the guard sees it. */
    private static final Set<Misbehaviour> SEEN_IN_MEMORY = EnumSet.of(
            Misbehaviour.UNKNOWN_ID,
            Misbehaviour.DUPLICATE_ANSWER,
            Misbehaviour.GUESSED_ID,
            Misbehaviour.OTHER_JSONRPC_VERSION,
            Misbehaviour.DUPLICATE_KEYS);

    static Stream<Arguments> cases() {
        Set<Misbehaviour> misbehaviours = EnumSet.range(Misbehaviour.UNKNOWN_ID, Misbehaviour.UNKNOWN_MEMBERS);
        misbehaviours.remove(Misbehaviour.SWAPPED_ANSWERS);
        return Misbehaving.cases(misbehaviours);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theTrueAnswerArrivesAndNothingElse(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            for (int i = 0; i < 2; i++) { // the second finds the first one answered again
                Object got = ordeal.tryTo(Misbehaving.call());
                // What bears the id of a POST ends its stream, and what has two of a key may be refused, with a word.
                boolean mayBeRefused = way == Way.STREAMABLE_HTTP || how == Misbehaviour.DUPLICATE_KEYS;
                assertThat(String.valueOf(got).contains("coffee beans") || (mayBeRefused && Misbehaving.isRefusal(got)))
                        .as("the true answer, not " + got)
                        .isTrue();
            }
            ordeal.worksOn();
            if (how == Misbehaviour.UNKNOWN_MEMBERS) {
                ordeal.auditTellsOfNothing(); // they are gone with the envelope
            } else if (way == Way.MEMORY && !SEEN_IN_MEMORY.contains(how)) {
                ordeal.auditTells(decision -> decision.event().equals("tools/call"));
            } else {
                ordeal.auditTells(decision -> decision.event().equals("guard/dropped"));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void anHonestServerSaysNothingOfTheKind(Way way) {
        Misbehaving.play(null, way, Agent.Kind.SYNC, ordeal -> {
            assertThat(ordeal.tryTo(Misbehaving.call())).asString().contains("coffee beans");
            ordeal.worksOn();
            ordeal.auditTellsOfNothing();
        });
    }
}
