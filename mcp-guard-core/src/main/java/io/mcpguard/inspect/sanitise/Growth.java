package io.mcpguard.inspect.sanitise;

import io.mcpguard.inspect.rule.BuiltIn;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.rule.Rule.Cut;
import io.mcpguard.inspect.scan.Question;
import java.util.Locale;

/**
 * Grows the span of a match to what has to go with it: the sentence it lies in, the ones that go on giving orders, the
 * block between tags. Whether a sentence goes on is told by how it begins; nothing else would be bounded and quick.
 */
public final class Growth {

    private static final int MAX_ORDERS = 40;
    private static final int MAX_BLOCK = 8_000;
    private static final int MAX_LABEL = 80;
    private static final int MAX_FIELD = 60;
    private static final int MIN_SHOUTED = 4;
    private static final int QUOTATION = 400;
    private static final String FENCE = "```";
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

    private static final Question COMMAND = new Question(LABEL
            + "(?:please|kindly|then|first|now|do not|don.t|never|always|make sure|you must|(?:" + VERBS + "))\\b");

    private static final Question GOES_ON = new Question(LABEL
            + "(?:please|kindly|then|next|first|now|also|finally|after|before|once|instead|again|do not|don.t|never|always"
            + "|make sure|ensure|remember|note|you|your|if|when|while|just|only|simply|immediately|failure|otherwise|this is"
            + "|thanks|thank you|signed|in order to|to do so|for this|i am|i have|i need|(?:" + VERBS + "))\\b");

    /** The same for a line of its own, which may as well be data. */
    private static final Question NEXT_STEP = new Question(LABEL
            + "(?:also|next|finally|afterwards?|after that|after this|once|instead|ensure|remember to|failure to|otherwise"
            + "|in order to|to do so|and|this is (?:mandatory|required|important|necessary|urgent))\\b");

    /** How honest letters end. */
    private static final Question POLITE =
            new Question(LABEL + "please (?:let|contact|reply|feel|note|see|visit|do not reply)\\b");

    /** Begins with a word that stands for somebody or something of the sentence before. */
    private static final Question REFERS_BACK = new Question(LABEL
            + "(?:and|but|so|because|as|i|i.m|i.ve|me|my|we|our|he|she|it|they|he.s|she.s|it.s|they.re|his|her|its|their"
            + "|this|these|those|both|all of|that)\\b");

    /** Says that what is to be done stands behind the colon. */
    private static final Question ANNOUNCES = new Question(
            "\\b(?:following|as follows|below|instead|next task|new task|new instructions?|new orders?)\\b[^.:!?]{0,60}:");

    /** Nothing but politeness. */
    private static final Question ASKS = new Question(
            "^[\\s\"'*]*(?:please|kindly|can you|could you|would you|will you|hi|hello|hey|now|then|\\W)*[\\s\"'*]*$");

    /** A sentence that only leads over to the order behind it. */
    private static final Question LEADS_OVER =
            new Question("\\b(?:instructions?|new task|important|attention|urgent|assistant|agents?|ai|llm|model)\\b");

    private static final Question SPEAKS_TO_SOMEBODY =
            new Question("\\b(?:you|your|yourself|user|assistant|tools?|instructions?|task"
                    + "|must|confirm\\w*|proceed|execute[ds]?)\\b");

    private final String text;
    private final Sentences sentences;

    /** Of the matches of one text. */
    public Growth(String text) {
        this.text = text;
        this.sentences = new Sentences(text);
    }

