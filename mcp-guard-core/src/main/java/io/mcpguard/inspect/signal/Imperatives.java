package io.mcpguard.inspect.signal;

import java.util.Locale;
import java.util.Set;

/**
 * The sentences of a text that want something done: a verb at their beginning, or behind words that ask. English. One pass;
 * only the first words of a sentence are looked at closely.
 */
final class Imperatives {

    /** A sentence is no longer, in characters. */
    static final int REACH = 300;

    private static final int MAX_WORD = 16;
    private static final int MAX_NAME = 64;
    private static final int MAX_LEAD = 8;

    /** Acts on something for good, or makes it go elsewhere. */
    static final int ACTS = 1;
    /** Does something that documents tell people to do all the time. Counts only where somebody is asked. */
    private static final int DOES = 2;
    /** Leads to the verb. */
    private static final int LEADS = 4;
    /** Leads to the verb, and speaks to somebody. */
    static final int ASKS = 8;
    /** Hands over to a tool, and says little without its name. */
    static final int CALLS = 16;
    /** Makes something go elsewhere. */
    static final int SENDS = 32;
    /** Asks in front of {@code you}; behind it, it says what somebody may or would do. */
    private static final int MAY = 64;

    private static final byte LETTER = 1;
    private static final byte OTHER = 2;
    /** Of ASCII: letters, what may end a sentence, and what is between words. */
    private static final byte[] KINDS = new byte[128];

    /** The words by their hash, of which few are alike, and what each is; looked up without making a string of a word. */
    private static final int SIZE = 1024;

    private static final String[] WORDS = new String[SIZE];
    private static final int[] WORD_KINDS = new int[SIZE];

