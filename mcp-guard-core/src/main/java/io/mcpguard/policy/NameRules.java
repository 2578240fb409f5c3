package io.mcpguard.policy;

import io.mcpguard.policy.Ruling.Effect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which names of one kind (tools, prompts, resources) of one server are allowed. Deny wins over ask, ask over allow;
 * among rules of one effect the most specific is the one that is named. Rules without wildcards are found by hash, the
 * others are tried in that order.
 */
final class NameRules {

    /** Longer names are refused unread, in characters. */
    static final int MAX_NAME = 4096;

    private static final Ruling TOO_LONG =
            new Ruling(Effect.REFUSE, "bounds", "its name is longer than " + MAX_NAME + " characters");

    private final List<Rule> rules;
    private final Map<String, Ranked> exact = new HashMap<>();
    private final List<Ranked> wild;
    private final Ruling otherwise;

    private NameRules(List<Rule> sorted, Ruling otherwise) {
        var patterns = new ArrayList<Ranked>();
        for (int rank = 0; rank < sorted.size(); rank++) {
            Rule rule = sorted.get(rank);
            var ranked = new Ranked(rank, rule.glob(), rule.ruling());
            if (rule.glob().isExact()) {
                exact.putIfAbsent(rule.glob().text(), ranked);
            } else {
                patterns.add(ranked);
            }
        }
        this.rules = sorted;
        this.wild = List.copyOf(patterns);
        this.otherwise = otherwise;
    }

    /** One answer for all names. */
    static NameRules always(Ruling ruling) {
        return new NameRules(List.of(), ruling);
    }

    /** Whether all names get the same answer. */
    boolean isEmpty() {
        return rules.isEmpty();
    }

    /** The names that a rule without wildcards lets pass, and nothing denies. */
    Set<String> named() {
        return exact.keySet().stream()
                .filter(name -> of(name).effect() != Effect.REFUSE)
                .collect(Collectors.toUnmodifiableSet());
    }

    Ruling of(String name) {
        if (name.length() > MAX_NAME) {
            return TOO_LONG;
        }
        Ranked named = exact.get(name);
        int best = named == null ? Integer.MAX_VALUE : named.rank();
        for (int i = 0; i < wild.size(); i++) {
            Ranked next = wild.get(i);
            if (next.rank() > best) {
                break;
            }
            if (next.glob().matches(name)) {
                return next.ruling();
            }
        }
        return named == null ? otherwise : named.ruling();
    }

    /** What it means, apart from where it stands. */
    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        for (Effect effect : Effect.values()) {
            List<String> globs = rules.stream()
                    .filter(rule -> rule.effect() == effect)
                    .map(rule -> rule.glob().text())
                    .sorted()
                    .toList();
            tree.put(effect.name().toLowerCase(Locale.ROOT), globs);
        }
        tree.put("otherwise", otherwise.effect().name().toLowerCase(Locale.ROOT));
        return tree;
    }

    /** A rule with its place in the order of precedence. */
    private record Ranked(int rank, Glob glob, Ruling ruling) {}

    /** One entry of an allow, ask or deny list. */
    private record Rule(Effect effect, Glob glob, Ruling ruling) {

        static final Comparator<Rule> BY_PRECEDENCE =
                Comparator.comparing(Rule::effect).thenComparing(Rule::glob, Glob::compareSpecificity);
    }

    /** Collects the rules, from the file or from code. */
    static final class Builder {

        private final List<Rule> rules = new ArrayList<>();
        private @Nullable String allowlist;
        private @Nullable Ruling otherwise;

        /** Adds a glob that has been checked. */
        void add(Effect effect, String glob, String where) {
            String reason = switch (effect) {
                case REFUSE -> "denied by the policy";
                case ASK -> "needs approval";
                case ALLOW -> "allowed by the policy";
            };
            rules.add(new Rule(effect, new Glob(glob), new Ruling(effect, where, reason)));
        }

        /** There is a list of what is allowed, maybe an empty one: what no rule names is refused. */
        void allowlist(String where) {
            allowlist = allowlist == null ? where : allowlist;
        }

        /** What happens to what no rule names. */
        void otherwise(Effect effect, String where) {
            otherwise = new Ruling(effect, where, "no rule names it");
        }

        int count(Effect effect) {
            return (int) rules.stream().filter(rule -> rule.effect() == effect).count();
        }

        NameRules build(Preset preset) {
            Ruling last = otherwise;
            if (last == null && allowlist != null) {
                last = new Ruling(Effect.REFUSE, allowlist, "not on the allowlist");
            }
            if (last == null) {
                last = preset == Preset.STRICT
                        ? new Ruling(Effect.REFUSE, preset.asRule(), "strict allows only what a rule names")
                        : new Ruling(Effect.ALLOW, preset.asRule(), "no rule names it");
            }
            return new NameRules(rules.stream().sorted(Rule.BY_PRECEDENCE).toList(), last);
        }
    }
}