    /** The match with the span that has to go. */
    public Match grow(Match match) {
        if (match.cut() == Rule.Cut.MATCH) {
            boolean sentences = match.rule().equals(BuiltIn.MODEL);
            return sentences
                    ? match.at(
                            Math.max(match.start(), sentenceStart(match.start(), match.end())), match.end(), Cut.MATCH)
                    : match;
        }
        int tag = tagStart(match.start(), match.end());
        Match grown = ofSentences(match);
        int start = tag < 0 ? grown.start() : Math.min(tag, grown.start());
        int end = hiddenEnd(start, grown.end());
        while (end > Math.max(start, match.start() + 1)
                && end != match.end()
                && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        return grown.at(start, end, Cut.MATCH);
    }

    private Match ofSentences(Match match) {
        int start = match.start();
        int end = match.end();
        return switch (match.cut()) {
            case MATCH -> match;
            case SENTENCE -> {
                // Whoever found it may not have seen where the string ends.
                int last = Math.min(end, sentences.valueEnd(start));
                yield match.at(sentenceStart(start, last), sentences.end(last), Cut.MATCH);
            }
            case ORDERS -> {
                int from = ordersStart(start, end);
                yield match.at(from, ordersEnd(from, end), Cut.MATCH);
            }
            case BLOCK -> {
                int close = blockEnd(start, end);
                yield match.at(start, close > 0 ? close : ordersEnd(start, end), Cut.MATCH);
            }
        };
    }

    /** Not with what stands before an order, {@code Subject: Please send}, {@code We open today, Please send}. */
    private int sentenceStart(int at, int matchEnd) {
        int start = sentences.start(at);
        // What was matched from the beginning of the sentence on may begin later, and never ends before it begins.
        int end = at == start ? Math.min(sentences.end(at), matchEnd) - 1 : at;
        for (int mark = start + 1; mark < start + MAX_FIELD && mark + 2 <= end && mark + 2 < text.length(); mark++) {
            char c = text.charAt(mark);
            if ((c == ':' || c == ',') && Character.isWhitespace(text.charAt(mark + 1))) {
                boolean begins = c == ':' || Character.isUpperCase(text.charAt(mark + 2));
                String before = text.substring(start, mark).toLowerCase(Locale.ROOT);
                if (begins && saysNothing(before) && !isShouted(start, mark) && beginsOrder(mark + 2, at)) {
                    return mark + 2;
                }
            }
        }
        return start;
    }

    private static boolean saysNothing(String words) {
        return !SPEAKS_TO_SOMEBODY.isIn(words) && !LEADS_OVER.isIn(words) && !COMMAND.isIn(words);
    }

    private boolean beginsOrder(int from, int at) {
        int space = text.indexOf(' ', from);
        boolean shouts = space - from >= MIN_SHOUTED && space - from < MAX_FIELD && isShouted(from, space);
        int end = at > from ? at : Math.min(sentences.valueEnd(from), from + LOOK);
        return shouts || asks(text.substring(from, Math.min(end, from + LOOK)).toLowerCase(Locale.ROOT));
    }

    private static boolean asks(String words) {
        return ASKS.isIn(words) || COMMAND.isIn(words);
    }

    /** Shouted labels go with the order behind them, and a sentence that announces it. */
    private int ordersStart(int at, int matchEnd) {
        int start = labelled(sentenceStart(at, matchEnd));
        int back = start;
        while (back > 0 && start - back < 4 && Character.isWhitespace(text.charAt(back - 1))) {
            back--;
        }
        if (back == 0 || back == start || text.charAt(back - 1) != ':' || back <= sentences.valueStart(start)) {
            return start;
        }
        int announcing = sentences.start(back - 1);
        String sentence = text.substring(announcing, back).toLowerCase(Locale.ROOT);
        return back - announcing <= LOOK && LEADS_OVER.isIn(sentence) ? labelled(announcing) : start;
    }

    /** The end of the sentence, and of all behind it that go on. */
    private int ordersEnd(int start, int from) {
        int end = sentences.end(from);
        String head = text.substring(start, Math.min(end, start + LOOK)).toLowerCase(Locale.ROOT);
        if (ANNOUNCES.isIn(head)) {
            end = paragraphEnd(end);
        }
        end = quotationEnd(start, end);
        for (int i = 0; i < MAX_ORDERS; i++) {
            int next = end;
            int lines = 0;
            while (next < text.length() && isGap(next)) {
                boolean escaped = text.charAt(next) == '\\';
                lines += escaped || text.charAt(next) == '\n' ? 1 : 0;
                next += escaped ? 2 : 1;
            }
            if (next >= text.length() || next >= sentences.valueEnd(from) || sentences.isHardStop(next)) {
                return end;
            }
            if (text.charAt(end - 1) == ':' && text.startsWith(FENCE, next)) {
                int close = text.indexOf(FENCE, next + FENCE.length());
                return close < 0 || close - next > MAX_BLOCK ? end : close + FENCE.length();
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
            return COMMAND.isIn(sentence);
        }
        if (lines > 0) {
            return announced || (COMMAND.isIn(sentence) && !POLITE.isIn(sentence)) || NEXT_STEP.isIn(sentence);
        }
        return announced || GOES_ON.isIn(sentence) || (REFERS_BACK.isIn(sentence) || SPEAKS_TO_SOMEBODY.isIn(sentence));
    }

    /** A quotation that was begun goes with its end. */
    private int quotationEnd(int start, int end) {
        char mark = 0;
        for (int at = Math.max(start, end - QUOTATION); at < end; at++) {
            char c = text.charAt(at);
            boolean quotes = c == '"' || c == '\'';
            if (mark == 0 && quotes && at > 0 && text.charAt(at - 1) == ' ') {
                mark = c;
            } else if (mark != 0 && c == mark && isMarkEnd(at)) {
                mark = 0;
            }
        }
        int limit = Math.min(sentences.valueEnd(start), end + QUOTATION);
        for (int at = end; mark != 0 && at < limit && text.charAt(at) != '\n'; at++) {
            if (text.charAt(at) == mark && isMarkEnd(at)) {
                return at + 1;
            }
        }
        return end;
    }

    private boolean isMarkEnd(int at) {
        return at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
    }

    /** What is announced reaches to the end of its paragraph. */
    private int paragraphEnd(int from) {
        int end = from;
        while (end < text.length() && end - from < MAX_BLOCK && !sentences.isHardStop(end)) {
            int next = sentences.end(end);
            end = next > end ? next : end + 1;
        }
        return end;
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
            while (back > 0 && text.charAt(back - 1) == ' ') {
                back--;
            }
            if (back == 0 || back == at || at - back > MAX_LABEL) {
                return at;
            }
            int label = shoutedFrom(Math.max(sentences.start(back - 1), back - MAX_LABEL), back);
            if (label >= back) {
                return at;
            }
            at = label;
        }
        return at;
    }

    /** Where the words begin that are shouted before an end; the end if the last one is not. */
    private int shoutedFrom(int start, int end) {
        if (isShouted(start, end)) {
            return start;
        }
        int label = end;
        int at = end;
        while (at > start && !Character.isLowerCase(text.charAt(at - 1))) {
            at--;
            label = text.charAt(at) == ' ' ? at + 1 : label;
        }
        return label < end && end - label >= MIN_SHOUTED && isShouted(label, end) ? label : end;
    }

    private boolean isShouted(int start, int end) {
        String label = text.substring(start, end);
        return label.chars().anyMatch(Character::isUpperCase) && label.chars().noneMatch(Character::isLowerCase);
    }

    /** Where the tag begins whose inside a match begins in, and which it leaves; -1 if there is none. */
    private int tagStart(int start, int end) {
        for (int at = start; at > 0 && start - at < LOOK; at--) {
            char before = text.charAt(at - 1);
            if (before == '>') {
                return -1;
            }
            if (before == '<') {
                int close = text.indexOf('>', start);
                return sentences.isHardStop(at - 1) && close >= 0 && close < end ? at - 1 : -1;
            }
        }
        return -1;
    }

    /** A comment that goes, or an element, goes with its end. */
    private int hiddenEnd(int start, int end) {
        int at = end;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        if (text.startsWith("<!--", start) && text.startsWith("-->", at)) {
            return at + 3;
        }
        boolean element = text.charAt(start) == '<' && start + 1 < text.length() && text.charAt(start + 1) != '!';
        if (element && text.startsWith("</", at) && text.indexOf('>', start) < end) {
            int close = text.indexOf('>', at);
            return close < 0 || close - at > MAX_LABEL ? end : close + 1;
        }
        return end;
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
