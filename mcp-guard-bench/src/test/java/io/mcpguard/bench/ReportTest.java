package io.mcpguard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.bench.Measured.Cost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void showsMedianRangeRatioAndBytes() {
        String report = new Report(List.of(round(10, 5), round(20, 30), round(10, 8))).markdown();

        assertThat(report)
                .contains("| whole guard, call of 1 KB with result of 1 KB | 8.00 | 5.00 to 30.0 | 0.800 | 2,000 |");
    }

    @Test
    void takesRatiosWithinARoundSinceTheMachineMayBeSlowerInAnother() {
        String report = new Report(List.of(round(10, 5), round(100, 50), round(30, 15))).markdown();

        assertThat(report).contains("| the same: at most 1 × the plain SDK call | 0.500 × | met |");
    }

    @Test
    void saysByHowMuchAGoalIsMissed() {
        String report = new Report(List.of(round(10, 30))).markdown();

        assertThat(report)
                .contains("| whole guard on a call of 1 KB: at most 15 µs | 30.0 µs | **not met**, 2.00 × the goal |");
    }

    @Test
    void statesBytesForOneOfTheTwoMessages() {
        String report = new Report(List.of(round(10, 5))).markdown();

        assertThat(report).contains("| bytes allocated per clean message of 1 KB: stated | 1,000 | |");
    }

    @Test
    void comparesLargeListsWithTheDigestOfTheSameRound() {
        var fast = new Measured(large(1, 4));
        var slow = new Measured(large(10, 60));

        assertThat(new LargeReport(List.of(fast, slow, fast)).markdown())
                .contains(
                        "| verified: frozen, compared with the pin | 4.00 | 4.00 to 60.00 | 4.00 | at most 5 ×: met |");
        assertThat(new LargeReport(List.of(slow)).markdown())
                .contains("| verified: frozen, compared with the pin | 60.00 | 60.00 to 60.00 | 6.00 | at most 5 ×: "
                        + "**not met** |");
    }

    private static Map<String, Cost> large(double sha256, double verified) {
        var costs = new HashMap<String, Cost>();
        for (String benchmark : Report.benchmarks()) {
            costs.put(benchmark, new Cost(1, 100));
        }
        costs.put("LargeList.sha256", new Cost(sha256, 0));
        costs.put("LargeList.verified", new Cost(verified, 0));
        return costs;
    }

    @Test
    void namesABenchmarkThatIsMissing() {
        var nothing = new Report(List.of(new Measured(Map.of())));

        assertThatThrownBy(nothing::markdown)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no benchmark \"SdkCall.call:PLAIN\" among");
    }

    private static Measured round(double plain, double call) {
        var costs = new HashMap<String, Cost>();
        for (String benchmark : Report.benchmarks()) {
            costs.put(benchmark, new Cost(1, 100));
        }
        costs.put("SdkCall.call:PLAIN", new Cost(plain, 100));
        costs.put("GuardCall.call:1,ASCII", new Cost(call, 2_000));
        return new Measured(costs);
    }
}
