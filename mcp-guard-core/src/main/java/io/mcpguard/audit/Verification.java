package io.mcpguard.audit;

/** What {@link FileAudit#verify} found out about a file. Immutable. */
public final class Verification {

    private final long events;
    private final long firstBadLine;
    private final String reason;
    private final boolean torn;
    private final String lastHash;

    private Verification(long events, long firstBadLine, String reason, boolean torn, String lastHash) {
        this.events = events;
        this.firstBadLine = firstBadLine;
        this.reason = reason;
        this.torn = torn;
        this.lastHash = lastHash;
    }

    static Verification intact(long events, String lastHash) {
        return new Verification(events, -1, "", false, lastHash);
    }

    static Verification torn(long events, String lastHash, long bytes) {
        String reason = "the last line is torn after " + bytes
                + " bytes: the process ended while it wrote, or the end of" + " the file was cut off";
        return new Verification(events, events + 1, reason, true, lastHash);
    }

    static Verification bad(long events, String lastHash, String reason) {
        return new Verification(events, events + 1, reason, false, lastHash);
    }

    /** {@return whether every line is as it was written, none is missing in between, and none was added} */
    public boolean isIntact() {
        return firstBadLine < 0;
    }

    /** {@return how many intact lines there are before the first bad one, or in all} */
    public long events() {
        return events;
    }

    /** {@return the first bad line, from 1; -1 if there is none} */
    public long firstBadLine() {
        return firstBadLine;
    }

    /** {@return what is wrong with the first bad line, {@code ""} if nothing is; never text of the file} */
    public String reason() {
        return reason;
    }

    /** {@return whether all that is wrong is a last line that was not written to its end, which opening repairs} */
    public boolean isTorn() {
        return torn;
    }

    /**
     * {@return the hash of the last intact line, 64 zeros if there is none} Noted outside the file, it shows later whether
     * the file still contains that line, which the file alone cannot show.
     */
    public String lastHash() {
        return lastHash;
    }

    @Override
    public String toString() {
        return isIntact() ? "intact, " + events + " events" : "line " + firstBadLine + ": " + reason;
    }
}
