package io.mcpguard.shadow;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What single words beside the name of a tool tell of it, as bits, so that a sentence is read once for all names in it. */
final class Cues {

    /** In front of the name it makes an order of a definition. */
    static final int BEFORE = 1;

    /** Behind the name it does. */
    static final int AFTER = 1 << 1;

    /** It says what the name is. */
    static final int TOOL = 1 << 2;

    /** To start something, which few texts say of tools but to somebody who can. */
    static final int START = 1 << 3;

    /** The same as it is commanded. */
    static final int BID = 1 << 8;

    /** A command: at the beginning of a sentence, or with a capital inside of one. */
    static final int COMMAND = 1 << 9;

    /** To use something, which every documentation says. */
    static final int USE = 1 << 4;

    /** It presses somebody to do something, or not to. */
    static final int PRESS = 1 << 5;

    /** In front of the name it puts something before it, behind it, or in its place. */
    static final int ORDER = 1 << 6;

    /** Behind the name it does. */
    static final int ORDER_AFTER = 1 << 10;

    /** It says that something is no good. */
    static final int BAD = 1 << 7;

    private static final int MAX_LENGTH = 20;
    private static final Map<String, Integer> WORDS = new HashMap<>();

    static {
        put(
                BEFORE,
                "before after instead rather prior avoid never not don't prefer override overrides replaces supersedes"
                        + " intercepts always must first when whenever use using call calling invoke invoking run"
                        + " running execute executing");
        put(
                AFTER,
                "instead first must should always never deprecated disabled broken unsafe insecure unavailable not don't"
                        + " anymore");
        put(TOOL, "tool tools function functions");
        put(START, "call calling called invoke invoking invoked execute executing executed run running trigger");
        put(BID, "call invoke execute run trigger");
        put(USE, "use using used prefer");
        put(PRESS, "please must always never don't avoid stop now immediately urgently required should need needs");
        put(ORDER, "before after instead rather prior");
        put(ORDER_AFTER, "before instead rather first");
        put(BAD, "deprecated disabled broken unsafe insecure unavailable compromised obsolete replaced");
    }

    private Cues() {}

    private static void put(int cue, String words) {
        for (String word : words.split(" ", -1)) {
            WORDS.merge(word, cue, (a, b) -> a | b);
        }
    }

    /** The cues of a part of a text, whatever its case; 0 for most words. */
    static int of(String text, int start, int end) {
        return end - start > MAX_LENGTH
                ? 0
                : WORDS.getOrDefault(text.substring(start, end).toLowerCase(Locale.ROOT), 0);
    }
}
