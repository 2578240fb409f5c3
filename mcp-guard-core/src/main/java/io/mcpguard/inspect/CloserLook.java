package io.mcpguard.inspect;

import io.mcpguard.inspect.rule.Disguise;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.skim.FirstLook;
import io.mcpguard.inspect.text.Budget;
import io.mcpguard.inspect.text.Folded;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.inspect.verdict.OrderScan;
import io.mcpguard.inspect.verdict.Trace;
import io.mcpguard.inspect.view.Code;
import io.mcpguard.inspect.view.Decoder;
import io.mcpguard.inspect.view.Encodings;
import io.mcpguard.inspect.view.Escaped;
import io.mcpguard.inspect.view.HiddenText;
import io.mcpguard.inspect.view.LetterCipher;
import io.mcpguard.inspect.view.Reading;
import io.mcpguard.inspect.view.Smuggled;
import io.mcpguard.inspect.view.Styled;
import io.mcpguard.inspect.view.TerminalText;
import io.mcpguard.inspect.view.UnseenPlaces;
import io.mcpguard.inspect.view.Views;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a text in every way in which it can be read: as it stands, in the places that nobody sees, without its
 * disguises, and at what it holds encoded, some layers deep.
 */
final class CloserLook {

    private static final int MAX_NESTING = 2;

    private final Surface surface;
    private final RulePack pack;
    private final FirstLook first;
    private final Folding folding;
    private final @Nullable OrderScan orders;
    private final Budget budget;
    /** Null unless somebody asks why. */
    private final @Nullable Trace trace;

    CloserLook(Surface surface, FirstLook first, Inspector.Parts parts, Budget budget, @Nullable Trace trace) {
        this.surface = surface;
        this.pack = parts.pack();
        this.first = first;
        this.folding = parts.folding();
        this.orders = surface == Surface.ARGUMENTS ? null : parts.orders();
        this.budget = budget;
        this.trace = trace;
    }

    /** Whether it would report nothing. */
    boolean isNeedless(String text) {
        return isQuiet(text, 0) && !Styled.isIn(text) && !Escaped.isIn(text);
    }

    private boolean isQuiet(String text, int depth) {
        return first.isQuiet(
                text,
                decoded -> depth >= MAX_NESTING
                        || (disguisedOrdersOf(decoded, Disguise.CIPHER, null).isEmpty() && isQuiet(decoded, depth + 1)),
                unseen -> disguisedOrdersOf(unseen, Disguise.ENCODED, null).isEmpty());
    }

    /** Whether the classifier is asked: not about what the application sends, which is full of orders of its own. */
    boolean asksClassifier() {
        return orders != null;
    }

    /** What the classifier takes for orders. */
    List<Match> ordersOf(String text) {
        var given = new ArrayList<Match>();
        if (orders != null) {
            orders.scan(surface, text, given::add, trace);
        }
        return given;
    }

    /** What the classifier takes for orders in what was disguised. */
    private List<Match> disguisedOrdersOf(String text, Disguise disguise, @Nullable Trace why) {
        var given = new ArrayList<Match>();
        if (orders != null) {
            orders.scanDisguised(surface, text, disguise, given::add, why);
        }
        return given;
    }

    /** Looks at a text; what the classifier says of it is given. */
    void at(String text, List<Match> given, boolean separated, Consumer<Match> sink) {
        at(text, given, separated, 0, sink);
    }

    private void at(String text, List<Match> given, boolean separated, int depth, Consumer<Match> sink) {
        budget.grant(text.length());
        UnseenPlaces unseen = UnseenPlaces.in(text);
        Consumer<Match> found = trace == null ? unseen.raising(sink) : trace.raising(unseen, sink);
        given.forEach(found);
        Set<LetterCipher> ciphers = EnumSet.noneOf(LetterCipher.class);
        Set<Code> codes = EnumSet.noneOf(Code.class);
        pack.scan(surface, Folded.of(text, folding, separated), budget, match -> {
            addIfAny(ciphers, LetterCipher.of(match.rule()));
            addIfAny(codes, Code.of(match.rule()));
            found.accept(match);
        });
        unseen.forEach((start, end) -> unseen(text, start, end, given, sink));
        HiddenText.scan(text, found);
        TerminalText.scan(text, surface == Surface.DEFINITION || surface == Surface.INSTRUCTIONS, found);
        Consumer<Reading> disguises = reading -> read(reading, found);
        Views.ofLeet(text, budget, disguises);
        Views.ofDress(text, budget, disguises);
        Views.ofLettersApart(text, budget, reading -> byRules(reading, located(reading, found)));
        ciphers.forEach(cipher -> disguises.accept(cipher.read(text)));
        if (depth < MAX_NESTING) {
            codes.forEach(code -> code.forEach(
                    text,
                    budget,
                    (decoded, start, end) ->
                            decoded(decoded, start, end, code.how(), Disguise.CIPHER, depth + 1, found)));
            decode(text, depth, found);
        }
    }

