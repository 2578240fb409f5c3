package io.mcpguard.inspect;

import static java.util.Objects.requireNonNull;

import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule;
import io.mcpguard.inspect.rule.RuleFile;
import io.mcpguard.inspect.rule.RulePack;
import io.mcpguard.inspect.rule.RuleText;
import io.mcpguard.inspect.text.Budget;
import io.mcpguard.inspect.text.Folded;
import io.mcpguard.inspect.text.Folding;
import io.mcpguard.json.SafeText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rules of one's own, beside those that come with the guard. They are read from rule files, whose format
 * {@code docs/inspection.md} describes, and are refused there and then if anything is wrong with them: a rule has to find
 * its own examples and to pass its near misses. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * Policy.balanced().inspect(inspect -> inspect.rules(OwnRules.load(Path.of("my-rules.yaml"))))
 * }</pre>
 */
public final class OwnRules {

    /** No rules. */
    public static final OwnRules NONE = new OwnRules(List.of());

    /** So many files can be read. */
    public static final int MAX_FILES = 20;

    /** Of a file. */
    public static final int MAX_BYTES = 1 << 20;

    /** In all files. */
    static final int MAX_RULES = 2_000;

    /** Characters that the literals of all rules have. */
    static final int MAX_LITERAL_CHARS = 150_000;

    /** More rules than this begin with no literal: each is tried wherever it stands. */
    static final int MAX_PER_LITERAL = 50;

    /** One file that was read. */
    private record Source(String file, String digest, List<Rule> rules, Map<String, Integer> lines) {

        RuleFileException fault(Rule rule, String reason) {
            return new RuleFileException(file, lines.getOrDefault(rule.id(), 0), rule.id(), reason);
        }
    }

    private final List<Source> sources;
    private @Nullable Inspector inspector;

    private OwnRules(List<Source> sources) {
        this.sources = sources;
    }

    /**
     * Reads rule files.
     *
     * @param files YAML in UTF-8, regular files of 1 MiB at most, 20 of them
     * @return their rules, 2,000 at most
     * @throws RuleFileException with the first thing that is wrong with one of them
     */
    public static OwnRules load(Path... files) {
        var rules = NONE;
        for (Path file : files) {
            rules = rules.with(read(file.toString(), RuleText.load(file, file.toString())));
        }
        return rules.ready();
    }

    /**
     * Reads rule files next to a file that names them, or below it. What lies elsewhere is refused, by symbolic links too.
     *
     * @param folder where they have to be
     * @param names their relative paths, with slashes, as errors and explanations show them
     * @return their rules, 2,000 at most
     * @throws RuleFileException with the first thing that is wrong with one of them
     */
    public static OwnRules below(Path folder, String... names) {
        var rules = NONE;
        for (String name : names) {
            rules = rules.with(read(name, RuleText.below(folder, name)));
        }
        return rules.ready();
    }

    /**
     * Reads the text of a rule file.
     *
     * @param fileName what errors and explanations call it
     * @param text YAML, 1 Mi characters at most
     * @return its rules
     * @throws RuleFileException with the first thing that is wrong with it
     */
    public static OwnRules parse(String fileName, String text) {
        return NONE.with(read(requireNonNull(fileName, "fileName"), text)).ready();
    }

    private static Source read(String fileName, String text) {
        if (text.length() > MAX_BYTES) {
            throw new RuleFileException(fileName, 0, "", "larger than 1 MiB");
        }
        var folding = new Folding();
        var file = new RuleFile(folding);
        List<Rule> rules = file.read(fileName, text);
        if (rules.isEmpty()) {
            throw new RuleFileException(fileName, 0, "", "it holds no rule");
        }
        var source = new Source(fileName, sha256(text), rules, file.lines());
        rules.forEach(rule -> check(source, rule, folding));
        return source;
    }

    /**
     * These rules and others.
     *
     * @param more the others
     * @return all of them
     * @throws RuleFileException if two rules have one id or there are too many
     */
    public OwnRules and(OwnRules more) {
        var all = this;
        for (Source source : more.sources) {
            all = all.with(source);
        }
        return all.ready();
    }

    /** Makes the inspector, which refuses what takes too much memory. */
    private OwnRules ready() {
        try {
            inspector();
            return this;
        } catch (IllegalArgumentException e) {
            String last = sources.get(sources.size() - 1).file;
            throw new RuleFileException(last, 0, "", String.valueOf(e.getMessage()));
        }
    }

