package io.mcpguard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.session.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each benchmark once: it still runs, and measures what it says. */
class BenchmarksTest {

    @ParameterizedTest
    @CsvSource({"1, ASCII", "1, ACCENTED", "16, ASCII", "16, ACCENTED"})
    void theGuardDeliversACleanResultAsItCame(int kilobytes, Prose prose) {
        var benchmark = new GuardCall();
        benchmark.kilobytes = kilobytes;
        benchmark.prose = prose;
        benchmark.read();

        assertThat(benchmark.call())
                .isInstanceOfSatisfying(
                        Message.Result.class,
                        result -> assertThat(result.result())
                                .isEqualTo(Samples.result(kilobytes * Samples.KILOBYTE, prose)));
    }

    @Test
    void aNewLineListsAllTools() {
        var listings = new ToolList.Listings();
        var line = new ToolList.NewLine();
        line.connect(listings);

        assertThat(names(new ToolList().cold(line, listings))).hasSize(Samples.TOOLS);
    }

    @Test
    void aKnownLineListsAllToolsAgain() {
        var listings = new ToolList.Listings();
        var line = new ToolList.KnownLine();
        new ToolList().unchanged(line, listings);

        assertThat(names(new ToolList().unchanged(line, listings))).hasSize(Samples.TOOLS);
    }

    @Test
    void aToolIsCheckedAgainstItsPin() {
        var benchmark = new PinCheck();
        benchmark.learn();

        assertThat(benchmark.unchanged()).isEqualTo(Samples.TOOLS);
    }

    @Test
    void aGuardStarts() {
        assertThat(new GuardStart().start()).isNotNull();
    }

    @Test
    void recordsAreWrittenAndNoneIsLost() throws IOException {
        var benchmark = new AuditRecord();
        benchmark.open();
        benchmark.decide();
        benchmark.appended();
        benchmark.flush(); // throws if one is lost
        benchmark.decide();
        benchmark.written();
        benchmark.durable();
        benchmark.close();
    }

    @ParameterizedTest
    @EnumSource
    void theClientGetsTheResult(SdkCall.Way way) throws IOException {
        var benchmark = new SdkCall();
        benchmark.way = way;
        benchmark.connect();

        assertThat(Wire.write(benchmark.call())).isEqualTo(Wire.write(Samples.result(Samples.KILOBYTE, Prose.ASCII)));
        benchmark.disconnect();
    }

    private static List<Object> names(Message listed) {
        var result = (Message.Result) listed;
        return ((List<?>) result.result().get("tools"))
                .stream().<Object>map(tool -> ((Map<?, ?>) tool).get("name")).toList();
    }
}
