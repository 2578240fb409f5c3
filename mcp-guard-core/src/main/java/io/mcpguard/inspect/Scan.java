package io.mcpguard.inspect;

import io.mcpguard.api.Finding;
import io.mcpguard.api.LeafKind;
import io.mcpguard.api.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One inspection of one message: takes string after string, keeps what it finds. */
final class Scan implements Walk.Visitor {

    /** Beyond so many the message is refused as a whole; nobody reads more. */
    static final int MAX_FINDINGS = 1_000;

    /** And one string may give so many matches, cues included: more than an honest text of any size. */
    private static final int MAX_MATCHES = 100_000;

    private static final int MAX_NESTING = 2;

    private final Surface surface;
    private final RulePack pack;
    private final Skim skim;
    private final Folding folding;
    private final Signals signals;
    private final Budget budget = new Budget();
    private final List<Finding> findings = new ArrayList<>();
    private final List<LeafKind> kinds = new ArrayList<>();
    private boolean tooMany;

    Scan(Surface surface, RulePack pack, Skim skim, Folding folding, Signals signals) {
        this.surface = surface;
        this.pack = pack;
        this.skim = skim;
        this.folding = folding;
        this.signals = signals;
    }

    @Override
    public void visit(Walk walk, LeafKind kind, boolean isKey, String text) {
        boolean separated = kind == LeafKind.IDENTIFIER && isSeparated(text);
        boolean encoded = kind == LeafKind.MEDIA && Decoder.isAllEncoded(text);
        boolean quiet = !separated && !encoded && skim.isQuiet(text);
        if (tooMany || (quiet && (isKey || !signals.lookAtAll()))) {
            return;
        }
        List<Match> matches = new ArrayList<>();
        Consumer<Match> found = match -> {
            tooMany |= matches.size() >= MAX_MATCHES;
            if (!tooMany) {
                matches.add(match);
            }
        };
        if (encoded) {
            decode(text, 0, found);
        } else if (!quiet) {
            look(text, separated, 0, found);
        }
        signals.join(walk, text, matches);
        if (matches.isEmpty()) {
            return;
        }
        matches.sort(Comparator.comparingInt(Match::start));
        String pointer = walk.pointer();
        for (Match match : Combination.weigh(matches)) {
            if (match.severity() != Severity.INFO) {
                add(pointer, kind, isKey, Growth.of(text, match));
            }
        }
    }

    /** What lies across the border of two texts is found in both, so that both lose it. */
    void across(Seams.Joined joined) {
        if (tooMany || skim.isQuiet(joined.text())) {
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
                                Growth.of(part.text(), match.at(start, end, match.cut())));
                    }
                }
            }
        }
    }

    private void look(String text, boolean separated, int depth, Consumer<Match> sink) {
        budget.grant(text.length());
        Consumer<Match> found = UnseenPlaces.in(text).raising(sink);
        boolean[] rotated = new boolean[1];
        pack.scan(surface, Folded.of(text, folding, separated), budget, match -> {
            rotated[0] |= match.rule().equals(Rot13.RULE);
            found.accept(match);
        });
        HiddenText.scan(text, found);
        TerminalText.scan(text, surface == Surface.DEFINITION || surface == Surface.INSTRUCTIONS, found);
        Views.forEach(text, budget, reading -> read(reading, found));
        if (rotated[0]) {
            read(Rot13.read(text), found);
        }
        decode(text, depth, found);
    }

    /** What only a reading without a disguise shows is found where the disguise stands. */
    private void read(Reading reading, Consumer<Match> found) {
        pack.scan(surface, Folded.of(reading.text(), folding, false), budget, match -> {
            @Nullable Match there = reading.locate(match);
            if (there != null) {
                found.accept(there);
            }
        });
    }

    /** What is found in a run that was decoded is found in all of the run, and once: the strongest of each rule. */
    private void decode(String text, int depth, Consumer<Match> found) {
        if (depth < MAX_NESTING) {
            Decoder.Decoded visitor = (decoded, start, end) -> {
                var strongest = new LinkedHashMap<String, Match>();
                look(
                        decoded,
                        false,
                        depth + 1,
                        match -> strongest.merge(match.rule(), match.inside(decoded, start, end), Match::stronger));
                strongest.values().forEach(found);
            };
            Decoder.forEach(text, budget, visitor);
            Smuggled.forEach(text, budget, visitor);
        }
    }

    private void add(String pointer, LeafKind kind, boolean isKey, Match match) {
        if (findings.size() >= MAX_FINDINGS) {
            tooMany = true;
            return;
        }
        String about = isKey ? match.about() + ", in an object key" : match.about();
        Finding finding = Finding.of(match.severity(), pointer, about)
                .rule(match.rule())
                .category(match.category())
                .confidence(match.confidence());
        findings.add(isKey ? finding : finding.span(match.start(), match.end()));
        kinds.add(kind);
    }

    Report report() {
        if (tooMany) {
            refuse("too-many-findings", "more than " + MAX_FINDINGS + " findings in one message");
        }
        if (budget.isExceeded()) {
            refuse("inspection-budget", "the message costs more to inspect than it may");
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
