package io.mcpguard.inspect;

import io.mcpguard.api.Finding;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.sanitise.Growth;
import io.mcpguard.inspect.signal.Seams;
import io.mcpguard.inspect.signal.Signals;
import io.mcpguard.inspect.skim.FirstLook;
import io.mcpguard.inspect.text.Budget;
import io.mcpguard.inspect.text.Folded;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.inspect.text.Walk;
import io.mcpguard.inspect.verdict.Combination;
import io.mcpguard.inspect.verdict.ContextParameters;
import io.mcpguard.inspect.verdict.OrderScan;
import io.mcpguard.inspect.verdict.Report;
import io.mcpguard.inspect.verdict.Trace;
import io.mcpguard.inspect.view.Decoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One inspection of one message: takes string after string, keeps what it finds. */
final class Scan implements Walk.Visitor {

    static final String TOO_MANY = "too-many-findings";
    static final String TOO_DEAR = "inspection-budget";

    /** Beyond so many the message is refused as a whole; nobody reads more. */
    static final int MAX_FINDINGS = 1_000;

    /** And one string may give so many matches, cues included: more than an honest text of any size. */
    private static final int MAX_MATCHES = 100_000;

    private final Surface surface;
    private final RulePack pack;
    private final FirstLook first;
    private final Folding folding;
    private final Signals signals;
    private final CloserLook closer;
    private final Budget budget = new Budget();
    private final List<Finding> findings = new ArrayList<>();
    private final List<LeafKind> kinds = new ArrayList<>();
    private final ContextParameters parameters = new ContextParameters();
    /** Null unless somebody asks why. */
    private final @Nullable Trace trace;

    private boolean tooMany;

    Scan(Surface surface, FirstLook first, Inspector.Parts parts, Signals signals, @Nullable Trace trace) {
        this.trace = trace;
        this.surface = surface;
        this.pack = parts.pack();
        this.first = first;
        this.folding = parts.folding();
        this.signals = signals;
        this.closer = new CloserLook(surface, first, parts, budget, trace);
    }

    @Override
    public void visit(Walk walk, LeafKind kind, boolean isKey, String text) {
        boolean separated = kind == LeafKind.IDENTIFIER && isSeparated(text);
        boolean encoded = kind == LeafKind.MEDIA && Decoder.isAllEncoded(text);
        if (tooMany) {
            return;
        }
        boolean quiet = !separated && !encoded && closer.isNeedless(text);
        boolean read = kind == LeafKind.PROSE && !isKey && closer.asksClassifier();
        boolean parameter = isKey && surface == Surface.DEFINITION && walk.isAtParameter();
        boolean placed = !isKey && signals.lookAtAll();
        if (quiet && !read && !parameter && !placed) {
            return;
        }
        if (trace != null) {
            trace.begins(text);
        }
        List<Match> matches = new ArrayList<>();
        Consumer<Match> found = match -> {
            tooMany |= matches.size() >= MAX_MATCHES;
            if (!tooMany) {
                matches.add(match);
            }
        };
        if (parameter) {
            parameters.visit(walk.item(), text, found);
        }
        List<Match> given = read ? closer.ordersOf(text) : List.of();
        if (encoded) {
            closer.atEncoded(text, found);
        } else if (!quiet || !given.isEmpty()) {
            closer.at(text, given, separated, found);
        }
        join(walk, text, matches);
        if (quiet
                && placed
                && given.isEmpty()
                && matches.stream().anyMatch(match -> match.severity() != Severity.INFO)) {
            matches.clear(); // what is noticed for its place is weighed with the cues beside it
            closer.at(text, given, separated, found);
            join(walk, text, matches);
        }
        if (matches.isEmpty()) {
            return;
        }
        matches.sort(Comparator.comparingInt(Match::start));
        String pointer = walk.pointer();
        List<Match> weighed = Combination.weigh(matches);
        if (trace != null) {
            trace.weighed(matches, weighed);
        }
        for (Match match : OrderScan.joined(grown(text, weighed), trace)) {
            if (add(pointer, kind, isKey, match) && trace != null) {
                trace.reported(match, findings.get(findings.size() - 1), kind);
            }
        }
    }

    private void join(Walk walk, String text, List<Match> matches) {
        List<Match> before = trace == null ? List.of() : List.copyOf(matches);
        signals.join(walk, text, matches);
        if (trace != null) {
            trace.joined(before, matches);
        }
    }

    /** What is to be reported, each with all that has to go. */
    private List<Match> grown(String text, List<Match> weighed) {
        var growth = new Growth(text);
        var grown = new ArrayList<Match>();
        for (Match match : weighed) {
            if (match.severity() != Severity.INFO) {
                Match whole = growth.grow(match);
                grown.add(whole);
                if (trace != null) {
                    trace.step(match, whole, "");
                }
            }
        }
        return grown;
    }

    /** What lies across the border of two texts is found in both, so that both lose it. */
    void across(Seams.Joined joined) {
        if (tooMany || first.isQuiet(joined.text(), decoded -> true, unseen -> true)) {
            return;
        }
        List<Match> matches = new ArrayList<>();
        budget.grant(joined.text().length());
        pack.scan(surface, Folded.of(joined.text(), folding, false), budget, match -> {
            if (matches.size() < MAX_MATCHES) {
                matches.add(match);
            }
        });
        matches.sort(Comparator.comparingInt(Match::start));
        for (Match match : Combination.weigh(matches)) {
            List<Seams.Part> touched = joined.touched(match.start(), match.end());
            if (match.severity() != Severity.INFO && touched.size() > 1) {
                for (Seams.Part part : touched) {
                    int start = part.from() + Math.max(0, match.start() - part.at());
                    int end = Math.min(part.to(), part.from() + match.end() - part.at());
                    if (start < end) {
                        add(
                                part.pointer(),
                                LeafKind.PROSE,
                                false,
                                new Growth(part.text()).grow(match.at(start, end, match.cut())));
                    }
                }
            }
        }
    }

    /** Whether there was room for it. */
    private boolean add(String pointer, LeafKind kind, boolean isKey, Match match) {
        if (findings.size() >= MAX_FINDINGS) {
            tooMany = true;
            return false;
        }
        String about = isKey ? match.about() + ", in an object key" : match.about();
        Finding finding = Finding.of(match.severity(), pointer, about)
                .rule(match.rule())
                .category(match.category())
                .confidence(match.confidence());
        findings.add(isKey ? finding : finding.span(match.start(), match.end()));
        kinds.add(kind);
        return true;
    }

    Report report() {
        if (tooMany) {
            refuse(TOO_MANY, "more than " + MAX_FINDINGS + " findings in one message");
        }
        if (budget.isExceeded()) {
            refuse(TOO_DEAR, "the message costs more to inspect than it may");
        }
        return findings.isEmpty() ? Report.CLEAN : new Report(findings, kinds);
    }

    private void refuse(String rule, String about) {
        findings.add(Finding.of(Severity.ERROR, "", about).rule(rule).category("bounds"));
        kinds.add(LeafKind.IDENTIFIER);
    }

    /** Whether a name is made of enough words to say something. */
    private static boolean isSeparated(String text) {
        int separators = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            separators += c == '_' || c == '-' ? 1 : 0;
        }
        return separators >= 2;
    }
}
