package io.mcpguard.cli;

import io.mcpguard.cli.lock.Vetted;
import io.mcpguard.cli.lock.Vetted.State;
import io.mcpguard.identity.Assurance;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of vetting as a whole, for people. */
final class VetSummary {

    private final Io io;
    private final @Nullable Path lock;
    private final @Nullable Path policyOut;

    /**
     * @param io where it is shown
     * @param lock the lock that was written, null if none was to be
     * @param policyOut where the suggested policy went, null if it is to be shown
     */
    VetSummary(Io io, @Nullable Path lock, @Nullable Path policyOut) {
        this.io = io;
        this.lock = lock;
        this.policyOut = policyOut;
    }

    void print(List<Vetted> vetted, String draft) {
        long trusted = count(vetted, State.SEEN) + count(vetted, State.APPROVED);
        long held = count(vetted, State.HELD);
        long unknown = vetted.stream().filter(Vetted::isIncomplete).count();
        io.out()
                .println(written(vetted) + trusted + " declarations are trusted, " + held + " are held"
                        + (unknown == 0
                                ? "."
                                : ", " + unknown + " of " + vetted.size() + " servers could not be vetted."));
        if (lock != null) {
            TrustedKeys.remindToSign(io, lock);
        }
        if (held > 0) {
            io.out().println("Held ones are hidden from the model. After review: mcp-guard approve SERVER KIND NAME");
        }
        long loose = vetted.stream().filter(VetSummary::isLoose).count();
        if (loose > 0) {
            io.out()
                    .println(
                            loose + (loose == 1 ? " package is" : " packages are") + " known by name alone, so whoever "
                                    + "publishes decides what runs. Pin a version: NAME@VERSION (docs/identity.md)");
        }
        if (policyOut == null) {
            io.out().println();
            io.out().println("Suggested " + Policies.NAME + ":");
            io.out().println();
            io.out().print(draft);
        } else if (isWhole(vetted)) {
            io.out().println("Suggested policy: " + policyOut);
        } else {
            io.out()
                    .println(policyOut
                            + " is not written: it would not have all servers. Run the command again when they "
                            + "answer.");
        }
    }

    private String written(List<Vetted> vetted) {
        if (lock == null) {
            return "Nothing was written. ";
        }
        boolean lost = vetted.stream().anyMatch(Vetted::isUnwritten);
        return lost
                ? lock + " does not have all of it, because it could not be written. For this run "
                : "Lock: " + lock + ". ";
    }

    /** A package of a registry, in whatever version is found. */
    private static boolean isLoose(Vetted vetted) {
        return vetted.place().isPackage() && vetted.place().assurance() == Assurance.NAME;
    }

    private static long count(List<Vetted> vetted, State state) {
        return vetted.stream()
                .flatMap(each -> each.items().stream())
                .filter(item -> item.state() == state)
                .count();
    }

    /** A policy without some of the servers would be taken for the policy of all. */
    static boolean isWhole(List<Vetted> vetted) {
        return vetted.stream().noneMatch(Vetted::isIncomplete);
    }
}
