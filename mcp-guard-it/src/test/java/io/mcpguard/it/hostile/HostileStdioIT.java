package io.mcpguard.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Decision;
import io.mcpguard.it.transport.Agent;
import io.mcpguard.test.StdioFault;
import io.mcpguard.test.TestServers;
import io.mcpguard.transport.McpTransports;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Child processes that attack below MCP. Their honest twin does the same without the fault, and nothing is to tell. */
class HostileStdioIT {

    /** What must become of the session, and what the audit log must tell. */
    private enum Fate {
        UNHARMED {
            @Override
            void holds(Ordeal ordeal) {
                ordeal.worksOn();
                ordeal.auditTellsOfNothing();
            }
        },
        WORKS_ON {
            @Override
            void holds(Ordeal ordeal) {
                ordeal.worksOn();
                ordeal.auditTells(decision -> isRefused(decision, "guard/dropped", "correlation"));
            }
        },
        REFUSED {
            @Override
            void holds(Ordeal ordeal) {
                ordeal.worksOn();
                ordeal.auditTells(decision -> isRefused(decision, "tools/call", "limits"));
            }
        },
        ENDS {
            @Override
            void holds(Ordeal ordeal) {
                ordeal.endsClearly();
                ordeal.auditTells(decision -> isRefused(decision, "guard/lost", "session.lost")
                        && decision.reason().equals("its process ended with status 137"));
            }
        },
        SILENT {
            @Override
            void holds(Ordeal ordeal) {
                ordeal.timesOut();
                ordeal.auditTells(decision -> decision.event().equals("initialize"));
            }
        };

        abstract void holds(Ordeal ordeal);
    }

    private static final Map<StdioFault, Fate> FATES = new EnumMap<>(Map.ofEntries(
            Map.entry(StdioFault.GARBAGE_LINES, Fate.WORKS_ON),
            Map.entry(StdioFault.FLOOD_OF_GARBAGE, Fate.WORKS_ON),
            Map.entry(StdioFault.HALF_LINES, Fate.WORKS_ON),
            Map.entry(StdioFault.HALF_LINE_AT_END, Fate.ENDS),
            Map.entry(StdioFault.BYTE_ORDER_MARK, Fate.UNHARMED),
            Map.entry(StdioFault.LONG_LINE, Fate.WORKS_ON),
            Map.entry(StdioFault.LONG_MESSAGE, Fate.REFUSED),
            Map.entry(StdioFault.INVALID_UTF8, Fate.WORKS_ON),
            Map.entry(StdioFault.KILLED_AT_START, Fate.ENDS),
            Map.entry(StdioFault.KILLED_IN_CALL, Fate.ENDS),
            Map.entry(StdioFault.KILLED_AFTER_CALL, Fate.ENDS),
            Map.entry(StdioFault.IGNORES_CLOSE, Fate.UNHARMED),
            Map.entry(StdioFault.NEVER_READS, Fate.SILENT),
            Map.entry(StdioFault.ENDLESS_STDERR, Fate.UNHARMED),
            Map.entry(StdioFault.ANSWERS_EARLY, Fate.WORKS_ON)));

    static Stream<Arguments> attacks() {
        return Arrays.stream(StdioFault.values())
                .flatMap(fault -> Arrays.stream(Agent.Kind.values()).map(kind -> Arguments.of(fault, kind)));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void costsTheAttackerAtMostItsOwnSession(StdioFault fault, Agent.Kind kind) {
        Set<Long> before = children();
        try (var ordeal = Ordeal.of(
                kind, guard -> McpTransports.stdio(guard, "files", TestServers.stdio("files", fault, Ordeal.CANARY)))) {
            ordeal.attack(HostileStdioIT::readANote);
            FATES.get(fault).holds(ordeal);
        }
        assertThat(children()).as("child processes").isSubsetOf(before);
    }

    @ParameterizedTest
    @EnumSource
    void itsHonestTwinIsLeftAlone(Agent.Kind kind) {
        Set<Long> before = children();
        try (var ordeal = Ordeal.of(kind, guard -> McpTransports.stdio(guard, "files", TestServers.stdio("files")))) {
            assertThat(ordeal.tryTo(HostileStdioIT::readANote)).asString().contains("Harbour Street");
            Fate.UNHARMED.holds(ordeal);
        }
        assertThat(children()).as("child processes").isSubsetOf(before);
    }

    @ParameterizedTest
    @EnumSource
    void aFloodOfGarbageIsNoFloodInTheAuditLog(Agent.Kind kind) {
        var flood = TestServers.stdio("files", StdioFault.FLOOD_OF_GARBAGE, Ordeal.CANARY);
        try (var ordeal = Ordeal.of(kind, guard -> McpTransports.stdio(guard, "files", flood))) {
            ordeal.attack(HostileStdioIT::readANote);
            ordeal.worksOn();
            ordeal.attack(agent -> {
                agent.close();
                return null;
            });
            ordeal.auditTells(decision -> decision.reason().contains("more were dropped, and not recorded one by one"));
            assertThat(ordeal.decisions().of("guard/dropped")).hasSizeLessThan(50);
        }
    }

    private static Object readANote(Agent agent) {
        return agent.call("read_file", Map.of("path", "meeting.md"));
    }

    private static boolean isRefused(Decision decision, String event, String rule) {
        return decision.verdict() == Decision.Verdict.REFUSED
                && decision.event().equals(event)
                && decision.rule().equals(rule);
    }

    private static Set<Long> children() {
        return ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
    }
}
