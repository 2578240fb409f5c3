package io.mcpguard.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Phase;
import io.mcpguard.it.transport.Agent;
import io.mcpguard.it.transport.Way;
import io.mcpguard.test.Misbehaviour;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An answer belongs to the request whose id it has; nothing else could say whose it is. So a server that swaps the answers
 * of two calls lies as if it gave wrong answers, and what the guard does is to judge each by the request that has the id.
 * Here the answer of {@code count_words} lacks what {@code search} promises, and the client refuses it.
 */
class SwappedAnswersIT {

    static Stream<Arguments> ways() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.SWAPPED_ANSWERS));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anAnswerIsJudgedByTheRequestThatHasItsId(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            Object[] got = both(ordeal);
            assertThat(got[0]).as("the answer of count_words, given for search").isInstanceOf(Exception.class);
            assertThat(got[1]).as("the answer of search, given for count_words").isEqualTo("1 matches");
            ordeal.worksOn();
            ordeal.auditTells(decision ->
                    decision.phase() == Phase.RESPONSE && decision.target().equals(Optional.of("search")));
        });
    }

    @ParameterizedTest
    @EnumSource
    void theAnswersOfAnHonestServerArriveWhereTheyBelong(Way way) {
        Misbehaving.play(null, way, Agent.Kind.SYNC, ordeal -> {
            Object[] got = both(ordeal);
            assertThat(got[0]).isEqualTo("1 matches");
            assertThat(got[1]).asString().endsWith(" words");
            ordeal.worksOn();
            ordeal.auditTellsOfNothing();
        });
    }

    /** Two calls at once: of search and of count_words. */
    private static Object[] both(Ordeal ordeal) {
        var got = new Object[2];
        ordeal.tryTo(agent -> {
            agent.tools();
            CompletableFuture<@Nullable Object> search = started(() -> agent.call("search", Map.of("query", "yeast")));
            CompletableFuture<@Nullable Object> second =
                    started(() -> agent.call("count_words", Map.of("path", "shopping.txt")));
            got[0] = search.get(10, TimeUnit.SECONDS);
            got[1] = second.get(10, TimeUnit.SECONDS);
            return got[0] + " and " + got[1];
        });
        return got;
    }

    private static CompletableFuture<@Nullable Object> started(Supplier<Object> call) {
        // A thread for each: the common pool has but one on two cores, and both calls block.
        return CompletableFuture.supplyAsync(call, task -> new Thread(task).start())
                .exceptionally(e -> e);
    }
}
