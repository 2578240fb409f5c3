package io.mcpguard.pipeline;

import io.mcpguard.api.Decision.Verdict;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Collects what was found in one message and says what follows. Findings of interceptors in audit mode count only
 * towards what would have been.
 */
final class Tally {

    private record Entry(
            Finding finding,
            String by,
            boolean enforced,
            Remedy remedy,
            @Nullable String part) {
        boolean stops() {
            return finding.severity() == Severity.ERROR && part == null;
        }

        String rule() {
            return finding.rule().isEmpty() ? by : finding.rule();
        }
    }

    private final Interception in;
    private @Nullable List<Entry> entries;
    private boolean changed;
    private @Nullable String changedBy;
    private String changeReason = "";
    private boolean wouldChange;

    Tally(Interception in) {
        this.in = in;
    }

    void add(String by, boolean enforced, Remedy remedy, Finding finding) {
        if (entries == null) {
            entries = new ArrayList<>();
        }
        String part = finding.severity() == Severity.ERROR ? Items.part(in, finding.path()) : null;
        entries.add(new Entry(finding, by, enforced, remedy, part));
    }

    /** An interceptor, or a stage, that failed or refused for a reason that has no place in the payload. */
    void refuse(String by, String message) {
        add(by, true, Remedy.NONE, Finding.of(Severity.ERROR, "", message));
    }

    /** Says the same in other words, of each finding and of the change. */
    void reword(UnaryOperator<Finding> findings, UnaryOperator<String> reason) {
        if (entries != null) {
            entries.replaceAll(entry ->
                    new Entry(findings.apply(entry.finding), entry.by, entry.enforced, entry.remedy, entry.part));
        }
        changeReason = reason.apply(changeReason);
    }

    /** Something changed the payload, or would have. */
    void change(String by, boolean enforced, String reason) {
        wouldChange = true;
        if (enforced) {
            changed = true;
            if (changedBy == null) {
                changedBy = by;
                changeReason = reason;
            }
        }
    }

    boolean isChanged() {
        return verdict(true) != Verdict.ALLOWED && (changed || !partsToRemove().isEmpty());
    }

    boolean isClean() {
        return entries == null && !wouldChange;
    }

    /** Whether anything was found by others than one of the guard's stages. */
    boolean hasFindingsBut(String stage) {
        return entries != null && entries.stream().anyMatch(entry -> !entry.by.equals(stage));
    }

    List<Finding> findings() {
        return entries == null
                ? List.of()
                : entries.stream().map(Entry::finding).toList();
    }

    /** The list items, or the instructions, that must not go on. */
    Set<String> partsToRemove() {
        var parts = new LinkedHashSet<String>();
        if (entries != null) {
            for (Entry entry : entries) {
                if (entry.part != null && entry.enforced) {
                    parts.add(entry.part);
                }
            }
        }
        return parts;
    }

    /** Whether an error stands that nobody may lift. */
    boolean refuses() {
        return decisive(true, Remedy.NONE) != null;
    }

    /** Who may lift the errors that stand, if all of them can be lifted; {@code NONE} if there is none or one cannot. */
    Remedy remedy() {
        if (refuses()) {
            return Remedy.NONE;
        }
        // A person may clear what a reviewer may clear, not the other way round.
        if (decisive(true, Remedy.APPROVED) != null) {
            return Remedy.APPROVED;
        }
        return decisive(true, Remedy.REVIEWED) != null ? Remedy.REVIEWED : Remedy.NONE;
    }

    Verdict verdict() {
        return verdict(true);
    }

    Verdict wouldBe() {
        return verdict(false);
    }

    /** The rule that decides, {@code ""} if nothing objected. */
    String rule() {
        Entry entry = decidingEntry();
        return entry != null ? entry.rule() : changedBy != null ? changedBy : "";
    }

    /** Every rule that refuses, by whom it is, sorted: what somebody who lifts the refusal lifts, wherever it was found. */
    List<String> rules() {
        if (entries == null) {
            return List.of();
        }
        return entries.stream()
                .filter(entry -> entry.enforced && entry.stops())
                .map(entry -> entry.by + ": " + entry.rule())
                .distinct()
                .sorted()
                .toList();
    }

    String reason() {
        Entry entry = decidingEntry();
        return entry != null ? entry.finding.message() : changeReason;
    }

    private @Nullable Entry decidingEntry() {
        if (entries == null) {
            return null;
        }
        for (Remedy remedy : new Remedy[] {Remedy.NONE, Remedy.APPROVED, Remedy.REVIEWED}) {
            Entry entry = decisive(true, remedy);
            if (entry != null) {
                return entry;
            }
        }
        for (Entry entry : entries) {
            if (entry.part != null && entry.enforced) {
                return entry;
            }
        }
        if (changed) {
            return null;
        }
        // Nothing was enforced: what would have decided is the most useful thing to name.
        for (Entry entry : entries) {
            if (entry.finding.severity() == Severity.ERROR) {
                return entry;
            }
        }
        return null;
    }

    private Verdict verdict(boolean enforcedOnly) {
        boolean removes = false;
        if (entries != null) {
            for (Entry entry : entries) {
                if (enforcedOnly && !entry.enforced) {
                    continue;
                }
                if (entry.stops()) {
                    return Verdict.REFUSED;
                }
                removes |= entry.part != null;
            }
        }
        return removes || (enforcedOnly ? changed : wouldChange) ? Verdict.CHANGED : Verdict.ALLOWED;
    }

    private @Nullable Entry decisive(boolean enforcedOnly, Remedy remedy) {
        if (entries != null) {
            for (Entry entry : entries) {
                if (entry.stops() && entry.remedy == remedy && (entry.enforced || !enforcedOnly)) {
                    return entry;
                }
            }
        }
        return null;
    }
}
