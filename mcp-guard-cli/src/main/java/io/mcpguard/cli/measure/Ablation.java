package io.mcpguard.cli.measure;

import io.mcpguard.inspect.signal.Signal;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What each signal adds: the same rows with none of them, with one, and with all. Not thread-safe. */
public final class Ablation {

    /**
     * Signals that count in one measurement.
     *
     * @param name what the column is called
     * @param signals those that count
     */
    public record Setting(String name, Set<Signal> signals) {}

    private final Map<Setting, Counts> measured = new LinkedHashMap<>();

    /** {@return none, all, and all without each} */
    public static List<Setting> settings() {
        var settings = new ArrayList<Setting>();
        settings.add(new Setting("none", EnumSet.noneOf(Signal.class)));
        settings.add(new Setting("all", EnumSet.allOf(Signal.class)));
        for (Signal signal : Signal.values()) {
            settings.add(new Setting("without " + signal.id(), EnumSet.complementOf(EnumSet.of(signal))));
        }
        return settings;
    }

    /**
     * Takes what came of a setting.
     *
     * @param setting what counted
     * @param measurement what came of it
     */
    public void take(Setting setting, Measurement measurement) {
        measured.put(setting, measurement.counts());
    }

    /**
     * Prints a table in Markdown, of the lines in which anything changes.
     *
     * @param out where to
     */
    public void print(PrintStream out) {
        out.println("| source | surface | label | groups | signals | stopped | noticed |");
        out.println("|---|---|---|---|---|---|---|");
        Counts none = measured.values().iterator().next();
        for (Counts.Line line : none.lines()) {
            String before = "";
            for (Map.Entry<Setting, Counts> each : measured.entrySet()) {
                Counts counts = each.getValue();
                String shares = percent(counts.stopped(line)) + " | " + percent(counts.noticed(line));
                boolean shown = differs(line, none) && (before.isEmpty() || !shares.equals(before));
                if (shown) {
                    out.println("| " + line.source() + " | " + line.surface() + " | " + line.label() + " | "
                            + counts.stopped(line).groups() + " | "
                            + each.getKey().name() + " | " + shares + " |");
                }
                boolean isAll = each.getKey().name().equals("all");
                before = isAll ? shares : before;
            }
        }
    }

    private boolean differs(Counts.Line line, Counts none) {
        return measured.values().stream()
                .anyMatch(counts -> counts.stopped(line).of()
                                != none.stopped(line).of()
                        || counts.noticed(line).of() != none.noticed(line).of());
    }

    private static String percent(Share share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share.value());
    }
}
