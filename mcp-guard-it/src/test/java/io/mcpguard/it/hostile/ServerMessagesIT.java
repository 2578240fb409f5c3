package io.mcpguard.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Decision;
import io.mcpguard.it.transport.Agent;
import io.mcpguard.it.transport.Way;
import io.mcpguard.test.Misbehaviour;
import io.mcpguard.test.TestServer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server asks of the client and tells it: too much at once, under ids of the client, about things of its choice. */
class ServerMessagesIT {

    static Stream<Arguments> floods() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.FLOOD_OF_REQUESTS));
    }

    static Stream<Arguments> many() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.MANY_REQUESTS));
    }

    static Stream<Arguments> sameIds() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.CLIENT_IDS));
    }

    static Stream<Arguments> updates() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.RESOURCE_UPDATES));
    }

    static Stream<Arguments> notifications() {
        return Misbehaving.cases(EnumSet.of(Misbehaviour.UNKNOWN_NOTIFICATIONS));
    }

    @ParameterizedTest
    @MethodSource("many")
    void eachOfManyRequestsIsAnsweredOrRefused(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, (ordeal, files) -> {
            assertThat(ordeal.tryTo(Misbehaving.call())).asString().contains("coffee beans");
            if (way != Way.STDIO) {
                awaitReplies(files, 256);
            }
            ordeal.worksOn();
            ordeal.auditTells(
                    decision -> decision.fromServer() && decision.event().equals("sampling/createMessage"));
        });
    }

    @ParameterizedTest
    @MethodSource("floods")
    void aFloodOfRequestsIsDroppedAndToldOfOnce(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, (ordeal, files) -> {
            assertThat(ordeal.tryTo(Misbehaving.call())).asString().contains("coffee beans");
            ordeal.worksOn();
            long end = System.nanoTime() + Ordeal.BOUND.toNanos();
            while (ordeal.decisions().all().stream().noneMatch(ServerMessagesIT::tellsOfFlood)
                    && System.nanoTime() < end) {
                Thread.onSpinWait(); // over HTTP the flood has a stream of its own
            }
            ordeal.auditTells(ServerMessagesIT::tellsOfFlood);
            assertThat(ordeal.decisions().all())
                    .as("once, and not for each")
                    .filteredOn(decision -> decision.rule().equals("session.requests"))
                    .hasSize(1);
            if (way != Way.STDIO) {
                assertThat(replies(files)).as("replies to the flood").isLessThan(5_000);
            }
        });
    }

    private static boolean tellsOfFlood(Decision decision) {
        return decision.reason().startsWith("more than 600 requests of the server in a minute");
    }

    @ParameterizedTest
    @MethodSource("sameIds")
    void aRequestUnderAnIdOfTheClientIsNoAnswer(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            assertThat(ordeal.tryTo(Misbehaving.call())).asString().contains("coffee beans");
            ordeal.worksOn();
            ordeal.auditTells(
                    decision -> decision.fromServer() && decision.event().equals("sampling/createMessage"));
        });
    }

    @ParameterizedTest
    @MethodSource("updates")
    void nothingIsReadThatTheServerNamesByItself(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, (ordeal, files) -> {
            assertThat(ordeal.tryTo(Misbehaving.call())).asString().contains("coffee beans");
            ordeal.worksOn();
            assertThat(files.requests("resources/read")).isEmpty();
            assertThat(ordeal.decisions().all())
                    .noneMatch(decision -> decision.event().equals("resources/read"));
            ordeal.auditTells(decision -> decision.event().equals("notifications/resources/updated")
                    && decision.verdict() == Decision.Verdict.REFUSED);
        });
    }

    /** The SDK logs a notification that it has no handler for, with all that is in it. */
    @ParameterizedTest
    @MethodSource("notifications")
    void aNotificationThatNobodyKnowsIsDropped(Misbehaviour how, Way way, Agent.Kind kind) {
        Misbehaving.play(how, way, kind, ordeal -> {
            assertThat(ordeal.tryTo(Misbehaving.call())).asString().contains("coffee beans");
            ordeal.worksOn();
            ordeal.auditTells(decision -> decision.reason().contains("has no use for"));
        });
    }

    private static void awaitReplies(TestServer server, int requests) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end && replies(server) < requests) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(replies(server)).as("replies to the flood").isEqualTo(requests);
    }

    private static long replies(TestServer server) {
        return server.requests().stream()
                .filter(message -> !message.containsKey("method"))
                .map(message -> String.valueOf(message.get("id")))
                .filter(id -> id.startsWith("flood-"))
                .distinct()
                .count();
    }
}
