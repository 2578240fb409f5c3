package io.mcpguard.inspect.rule;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.OwnRules;
import io.mcpguard.inspect.Surface;
import io.mcpguard.inspect.scan.Automaton;
import io.mcpguard.inspect.scan.Question;
import io.mcpguard.inspect.scan.Reach;
import io.mcpguard.inspect.text.Budget;
import io.mcpguard.inspect.text.Folded;
import io.mcpguard.inspect.text.Folding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rules, ready to be tried: one automaton over all their literals says which ones, and where. */
public final class RulePack {

    /** No rule looks further than this behind its literal. */
    public static final int WINDOW = 320;
    /** How far around a match its {@code unless} looks. */
    public static final int AROUND = 60;

    /** So many matches but cues in one string, and one more for so many characters; past that the rest goes as a whole. */
    private static final int FLOOD = 64;

    private static final int CHARS_PER_MATCH = 2_048;

    /** Cues count once; the same one again so soon says nothing new. */
    private static final int CUE_SPACING = 100;

    private static final List<String> FILES = List.of(
            "words.yaml",
            "override.yaml",
            "address.yaml",
            "concealment.yaml",
            "secrets.yaml",
            "redirection.yaml",
            "roles.yaml",
            "personas.yaml",
            "languages.yaml",
            "encoded.yaml",
            "bare.yaml",
            "cues.yaml",
            "languages/spanish.yaml",
            "languages/french.yaml",
            "languages/german.yaml",
            "languages/portuguese.yaml",
            "languages/italian.yaml",
            "languages/russian.yaml",
            "languages/chinese.yaml",
            "languages/japanese.yaml",
            "languages/korean.yaml");

    private final List<Rule> rules;
    private final List<String> literals;
    private final Automaton automaton;
    /** For each rule whether it may match somewhere at all. */
    private final Reach[] reaches;
    /** By the rule's name, what excuses a match of it. */
    private final Map<String, Question> excuses = new HashMap<>();
    /** For each literal the rules that it begins. */
    private final int[][] begins;
    /** For each literal the rules that it has to follow in. */
    private final int[][] follows;

    private final OwnRules own;

    public RulePack(List<Rule> rules) {
        this(rules, new Reach[0], OwnRules.NONE);
    }

