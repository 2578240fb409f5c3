package io.mcpguard.drift;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.api.trust.DriftSeverity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What differs between a definition that was trusted and the one that stands there now, and how grave that is. Immutable.
 *
 * <p>Severity is about what is <em>new</em>: an address, an order to the model, a request for the conversation or for secrets that the
 * old definition had as well says nothing. It is read off fixed rules over words and structure, so it is a judgement about what was
 * written, not about what the tool does. docs/drift.md describes the rules and says how often they are wrong.
 *
 * <p>The time is linear in the size of both definitions.
 */
public final class Drift {

    private static final Drift NONE = new Drift(List.of());

    private static final String ANOTHER_NAME = "another name";

    private final List<Change> changes;
    private final DriftSeverity severity;

    private Drift(List<Change> changes) {
        this.changes = List.copyOf(changes);
        this.severity = changes.stream().map(Change::severity).reduce(DriftSeverity.NONE, DriftSeverity::or);
    }

    /** {@return no change at all} */
    public static Drift none() {
        return NONE;
    }

    /**
     * Compares two definitions.
     *
     * @param before the trusted definition, a frozen JSON tree: a tool, prompt, resource or template, or the text of instructions
     * @param after the definition now
     * @return what changed; at most 200 changes one by one, then one that stands for the rest
     */
    public static Drift between(@Nullable Object before, @Nullable Object after) {
        List<Change> found = Differences.between(before, after);
        return found.isEmpty() ? NONE : new Drift(weigh(found, before, after));
    }

    /**
     * Weighs a definition that was not there before, as what is new is weighed in an update: there is nothing that it said before.
     *
     * @param definition the definition
     * @return {@code CRITICAL} if it gives orders to the model, hides something, or holds what inspection objects to; else
     *     {@code SUSPICIOUS}
     */
    public static DriftSeverity ofAdded(@Nullable Object definition) {
        boolean isGrave = Wording.of(Tree.text(definition)).speaksToTheModel()
                || Inspected.newSince(null, definition).stream()
                        .anyMatch(finding -> finding.severity() == Severity.ERROR);
        return isGrave ? DriftSeverity.CRITICAL : DriftSeverity.SUSPICIOUS;
    }

    private static List<Change> weigh(List<Change> found, @Nullable Object before, @Nullable Object after) {
        Hints hinted = Hints.of(before);
        Hints hints = Hints.of(after);
        // Text that only moved from one field to another is not new.
        Wording said = Wording.of(Tree.text(before) + nameOf(before));
        Wording says = Wording.of(Tree.text(after));
        Vocabulary words = Vocabulary.of(Tree.text(before) + nameOf(before));
        var weighed = new ArrayList<Change>(found.size());
        for (Change change : found) {
            weighed.add(statement(text(structure(change, hinted, hints, words), said, says, words), words));
        }
        for (Finding finding : Inspected.newSince(before, after)) {
            raise(weighed, finding);
        }
        return weighed;
    }

    /** A tool that is called {@code delete_file} has said that it deletes. */
    private static String nameOf(@Nullable Object definition) {
        return Tree.member(definition, "name") instanceof String name ? String.join(" ", Words.ofName(name)) : "";
    }

    private static Change structure(Change change, Hints hinted, Hints hints, Vocabulary words) {
        if (change.kind() == Change.Kind.MORE) {
            return change.atLeast(DriftSeverity.SUSPICIOUS, "more changes than are looked at");
        }
        List<String> path = segments(change.pointer());
        return switch (path.isEmpty() ? "" : path.get(0)) {
            case "annotations" -> Hints.weigh(change, hinted, hints);
            case "inputSchema" -> Schemas.weigh(change, path.subList(1, path.size()), hinted.saysItDestroys());
            case "outputSchema" ->
                path.size() == 1 && change.kind() == Change.Kind.REMOVED
                        ? change.atLeast(DriftSeverity.SUSPICIOUS, "its results are not held to a schema any more")
                        : change;
            case "name" ->
                path.size() == 1 && !(change.after() instanceof String name && words.covers(name))
                        ? change.atLeast(DriftSeverity.SUSPICIOUS, ANOTHER_NAME)
                        : change;
            case "uri", "uriTemplate" ->
                path.size() == 1 ? change.atLeast(DriftSeverity.SUSPICIOUS, ANOTHER_NAME) : change;
            case "description" ->
                path.size() == 1
                                && change.before() instanceof String old
                                && change.after() instanceof String now
                                && Rewritten.isAnother(old, now)
                        ? change.atLeast(DriftSeverity.SUSPICIOUS, "little is left of what it said")
                        : change;
            default -> change;
        };
    }

    private static Change text(Change change, Wording said, Wording says, Vocabulary words) {
        Wording field = Wording.of(Tree.text(change.after()));
        Cue cue = field.newSince(Wording.of(Tree.text(change.before())), said, says, words);
        if (cue == null) {
            return change;
        }
        // What describes results asks for nothing: there only what speaks to the model is grave.
        return change.pointer().startsWith("/outputSchema") && !cue.speaksToTheModel()
                ? cue.severity() == DriftSeverity.CRITICAL
                        ? change.atLeast(DriftSeverity.SUSPICIOUS, cue.why())
                        : change
                : change.atLeast(cue.severity(), cue.why());
    }

    /** Something new is said. What is new in a schema has to be described in new words; what was there before has not. */
    private static Change statement(Change change, Vocabulary words) {
        String pointer = change.pointer();
        boolean describesWhatIsNew = pointer.startsWith("/inputSchema/")
                && (change.kind() == Change.Kind.ADDED || !pointer.endsWith("/description"));
        return describesWhatIsNew
                        || pointer.startsWith("/outputSchema")
                        || !words.isExceededBy(Tree.values(change.after()))
                ? change
                : change.atLeast(DriftSeverity.SUSPICIOUS, "it says something new");
    }

    /** What inspection finds now raises the change it lies in. */
    private static void raise(List<Change> changes, Finding finding) {
        if (finding.severity() == Severity.INFO) {
            return;
        }
        DriftSeverity least = finding.severity() == Severity.ERROR ? DriftSeverity.CRITICAL : DriftSeverity.SUSPICIOUS;
        String pointer = Inspected.pointer(finding);
        int at = 0;
        for (int i = 0; i < changes.size(); i++) {
            String place = changes.get(i).pointer();
            if (pointer.equals(place) || pointer.startsWith(place + "/") || place.isEmpty()) {
                at = i;
            }
        }
        changes.set(at, changes.get(at).atLeast(least, finding.message()));
    }

    private static List<String> segments(String pointer) {
        return pointer.isEmpty()
                ? List.of()
                : Arrays.stream(pointer.substring(1).split("/", -1))
                        .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                        .toList();
    }

    /** {@return the severity of the gravest change, {@code NONE} if there is none} */
    public DriftSeverity severity() {
        return severity;
    }

    /** {@return whether nothing changed} */
    public boolean isNone() {
        return changes.isEmpty();
    }

    /** {@return the changes in a fixed order: members by key, elements by index} */
    public List<Change> changes() {
        return changes;
    }

    /** {@return the gravest change, the first of them if there are several; null if there is none} */
    public @Nullable Change gravest() {
        return changes.stream()
                .max(Comparator.comparing(Change::severity))
                .flatMap(gravest -> changes.stream()
                        .filter(change -> change.severity() == gravest.severity())
                        .findFirst())
                .orElse(null);
    }
}