    private static <T> void addIfAny(Set<T> all, @Nullable T one) {
        if (one != null) {
            all.add(one);
        }
    }

    /** What would be too little of an order anywhere else is noticed where nobody sees it. */
    private void unseen(String text, int start, int end, List<Match> given, Consumer<Match> found) {
        String place = text.substring(start, end);
        if (trace != null) {
            trace.enters("a place that nobody sees", place);
        }
        for (Match match : disguisedOrdersOf(place, Disguise.ENCODED, trace)) {
            Match there = match.at(start + match.start(), start + match.end(), match.cut());
            if (trace != null) {
                trace.step(match, there, "");
            }
            if (!touches(given, there)) {
                found.accept(there);
            }
        }
        if (trace != null) {
            trace.leaves();
        }
    }

    /** Whether a match overlaps one of others that are in order and apart. */
    private static boolean touches(List<Match> others, Match match) {
        int from = 0;
        int to = others.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (others.get(middle).end() <= match.start()) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < others.size() && others.get(from).start() < match.end();
    }

    /** What only a reading without a disguise shows is found where the disguise stands. */
    private void read(Reading reading, Consumer<Match> found) {
        Consumer<Match> located = located(reading, found);
        byRules(reading, located);
        disguisedOrdersOf(reading.text(), reading.disguise(), trace).forEach(located);
    }

    /** By rules alone where letters merely stand apart: headings are written so. */
    private void byRules(Reading reading, Consumer<Match> found) {
        pack.scan(surface, Folded.of(reading.text(), folding, false), budget, found);
    }

    private Consumer<Match> located(Reading reading, Consumer<Match> found) {
        return match -> {
            @Nullable Match there = reading.locate(match);
            if (trace != null) {
                trace.read(reading, reading.how(), match, there);
            }
            if (there != null) {
                found.accept(there);
            }
        };
    }

    /** Looks at all that a text holds encoded, as at a text of which nothing but codes can be seen. */
    void atEncoded(String text, Consumer<Match> found) {
        decode(text, 0, found);
    }

    private void decode(String text, int depth, Consumer<Match> found) {
        Decoder.Decoded visitor = (decoded, start, end) -> {
            String run = text.substring(start, end);
            Disguise disguise = Encodings.disguise(run);
            boolean again = depth > 0 && disguise == Disguise.ENCODED;
            decoded(decoded, start, end, Encodings.of(run), again ? Disguise.CIPHER : disguise, depth + 1, found);
        };
        Decoder.forEach(text, budget, visitor);
        Escaped.forEach(text, budget, visitor);
        Smuggled.forEach(text, budget, visitor);
    }

    /** What is found in a run that was decoded is found in all of the run, and once: the strongest of each rule. */
    private void decoded(
            String text, int start, int end, String how, Disguise disguise, int depth, Consumer<Match> found) {
        var strongest = new LinkedHashMap<String, Match>();
        if (trace != null) {
            trace.enters(how, text);
        }
        List<Match> given = disguise == Disguise.ADDRESS ? ordersOf(text) : disguisedOrdersOf(text, disguise, trace);
        at(text, given, false, depth, match -> {
            Match there = match.inside(text, start, end, disguise);
            if (trace != null) {
                trace.step(match, there, "a sentence is not encoded for honest reasons");
            }
            strongest.merge(match.rule(), there, Match::stronger);
        });
        if (trace != null) {
            trace.leaves();
        }
        strongest.values().forEach(found);
    }
}
