package io.mcpguard.cli.lock;

import io.mcpguard.cli.judge.DriftJudge.Update;
import io.mcpguard.cli.judge.Outcome;
import io.mcpguard.cli.survey.Declared;
import io.mcpguard.cli.survey.Survey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server, judged and compared with its pins.
 *
 * @param survey what it declares
 * @param name what is wrong with its name
 * @param items its declarations, judged
 * @param place where it runs now, without secrets
 * @param pinned where the lock has it; null if the lock does not have it
 * @param alarms what the guard's book found odd about its place, escaped and cut
 * @param problem why it is not in the lock as it should be, null if it is
 * @param moved whether that is because it was pinned at another place
 */
public record Vetted(
        Survey survey,
        Outcome name,
        List<Item> items,
        Place place,
        @Nullable Place pinned,
        List<String> alarms,
        @Nullable String problem,
        boolean moved) {

    public Vetted {
        items = List.copyOf(items);
        alarms = List.copyOf(alarms);
    }

    Vetted items(List<Item> others) {
        return new Vetted(survey, name, others, place, pinned, alarms, problem, moved);
    }

    /** {@return whether its files are other than those in the lock, at the same place} */
    public boolean hasOtherFiles() {
        return pinned != null
                && pinned.hasFiles()
                && pinned.changesTo(place).keySet().stream().allMatch(name -> name.startsWith("files "))
                && !pinned.changesTo(place).isEmpty();
    }

    /**
     * A declaration, judged.
     *
     * @param declared what it is
     * @param digest its digest, {@code ""} if it is not pinned
     * @param outcome what inspection makes of it
     * @param state how it stands in the lock
     * @param why why it is held, or what keeps it out; {@code ""} if nothing does
     * @param update what changed since it was trusted, null if it was not
     */
    public record Item(
            Declared declared,
            String digest,
            Outcome outcome,
            State state,
            String why,
            @Nullable Update update) {

        Item held(String reason) {
            return new Item(declared, digest, outcome, State.HELD, reason, update);
        }
    }

    /** How a declaration stands. */
    public enum State {
        /** A person approved it. */
        APPROVED,
        /** It was pinned as it was first seen. */
        SEEN,
        /** It is not trusted. */
        HELD,
        /** The policy keeps it out, whatever it says. */
        REFUSED,
        /** It is only looked at: resources are data. */
        UNPINNED
    }

    /** {@return whether a reviewer has something to decide} */
    public boolean isSuspicious() {
        return moved
                || name.effect().acts()
                || !survey.remarks().isEmpty()
                || items.stream()
                        .anyMatch(item -> item.state() == State.HELD
                                || (item.state() == State.UNPINNED
                                        && item.outcome().effect().acts()));
    }

    /** {@return whether something is not known of it} */
    public boolean isIncomplete() {
        return survey.problem() != null || isUnwritten();
    }

    /** {@return whether it was asked and is not in the lock as it should be} */
    public boolean isUnwritten() {
        return problem != null && !moved;
    }
}
