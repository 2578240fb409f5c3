package io.mcpguard.inspect.text;

/** What one message may cost, so that nobody can buy much work with few bytes. Past it the message is refused. */
public final class Budget {

    /** Tries of a rule where one of its literals stands, for a message of any size. */
    private static final int BASE_TRIES = 4_000;
    /** And one more for so many characters; honest documents need one in 700, the densest of them one in 70. */
    private static final int CHARS_PER_TRY = 32;
    /** Matches of rules but cues, in a message of any size. */
    private static final int MAX_MATCHES = 4_000;

    private static final int MAX_DECODED_CHARS = 16 * 1024 * 1024;

    private long tries = BASE_TRIES;
    private int matches = MAX_MATCHES;
    private long decodedChars = MAX_DECODED_CHARS;
    private boolean exceeded;

    /** A string is about to be looked at closely. */
    public void grant(int chars) {
        tries += 1 + chars / CHARS_PER_TRY;
    }

    /** Whether one more try of a rule is paid for. */
    public boolean spendTry() {
        exceeded |= --tries < 0;
        return !exceeded;
    }

    /** Whether there may be more matches than this one. */
    public boolean spendMatch() {
        exceeded |= --matches < 0;
        return !exceeded;
    }

    /** Whether so many more characters may be decoded. */
    public boolean spendDecoded(int chars) {
        decodedChars -= chars;
        exceeded |= decodedChars < 0;
        return !exceeded;
    }

    /** Whether something was left out for want of budget. */
    public boolean isExceeded() {
        return exceeded;
    }
}
