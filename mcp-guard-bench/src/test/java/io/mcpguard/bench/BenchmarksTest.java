package io.mcpguard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.names.Likeness;
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
    void aResultIsReadForToolsOfOthers() {
        var benchmark = new ShadowView();
        benchmark.declare();

        assertThat(benchmark.result()).isZero();
        assertThat(benchmark.resultWithNames()).isEqualTo(20);
        assertThat(benchmark.page()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = InspectionSpeed.Text.class,
            names = {
                "PROSE",
                "DOCUMENTS",
                "ACCENTED",
                "ALMOST_ORDERS",
                "DIGITS",
                "AT_SIGNS",
                "BASE64",
                "PERCENT",
                "TAGS",
                "QUOTES"
            })
    void whatIsInspectedIsClean(InspectionSpeed.Text text) {
        assertThat(inspection(text).rules().isClean()).isTrue();
        assertThat(inspection(text).inspect().isClean()).isTrue();
    }

    @Test
    void ordersThatAreInspectedAreFound() {
        InspectionSpeed benchmark = inspection(InspectionSpeed.Text.ORDERS);

        assertThat(benchmark.inspect().findings())
                .hasSizeGreaterThan(50)
                .anySatisfy(finding -> assertThat(finding.rule()).isEqualTo("flood"));
        assertThat(benchmark.parse()).isNotNull();
        assertThat(benchmark.look()).isPositive();
    }

    private static InspectionSpeed inspection(InspectionSpeed.Text text) {
        var benchmark = new InspectionSpeed();
        benchmark.text = text;
        benchmark.make();
        return benchmark;
    }

    @Test
    void aNameIsComparedWithTenThousand() {
        var benchmark = new NameLookUp();

        assertThat(benchmark.likeness()).extracting(Likeness::known).contains("github-tools-7");
        assertThat(benchmark.index().likeness("github-tools-7")).isEmpty();
    }

    @Test
    void tenThousandToolsAreVerifiedAndPinned() {
        var benchmark = new LargeList();
        var tools = new LargeList.Tools();

        assertThat(benchmark.sha256(new LargeList.Texts())).isNotZero();
        tools.read();
        assertThat(benchmark.verified(tools)).isEqualTo(4 * Pages.SIZE);
        assertThat(benchmark.verifiedAndDigested(tools)).isEqualTo(64 * Pages.SIZE);
        assertThat(benchmark.pinned(new LargeList.NewTools()).trusted()).hasSize(ManyTools.COUNT);
    }

    @Test
    void tenThousandToolsOfANewServerGoThroughTheGuard() {
        var line = new LargeList.NewLine();
        line.connect();

        assertThat(names(new LargeList().guardCold(line))).hasSize(Pages.SIZE);
    }

    @Test
    void aPageOfAKnownListGoesThroughTheGuardAgain() {
        var line = new LargeList.KnownLine();
        for (int i = 0; i < 3; i++) {
            line.read();
            assertThat(names(new LargeList().guardUnchanged(line))).hasSize(Pages.SIZE);
        }
    }

    @Test
    void aChangedToolOfAKnownListIsLeftOut() {
        var line = new LargeList.HeldLine();
        line.read();

        assertThat(names(new LargeList().guardOneHeld(line))).hasSize(Pages.SIZE - 1);
    }

    @ParameterizedTest
    @EnumSource
    void theClientListsTenThousandTools(SdkList.Way way) {
        var benchmark = new SdkList();
        benchmark.way = way;
        benchmark.connect();

        assertThat(benchmark.list().tools()).hasSize(ManyTools.COUNT);
        benchmark.disconnect();
    }

    @Test
    void aLargeLockIsReadAndWrittenAsItWas() throws IOException {
        var benchmark = new LargeLock();
        benchmark.make();
        assertThat(benchmark.read().server("stock").orElseThrow().pins()).hasSize(ManyTools.COUNT);
        benchmark.written();
        benchmark.remove();

        try (LockFolder folder = LockFolder.make()) {
            folder.write(folder.read());
            assertThat(folder.folder().resolve("written.lock")).hasSameBinaryContentAs(folder.lock());
        }
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
