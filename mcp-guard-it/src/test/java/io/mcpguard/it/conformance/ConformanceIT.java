package io.mcpguard.it.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A guarded client passes what the plain one passes and fails what it fails; docs/compatibility.md. */
@Tag("conformance")
class ConformanceIT {

    /** What the SDK's client passes, or the comparison would be one of failures. */
    private static final List<String> PASSED_BY_THE_SDK =
            List.of("initialize", "tools_call", "elicitation-sep1034-client-defaults");

    private static final List<String> table = new ArrayList<>();

    static List<String> scenarios() throws IOException, InterruptedException {
        return Suite.scenarios();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void guardedIsAsPlain(String scenario) {
        CompletableFuture<List<String>> plainly = CompletableFuture.supplyAsync(() -> play(scenario, "plain"));
        List<String> guarded = play(scenario, "guarded");
        List<String> plain = plainly.join();
        table.add(String.format("%-42s %-9s %s", scenario, verdict(plain), verdict(guarded)));

        assertThat(guarded).isEqualTo(plain);
        if (PASSED_BY_THE_SDK.contains(scenario)) {
            assertThat(guarded).isNotEmpty().allMatch(check -> check.endsWith(" SUCCESS"));
        }
    }

    @Test
    void theSuiteHasTheScenariosThatTheSdkPasses() throws IOException, InterruptedException {
        assertThat(Suite.scenarios()).containsAll(PASSED_BY_THE_SDK);
    }

    @AfterAll
    static void print() {
        System.out.printf("%n%-42s %-9s %s%n", "scenario", "plain", "guarded");
        table.forEach(System.out::println);
    }

    private static String verdict(List<String> checks) {
        long passed =
                checks.stream().filter(check -> check.endsWith(" SUCCESS")).count();
        return passed + "/" + checks.size();
    }

    private static List<String> play(String scenario, String mode) {
        try {
            return Suite.play(scenario, mode);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