    static {
        for (char c = 0; c < KINDS.length; c++) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            KINDS[c] = letter ? LETTER : c == ' ' || c == '\t' ? 0 : OTHER;
        }
        put(
                ACTS,
                "send transfer delete remove grant share forward post upload pay buy order book schedule unlock disable"
                        + " cancel publish withdraw deposit donate erase wipe email invite approve authorize sell purchase"
                        + " revoke export reply leak dispatch terminate deactivate");
        put(
                DOES,
                "add change update modify lock enable deploy submit create set turn open close start stop launch activate"
                        + " shut reset register sign subscribe unsubscribe move copy write save append insert replace"
                        + " rename commit merge push retrieve fetch access search find list read show provide get check"
                        + " download install make increase decrease message text record play click visit include give");
        put(SENDS, "send transfer share forward post upload publish email export leak dispatch copy push submit");
        put(CALLS, "call invoke execute run use trigger");
        put(
                LEADS,
                "also then now finally first next and so but just immediately to sure remember ok okay hey hi you i make be");
        put(ASKS, "please kindly must should assistant ai agent");
        put(LEADS, "need want");
        put(MAY, "can could would will have may might had");
    }

    private static final Set<String> METHODS = Set.of("GET", "POST", "DELETE", "PUT", "PATCH");
    private static final Set<String> OBJECTS_LESS =
            Set.of("is", "are", "was", "were", "has", "by", "of", "will", "can", "may");

    private Imperatives() {}

    private static void put(int kind, String words) {
        for (String word : words.split(" ", -1)) {
            int at = find(word, 0, word.length());
            WORDS[at] = word;
            WORD_KINDS[at] |= kind;
        }
    }

    /** Takes sentences. */
    @FunctionalInterface
    interface Taker {

        /**
         * One sentence.
         *
         * @param start where it begins
         * @param object behind its verb
         * @param end behind its end
         * @param kinds what its verb does, and whether it speaks to somebody, as bits
         */
        void take(int start, int object, int end, int kinds);
    }

    static void forEach(String text, Taker taker) {
        boolean begins = true;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            byte kind = c < KINDS.length ? KINDS[c] : OTHER;
            if (kind == LETTER) {
                if (begins || (c == 'a' && isAnd(text, i))) {
                    i = Math.max(i, sentence(text, i, taker) - 1);
                    begins = false;
                }
            } else if (kind == OTHER) {
                begins = begins(text, i, c);
            }
        }
    }

    /** The second half of a sentence may be the order: {@code search for it and send it to}. */
    private static boolean isAnd(String text, int at) {
        return at > 0 && text.charAt(at - 1) == ' ' && text.startsWith("and ", at);
    }

    /** Whether a sentence may begin behind a character. */
    private static boolean begins(String text, int at, char c) {
        return switch (c) {
            case '\n', '\r', '"', '|', '>', '*', '#', '(', ']', '\u201C', '\u2022' -> true;
            case '\'', '-' -> at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            case '.', '!', '?', ':', ';', ',' -> at + 1 < text.length() && text.charAt(at + 1) <= ' ';
            case '\u3002', '\u2013', '\u2014' -> true;
            default -> false;
        };
    }

    /** Tells of the sentence if it is one that wants something; returns how far its words were read. */
    private static int sentence(String text, int start, Taker taker) {
        int at = start;
        int asks = 0;
        boolean named = false;
        for (int lead = 0; lead <= MAX_LEAD; lead++) {
            int word = at;
            while (at < text.length() && at - word <= MAX_WORD && isWord(text.charAt(at))) {
                at++;
            }
            int kind = kind(text, word, at);
            boolean may = (kind & MAY) != 0;
            if (kind == 0 || (may && named)) {
                return lead == 0 ? at : word;
            }
            boolean verb = (kind & (ACTS | CALLS)) != 0 || ((kind & DOES) != 0 && asks != 0);
            if (verb && hasObject(text, at)) {
                int end = end(text, at);
                taker.take(start, at, end, kind | asks);
                return at;
            }
            if ((kind & (LEADS | ASKS | MAY)) == 0) {
                return at;
            }
            boolean person = isPerson(text, word, at);
            asks |= kind & ASKS;
            asks |= may && text.regionMatches(true, at, " you ", 0, 5) ? ASKS : 0;
            named |= person;
            while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == ',')) {
                at++;
            }
        }
        return at;
    }

    private static boolean isPerson(String text, int start, int end) {
        return end - start == 1 || (end - start == 3 && text.regionMatches(true, start, "you", 0, 3));
    }

    private static int kind(String text, int start, int end) {
        if (end - start > MAX_WORD || end == start) {
            return 0;
        }
        int kind = WORD_KINDS[find(text, start, end)];
        return kind == 0 || isMethod(text, start, end) ? 0 : kind;
    }

    /** Where a word of a text stands in the table, in any case, or where it would. */
    private static int find(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + (text.charAt(i) | 0x20);
        }
        int at = (hash ^ (hash >>> 10)) & (SIZE - 1);
        while (WORD_KINDS[at] != 0 && !isAt(WORDS[at], text, start, end)) {
            at = (at + 1) & (SIZE - 1);
        }
        return at;
    }

    private static boolean isAt(String word, String text, int start, int end) {
        return word.length() == end - start && text.regionMatches(true, start, word, 0, word.length());
    }

    /** Of HTTP: documents are full of {@code POST /path}. */
    private static boolean isMethod(String text, int start, int end) {
        return Character.isUpperCase(text.charAt(start))
                && Character.isUpperCase(text.charAt(end - 1))
                && METHODS.contains(text.substring(start, end));
    }

    /** A label or a heading has none: {@code Send:}, {@code Order of elements}. */
    private static boolean hasObject(String text, int at) {
        if (at + 2 >= text.length() || text.charAt(at) != ' ') {
            return false;
        }
        int end = at + 1;
        if (!isWord(text.charAt(end)) && "$\u20AC\u00A3#\"'/~".indexOf(text.charAt(end)) < 0) {
            return false; // code, or a link
        }
        while (end < text.length() && end - at <= MAX_NAME && isWord(text.charAt(end))) {
            end++;
        }
        boolean variable = Character.isUpperCase(text.charAt(at + 1))
                && text.substring(at + 1, end).indexOf('_') >= 0;
        return !variable
                && (end == text.length() || "=:".indexOf(text.charAt(end)) < 0)
                && !OBJECTS_LESS.contains(text.substring(at + 1, end).toLowerCase(Locale.ROOT));
    }

    private static int end(String text, int from) {
        int limit = Math.min(text.length(), from + REACH);
        for (int at = from; at < limit; at++) {
            char c = text.charAt(at);
            boolean stops = c == '.' || c == '!' || c == '?';
            if (c == '\n' || (stops && (at + 1 >= text.length() || !isWord(text.charAt(at + 1))))) {
                return c == '\n' ? at : at + 1;
            }
        }
        return limit;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
