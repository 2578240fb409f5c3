package io.mcpguard.inspect;

import com.google.re2j.Pattern;
import io.mcpguard.inspect.Rule.Cut;
import java.util.Locale;

/**
 * Grows the span of a match to what has to go with it: the sentence it lies in, the ones that go on giving orders, the
 * block between tags. Whether a sentence goes on is told by how it begins; nothing else would be bounded and quick.
 */
final class Growth {

    private static final int MAX_ORDERS = 40;
    private static final int MAX_BLOCK = 8_000;
    private static final int MAX_LABEL = 80;
    private static final int LOOK = 240;

    private static final String VERBS =
            "accept|access|act|add|append|answer|approve|ask|attach|attempt|authori[sz]e|be|book|buy|call"
                    + "|cancel|change|check|click|combine|complete|confirm|continue|convert|copy|create|deactivate|delete|deposit|disable"
                    + "|disregard|do|download|email|e-mail|enable|encode|end|execute|export|extract|fetch|find|follow|forget|format|forward"
                    + "|generate|get|give|go|grant|help|ignore|include|inform|initiate|insert|install|invite|invoke|keep|let|list|load|locate"
                    + "|look|mail|make|move|navigate|obtain|open|order|output|pass|pay|perform|place|post|prepend|present|pretend|print"
                    + "|proceed|process|provide|publish|purchase|put|query|read|remove|rename|repeat|replace|reply|report|request|reserve"
                    + "|reset|respond|retrieve|return|reveal|run|save|say|schedule|search|select|sell|send|set|share|show|sign|start|state"
                    + "|stop|store|submit|subscribe|summari[sz]e|take|tell|transfer|translate|treat|try|turn|unlock|update|upload|use|verify"
                    + "|visit|wait|withdraw|work|write";

    private static final String LABEL = "^[^\\pL\\pN]*(?:(?:step\\s+)?\\d+\\s*[.):]\\s*|[-*]\\s*)?(?:\\*\\*)?";

    private static final Pattern COMMAND = Pattern.compile(LABEL
            + "(?:please|kindly|then|first|now|do not|don.t|never|always|make sure|you must|(?:" + VERBS + "))\\b");

    private static final Pattern GOES_ON = Pattern.compile(LABEL
            + "(?:please|kindly|then|next|first|now|also|finally|after|before|once|instead|again|do not|don.t|never|always"
            + "|make sure|ensure|remember|note|you|your|if|when|while|just|only|simply|immediately|failure|otherwise|this is"
            + "|thanks|thank you|signed|in order to|to do so|for this|i am|i have|i need|(?:" + VERBS + "))\\b");

    private static final Pattern SPEAKS_TO_SOMEBODY =
            Pattern.compile("\\b(?:you|your|yourself|user|assistant|tools?|instructions?|task"
                    + "|must|confirm\\w*|proceed|execute[ds]?)\\b");

    private final String text;
    private final Sentences sentences;

    private Growth(String text) {
        this.text = text;
        this.sentences = new Sentences(text);
    }

    /** The match with the span that has to go. */
    static Match of(String text, Match match) {
        var growth = new Growth(text);
        int start = match.start();
        int end = match.end();
        return switch (match.cut()) {
            case MATCH -> match;
            case SENTENCE -> match.at(growth.sentences.start(start), growth.sentences.end(end), Cut.MATCH);
            case ORDERS -> match.at(growth.labelled(growth.sentences.start(start)), growth.ordersEnd(end), Cut.MATCH);
            case BLOCK -> {
                int close = growth.blockEnd(start, end);
                yield match.at(start, close > 0 ? close : growth.ordersEnd(end), Cut.MATCH);
            }
        };
    }

    /** The end of the sentence, and of all behind it that go on. */
    private int ordersEnd(int from) {
        int end = sentences.end(from);
        for (int i = 0; i < MAX_ORDERS; i++) {
            int next = end;
            int lines = 0;
            while (next < text.length() && isGap(next)) {
                boolean escaped = text.charAt(next) == '\\';
                lines += escaped || text.charAt(next) == '\n' ? 1 : 0;
                next += escaped ? 2 : 1;
            }
            if (next >= text.length() || sentences.isHardStop(next)) {
                return end;
            }
            int nextEnd = sentences.end(next);
            if (nextEnd <= next || !goesOn(next, nextEnd, lines, text.charAt(end - 1) == ':')) {
                return end;
            }
            end = nextEnd;
        }
        return end;
    }

    /** The further away a sentence is, the more it has to look like an order. */
    private boolean goesOn(int start, int end, int lines, boolean announced) {
        String sentence = text.substring(start, Math.min(end, start + LOOK)).toLowerCase(Locale.ROOT);
        if (lines > 1 && !announced) {
            return COMMAND.matcher(sentence).find();
        }
        return announced
                || GOES_ON.matcher(sentence).find()
                || (lines == 0 && SPEAKS_TO_SOMEBODY.matcher(sentence).find());
    }

    private boolean isGap(int at) {
        char c = text.charAt(at);
        return Character.isWhitespace(c)
                || (c == '\\' && at + 1 < text.length() && "nrt".indexOf(text.charAt(at + 1)) >= 0);
    }

    /** Shouted labels before a sentence go with it: {@code IMPORTANT!!!}. */
    private int labelled(int start) {
        int at = start;
        for (int i = 0; i < 3; i++) {
            int back = at;
            while (back > 0 && (text.charAt(back - 1) == ' ' || text.charAt(back - 1) == '\t')) {
                back--;
            }
            if (back == 0 || back == at || at - back > MAX_LABEL) {
                return at;
            }
            int label = sentences.start(back - 1);
            String shouted = text.substring(label, back);
            boolean small = shouted.chars().anyMatch(Character::isLowerCase);
            if (small || back - label > MAX_LABEL || label >= back || shouted.isBlank()) {
                return at;
            }
            at = label;
        }
        return at;
    }

    /** Behind the tag that closes a block, or that opens it again; -1 if there is none. */
    private int blockEnd(int start, int end) {
        char open = text.charAt(start);
        int nameEnd = start + 1;
        while (nameEnd < text.length()
                && (Character.isLetterOrDigit(text.charAt(nameEnd)) || "_-".indexOf(text.charAt(nameEnd)) >= 0)) {
            nameEnd++;
        }
        String name = text.substring(start + 1, nameEnd);
        int limit = Math.min(text.length(), end + MAX_BLOCK);
        for (int at = end; at < limit && !name.isEmpty(); at++) {
            if (text.charAt(at) == open) {
                int from = text.startsWith("/", at + 1) ? at + 2 : at + 1;
                if (text.regionMatches(true, from, name, 0, name.length())) {
                    int close = text.indexOf(open == '<' ? '>' : ']', from);
                    return close < 0 ? -1 : close + 1;
                }
            }
        }
        return -1;
    }
}