    /** Some rules, for the first of which it was looked ahead before. */
    private RulePack(List<Rule> rules, Reach[] known, OwnRules own) {
        this.own = own;
        this.rules = List.copyOf(rules);
        this.reaches = Arrays.copyOf(known, rules.size());
        for (int i = known.length; i < reaches.length; i++) {
            reaches[i] = new Reach(rules.get(i).pattern().pattern());
        }
        var ids = new HashSet<String>();
        var begin = new LinkedHashMap<String, List<Integer>>();
        var follow = new LinkedHashMap<String, List<Integer>>();
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("two rules are called " + rule.id());
            }
            if (rule.unless() != null) {
                excuses.put(rule.id(), new Question(rule.unless().pattern()));
            }
            for (String literal : new HashSet<>(rule.literals())) {
                begin.computeIfAbsent(literal, l -> new ArrayList<>()).add(i);
            }
            for (String literal : new HashSet<>(rule.then())) {
                follow.computeIfAbsent(literal, l -> new ArrayList<>()).add(i);
            }
        }
        var all = new LinkedHashSet<>(begin.keySet());
        all.addAll(follow.keySet());
        this.literals = List.copyOf(all);
        this.automaton = new Automaton(literals);
        this.begins = rulesOf(begin);
        this.follows = rulesOf(follow);
    }

    private int[][] rulesOf(Map<String, List<Integer>> byLiteral) {
        return literals.stream()
                .map(literal -> byLiteral.getOrDefault(literal, List.of()).stream()
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
    }

    /** The rules that come with the guard. */
    public static RulePack standard(Folding folding) {
        var reader = new RuleFile(folding);
        var rules = new ArrayList<Rule>();
        FILES.forEach(file -> rules.addAll(reader.read(file, resource(file))));
        return new RulePack(rules);
    }

    /** The rules of one text in the format of a rule file. */
    public static RulePack of(String file, String text, Folding folding) {
        return new RulePack(new RuleFile(folding).read(file, text));
    }

    /** These rules and more. */
    public RulePack with(OwnRules more) {
        var all = new ArrayList<>(rules);
        all.addAll(more.rules());
        return new RulePack(all, reaches, more);
    }

    public List<Rule> rules() {
        return rules;
    }

    public Automaton automaton() {
        return automaton;
    }

    /** The positions of the rules that a literal begins. */
    public int[] begins(int literal) {
        return begins[literal];
    }

    /** The positions of the rules that a literal has to follow in. */
    public int[] follows(int literal) {
        return follows[literal];
    }

    /** Whether a rule may match where a text begins that goes on. */
    public boolean mayBegin(int rule, CharSequence beginning) {
        return !reaches[rule].isOutOf(beginning);
    }

    /** What a rule matches from an index on, null if nothing. */
    @Nullable
    public Match match(int rule, Folded text, int start) {
        return attempt(rule, text, start, Integer.MAX_VALUE);
    }

    public String literal(int literal) {
        return literals.get(literal);
    }

    /** Tries every rule of a surface where a literal of it stands. The work is paid from the budget. */
    public void scan(Surface surface, Folded text, Budget budget, Consumer<? super Match> found) {
        var hits = new Hits();
        automaton.scan(text, hits);
        // from the end, so that it is known what follows
        int[] following = new int[rules.size()];
        Arrays.fill(following, Integer.MAX_VALUE);
        int matchesLeft = FLOOD + text.length() / CHARS_PER_MATCH;
        int floodStart = 0;
        int floodEnd = 0;
        int[] taken = new int[rules.size()];
        Arrays.fill(taken, Integer.MAX_VALUE);
        for (int i = hits.size - 1; i >= 0; i--) {
            int literal = hits.literals[i];
            int start = hits.ends[i] - literals.get(literal).length();
            for (int index : begins[literal]) {
                Rule rule = rules.get(index);
                boolean candidate = rule.then().isEmpty() || following[index] <= start + WINDOW;
                boolean isCue = rule.severity() == Severity.INFO;
                if (!candidate
                        || !rule.surfaces().contains(surface)
                        || !startsWord(text, start)
                        || (isCue && taken[index] - start < CUE_SPACING)) {
                    continue;
                }
                if (!budget.spendTry()) {
                    return;
                }
                if (matchesLeft == 0) {
                    if (!isCue && reaches[index].mayBegin(text.window(start, WINDOW))) {
                        floodStart = start;
                        floodEnd = Math.max(floodEnd, hits.ends[i]);
                    }
                    continue;
                }
                Match match = attempt(index, text, start, taken[index]);
                if (match != null) {
                    taken[index] = start;
                    found.accept(match);
                    if (!isCue && !budget.spendMatch()) {
                        return;
                    }
                    matchesLeft -= isCue ? 0 : 1;
                }
            }
            for (int index : follows[literal]) {
                following[index] = hits.ends[i];
            }
        }
        if (floodEnd > 0) {
            found.accept(flood(text, floodStart, floodEnd));
        }
    }

    /**
     * What stands for the matches that were not looked at one by one. Honest documents have no tenth of so many; whoever
     * floods a text with orders loses what lies between them, and does not buy time with them.
     */
    private static Match flood(Folded text, int start, int end) {
        return Match.of(
                BuiltIn.FLOOD,
                "prompt-injection",
                Severity.ERROR,
                0.95,
                "more suspicious passages than are looked at one by one",
                text.start(start),
                text.end(end),
                Rule.Cut.ORDERS);
    }

    /** The match that begins here, unless it reaches into one that was reported already. */
    private @Nullable Match attempt(int index, Folded text, int start, int taken) {
        CharSequence window = text.window(start, WINDOW);
        if (!reaches[index].mayBegin(window)) {
            return null;
        }
        Rule rule = rules.get(index);
        var matcher = rule.pattern().matcher(window);
        if (!matcher.lookingAt()) {
            return null;
        }
        int end = start + matcher.end();
        return end > taken || excused(rule, text, start, end) ? null : match(rule, text, start, end);
    }

    private static Match match(Rule rule, Folded text, int start, int end) {
        Severity severity = rule.severity();
        double confidence = rule.confidence();
        boolean disguised = !rule.otherScript() && text.isDisguised(start, end);
        if (disguised) {
            // whoever disguises words that a rule looks for means what they say
            severity = severity == Severity.WARN ? Severity.ERROR : severity;
            confidence = Math.max(confidence, 0.9);
        }
        var match = Match.of(
                rule.id(),
                rule.category(),
                severity,
                confidence,
                rule.about(),
                text.start(start),
                text.end(end),
                rule.cut());
        return !disguised && Quotation.isDiscussed(text, start, end) ? match.asDiscussed() : match;
    }

    private boolean excused(Rule rule, Folded text, int start, int end) {
        @Nullable Question excuse = excuses.get(rule.id());
        if (excuse == null) {
            return false;
        }
        int from = start;
        while (from > Math.max(0, start - AROUND) && !isStop(text, from - 1)) {
            from--;
        }
        int to = end;
        while (to < Math.min(text.length(), end + AROUND) && !isStop(text, to)) {
            to++;
        }
        return excuse.isIn(text.window(from, to - from));
    }

    /** Whether a sentence ends there: what another one says excuses nothing. The one of {@code e.g.} ends none. */
    private static boolean isStop(Folded text, int at) {
        char c = text.charAt(at);
        boolean mark = c == '.' || c == '!' || c == '?';
        boolean behindWord = at > 1 && isLetter(text.charAt(at - 1)) && isLetter(text.charAt(at - 2));
        return c == '\n' || (mark && behindWord && at + 1 < text.length() && text.charAt(at + 1) == ' ');
    }

    /** A literal that begins with a letter begins a word. */
    private static boolean startsWord(Folded text, int start) {
        return start == 0 || !isLetter(text.charAt(start)) || !isLetter(text.charAt(start - 1));
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** The file that a rule stands in, {@code ""} if it stands in none. Reads those of the guard: for people. */
    public String fileOf(String rule) {
        @Nullable String ofOwn = own.fileOf(rule);
        if (ofOwn != null) {
            return ofOwn;
        }
        String id = "- id: " + rule + "\n";
        return FILES.stream()
                .filter(file -> resource(file).contains(id))
                .findFirst()
                .orElse("");
    }

    private static String resource(String name) {
        try (@Nullable InputStream in = RulePack.class.getResourceAsStream("/io/mcpguard/inspect/" + name)) {
            if (in == null) {
                throw new IllegalStateException("rule file " + name + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("rule file " + name + " cannot be read", e);
        }
    }

    /** Occurrences of literals, by the end of each. */
    private static final class Hits implements Automaton.Hits {

        private int[] literals = new int[64];
        private int[] ends = new int[64];
        private int size;

        @Override
        public void hit(int literal, int end) {
            if (size == ends.length) {
                literals = Arrays.copyOf(literals, 2 * size);
                ends = Arrays.copyOf(ends, 2 * size);
            }
            literals[size] = literal;
            ends[size++] = end;
        }
    }
}
