package io.mcpguard.bench;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** What was measured, as Markdown: medians over the rounds, ratios taken within each round. */
final class Report {

    private static final String PLAIN = "SdkCall.call:PLAIN";
    private static final String CALL = "GuardCall.call:1,ASCII";
    private static final String RECHECK = "PinCheck.unchanged";
    private static final String SHA_256 = "LargeList.sha256";
    private static final String VERIFIED = "LargeList.verified";
    private static final String DIGESTED = "LargeList.verifiedAndDigested";
    private static final String UNCHANGED = "LargeList.guardUnchanged";
    private static final String READ = "LargeLock.read";
    private static final String WRITTEN = "LargeLock.written";
    private static final String LOCK_COLD = "LargeLockCold.readAndWritten";

    /** A line of the table: a benchmark's operation, or one of the parts it is made of. */
    private record Row(String label, String benchmark, int parts) {}

    private static final List<Row> ROWS = List.of(
            new Row("SDK client alone, plain", PLAIN, 1),
            new Row("SDK client alone, guarded", "SdkCall.call:GUARDED", 1),
            new Row("SDK client alone, guarded, decisions to a file", "SdkCall.call:AUDITED", 1),
            new Row("SDK client and SDK server, plain", "SdkCall.call:PLAIN_TO_SERVER", 1),
            new Row("SDK client and SDK server, guarded", "SdkCall.call:GUARDED_TO_SERVER", 1),
            new Row("whole guard, call of 1 KB with result of 1 KB", CALL, 1),
            new Row("the same, text with accents", "GuardCall.call:1,ACCENTED", 1),
            new Row("whole guard, call of 16 KB with result of 16 KB", "GuardCall.call:16,ASCII", 1),
            new Row("the same, text with accents", "GuardCall.call:16,ACCENTED", 1),
            new Row("a new guard and its first session", "GuardStart.start", 1),
            new Row("whole guard, list of 100 tools, cold", "ToolList.cold", 1),
            new Row("whole guard, list of 100 tools, unchanged", "ToolList.unchanged", 1),
            new Row("the same, per tool", "ToolList.unchanged", Samples.TOOLS),
            new Row("pin check of an unchanged tool", RECHECK, 1),
            new Row("10,000 tools, SHA-256 of their canonical form alone, per tool", SHA_256, 1),
            new Row("the same, verified: frozen, compared with the pin", VERIFIED, 1),
            new Row("the same, verified and digested", DIGESTED, 1),
            new Row("the same, of a new server: frozen, digested, pinned", "LargeList.pinned", 1),
            new Row("the same, of a new server, whole guard with inspection", "LargeList.guardCold", 1),
            new Row("the same, unchanged, whole guard", UNCHANGED, 1),
            new Row("the same, one tool of each page held", "LargeList.guardOneHeld", 1),
            new Row("SDK client lists 10,000 tools, plain, per tool", "SdkList.list:PLAIN", 1),
            new Row("the same, guarded, unchanged", "SdkList.list:GUARDED", 1),
            new Row("lock of 10,000 tools, read", READ, 1),
            new Row("lock of 10,000 tools, written and flushed", WRITTEN, 1),
            new Row("lock of 10,000 tools, read and written by a new process", LOCK_COLD, 1),
            new Row("name of a server against 10,000 known ones", "NameLookUp.likeness", 1),
            new Row("the 10,000 made ready for that", "NameLookUp.index", 1),
            new Row("result of 10 KB against 2,000 tools of other servers", "ShadowView.result", 1),
            new Row("the same, 23 sentences name one", "ShadowView.resultWithNames", 1),
            new Row("page of 50 definitions against them, first time", "ShadowView.page", 1),
            new Row("audit record, for the message's thread", "AuditRecord.appended", 1),
            new Row("audit record, written and chained, 1,000 a flush", "AuditRecord.written", 1),
            new Row("audit record, appended and flushed by itself", "AuditRecord.durable", 1));

    /** Benchmarks that prepare each invocation, off the clock but not off the count of bytes. */
    private static final Set<String> PREPARED = Set.of(
            "ToolList.cold",
            "LargeList.guardCold",
            UNCHANGED,
            "LargeList.guardOneHeld",
            "AuditRecord.appended",
            "AuditRecord.written",
            "AuditRecord.durable");

    private static final double SECOND = 1e6;

    private final List<Measured> rounds;

    Report(List<Measured> rounds) {
        this.rounds = List.copyOf(rounds);
    }

    /** Every benchmark that the table needs. */
    static List<String> benchmarks() {
        return ROWS.stream().map(Row::benchmark).toList();
    }

    String markdown() {
        var text = new StringBuilder();
        text.append("| per operation | µs | lowest to highest round | × plain SDK call | bytes allocated |\n");
        text.append("|---|---:|---:|---:|---:|\n");
        ROWS.forEach(row -> text.append(line(row)));
        text.append("\n| goal | measured | |\n|---|---:|---|\n");
        text.append(goal("whole guard on a call of 1 KB: at most 15 µs", micros(CALL), 15, " µs"));
        text.append(goal("the same: at most 1 × the plain SDK call", ratio(CALL), 1, " ×"));
        text.append(goal("unchanged tool checked again: at most 1 µs", micros(RECHECK), 1, " µs"));
        text.append(goal("10,000 tools verified, cold: at most 5 × their SHA-256", ratio(VERIFIED, SHA_256), 5, " ×"));
        text.append(goal("the same with canonical form and digest: at most 5 ×", ratio(DIGESTED, SHA_256), 5, " ×"));
        text.append(goal("an unchanged list of them, whole guard: at most 1 µs a tool", micros(UNCHANGED), 1, " µs"));
        text.append(goal(
                "lock of 10,000 tools read and written: at most 0.5 s",
                (micros(READ) + micros(WRITTEN)) / SECOND,
                0.5,
                " s"));
        text.append(goal("the same, by a new process: at most 0.5 s", micros(LOCK_COLD) / SECOND, 0.5, " s"));
        text.append("| bytes allocated per clean message of 1 KB: stated | %s | |\n"
                .formatted(integer(median(round -> round.cost(CALL).bytes() / 2))));
        return text.toString();
    }

    private String line(Row row) {
        ToDoubleFunction<Measured> micros = round -> round.cost(row.benchmark).micros() / row.parts;
        double lowest = rounds.stream().mapToDouble(micros).min().orElse(Double.NaN);
        double highest = rounds.stream().mapToDouble(micros).max().orElse(Double.NaN);
        return "| %s | %s | %s to %s | %s | %s |\n"
                .formatted(
                        row.label,
                        number(median(micros)),
                        number(lowest),
                        number(highest),
                        number(ratio(row.benchmark) / row.parts),
                        bytes(row));
    }

    private String bytes(Row row) {
        return PREPARED.contains(row.benchmark)
                ? "not known"
                : integer(median(round -> round.cost(row.benchmark).bytes()) / row.parts);
    }

    private static String goal(String goal, double measured, double most, String unit) {
        String verdict = measured <= most ? "met" : "**not met**, %s × the goal".formatted(number(measured / most));
        return "| %s | %s | %s |\n".formatted(goal, number(measured) + unit, verdict);
    }

    private double micros(String benchmark) {
        return median(round -> round.cost(benchmark).micros());
    }

    private double ratio(String benchmark) {
        return ratio(benchmark, PLAIN);
    }

    private double ratio(String benchmark, String to) {
        return median(round -> round.cost(benchmark).micros() / round.cost(to).micros());
    }

    private double median(ToDoubleFunction<Measured> value) {
        double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Three digits that count. */
    private static String number(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private static String integer(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
