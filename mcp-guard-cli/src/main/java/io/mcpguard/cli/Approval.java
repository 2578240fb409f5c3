package io.mcpguard.cli;

import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.lock.Place;
import io.mcpguard.cli.lock.Waiting;
import io.mcpguard.cli.show.PlaceText;
import io.mcpguard.cli.show.Style;
import io.mcpguard.cli.show.WaitingText;
import io.mcpguard.json.SafeText;
import io.mcpguard.trust.TrustBook;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Asks a person about what waits in a lock, one by one, and says what came of it. */
final class Approval {

    private static final int NAME = 80;
    private static final int PLACE = 300;

    private final Io io;
    private final Style style;
    private final Path lock;
    private final boolean yes;

    /**
     * Nothing asked yet.
     *
     * @param io where people are asked
     * @param style how it is shown
     * @param lock the lock's file
     * @param yes whether everything is answered with yes, without asking
     */
    Approval(Io io, Style style, Path lock, boolean yes) {
        this.io = io;
        this.style = style;
        this.lock = lock;
        this.yes = yes;
    }

    /** Whether the answer is yes. */
    boolean agrees(String question) {
        return yes || io.confirms(question);
    }

    /**
     * Shows each, and approves those that are agreed to.
     *
     * @param wanted what waits
     * @param book approves, on a store that is bound to what is shown
     * @param pins what is shown
     * @param onlyShow whether nobody is asked
     * @return the exit status
     */
    int run(List<Waiting> wanted, TrustBook book, Pins pins, boolean onlyShow) {
        int approved = 0;
        String last = null;
        for (Waiting waiting : wanted) {
            if (!waiting.server().equals(last)) {
                last = waiting.server();
                showServer(last, pins);
            }
            WaitingText.lines(style, waiting).forEach(io.out()::println);
            if (!onlyShow && agrees("Approve " + WaitingText.name(waiting) + "?")) {
                approve(waiting, book);
                approved++;
            }
        }
        if (onlyShow) {
            io.out().println(wanted.size() + " held. Approve with: mcp-guard approve SERVER KIND NAME");
            return Exit.FOUND;
        }
        return ended(approved, wanted.size());
    }

    /** Says how many were approved; fine if all were. */
    int ended(int approved, int of) {
        io.out().println(approved + " of " + of + " approved" + (approved > 0 ? " in " + lock : "") + ".");
        if (approved > 0) {
            TrustedKeys.remindToSign(io, lock);
        }
        if (!yes && !io.terminal().in()) {
            io.err()
                    .println("mcp-guard: nothing is approved: there is nobody to ask, because standard input is no "
                            + "terminal; give --yes if you have read this");
        }
        return approved == of ? Exit.FINE : Exit.FOUND;
    }

    private void showServer(String server, Pins pins) {
        var place = new Place(pins.server(server).map(known -> known.identity()).orElse(Map.of()));
        io.out()
                .println(style.faint(SafeText.excerpt(server, NAME) + "  " + place.line(PLACE)) + "  "
                        + PlaceText.assurance(style, place));
    }

    private static void approve(Waiting waiting, TrustBook book) {
        var pin = waiting.pin();
        boolean known = book.approve(waiting.server(), pin.kind(), pin.name(), pin.digest())
                .toCompletableFuture()
                .join();
        if (!known) {
            throw new CliException(
                    WaitingText.name(waiting) + ": the lock does not have it any more; run the command again");
        }
    }
}