    private OwnRules with(Source source) {
        var ids = new HashSet<>(Inspector.standard().ruleIds());
        ids.addAll(Inspector.RESERVED);
        Set<String> own = ids();
        for (Rule rule : source.rules) {
            if (own.contains(rule.id())) {
                throw source.fault(rule, "another rule file has a rule of this id");
            }
            if (ids.contains(rule.id())) {
                throw source.fault(rule, "a rule of the guard has this id; choose another, such as my-" + rule.id());
            }
        }
        if (sources.size() == MAX_FILES) {
            throw new RuleFileException(source.file, 0, "", "more than " + MAX_FILES + " rule files");
        }
        var all = new ArrayList<>(sources);
        all.add(source);
        var rules = new OwnRules(List.copyOf(all));
        rules.refuseTooMany(source);
        return rules;
    }

    private void refuseTooMany(Source last) {
        List<Rule> rules = rules();
        if (rules.size() > MAX_RULES) {
            throw new RuleFileException(last.file, 0, "", "more than 2,000 rules in all files");
        }
        var beginning = new HashMap<String, Integer>();
        long chars = 0;
        for (Rule rule : rules) {
            for (String literal : new HashSet<>(rule.literals())) {
                chars += literal.length();
                if (beginning.merge(literal, 1, Integer::sum) > MAX_PER_LITERAL) {
                    throw last.fault(
                            rule, "more than " + MAX_PER_LITERAL + " rules begin with the literal \"" + literal + "\"");
                }
            }
            chars += rule.then().stream().mapToLong(String::length).sum();
        }
        if (chars > MAX_LITERAL_CHARS) {
            throw new RuleFileException(
                    last.file, 0, "", "the literals of all rules have more than 150,000 characters");
        }
    }

    /** Tries its examples, each by itself. */
    private static void check(Source source, Rule rule, Folding folding) {
        var alone = new RulePack(List.of(rule));
        for (String text : rule.matches()) {
            if (!finds(alone, rule, text, folding)) {
                throw source.fault(rule, "it does not find its example \"" + excerpt(text) + "\" under match");
            }
        }
        for (String text : rule.passes()) {
            if (finds(alone, rule, text, folding)) {
                throw source.fault(rule, "it finds its near miss \"" + excerpt(text) + "\" under pass");
            }
        }
    }

    private static boolean finds(RulePack pack, Rule rule, String text, Folding folding) {
        var found = new ArrayList<Match>();
        pack.scan(rule.surfaces().iterator().next(), Folded.of(text, folding, false), new Budget(), found::add);
        return !found.isEmpty();
    }

    private static String excerpt(String text) {
        return SafeText.excerpt(text, 80);
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** {@return whether there are none} */
    public boolean isEmpty() {
        return sources.isEmpty();
    }

    /** {@return the ids of the rules, sorted} */
    public Set<String> ids() {
        var ids = new TreeSet<String>();
        rules().forEach(rule -> ids.add(rule.id()));
        return ids;
    }

    /** {@return SHA-256 of the text of each file, in lower-case hexadecimal, in the order they were read in} */
    public List<String> digests() {
        return sources.stream().map(Source::digest).toList();
    }

    /**
     * An inspector that has these rules beside all others. It was made when they were read, which takes a while; every call
     * returns the same one.
     *
     * @return {@link Inspector#standard()} if there are none
     */
    public synchronized Inspector inspector() {
        if (isEmpty()) {
            return Inspector.standard();
        }
        if (inspector == null) {
            inspector = Inspector.standard().with(this);
        }
        return inspector;
    }

    public List<Rule> rules() {
        return sources.stream().flatMap(source -> source.rules.stream()).toList();
    }

    /** The file that a rule stands in. */
    @Nullable
    public String fileOf(String rule) {
        for (Source source : sources) {
            if (source.rules.stream().anyMatch(each -> each.id().equals(rule))) {
                return source.file;
            }
        }
        return null;
    }

    /** The same files in the same order are the same rules. */
    @Override
    public boolean equals(Object o) {
        return o instanceof OwnRules that && digests().equals(that.digests());
    }

    @Override
    public int hashCode() {
        return digests().hashCode();
    }

    /** {@return the ids} */
    @Override
    public String toString() {
        return ids().toString();
    }
}
