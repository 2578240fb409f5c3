package io.mcpguard.policy;

import io.mcpguard.policy.Checks.Fault;
import io.mcpguard.policy.Node.Mapping;
import io.mcpguard.policy.Node.Member;
import io.mcpguard.policy.Node.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of the policy file while it is read: values go to where they belong, and what is wrong is noted. The keys
 * that were asked for are the known ones; {@link #close()} notes all others.
 */
final class Section {

    private final Problems problems;
    private final Values values;
    private final String path;
    private final Mapping mapping;
    private final Set<String> known = new TreeSet<>();
    /** Keys that are dealt with and yet not to be suggested. */
    private final Set<String> settled = new HashSet<>();

    private Section(Problems problems, String path, Mapping mapping) {
        this.problems = problems;
        this.values = new Values(problems);
        this.path = path;
        this.mapping = mapping;
    }

    /** {@return the section, null if the node is no mapping, which is noted} */
    static @Nullable Section open(Problems problems, String path, Node node) {
        if (node instanceof Mapping mapping) {
            return new Section(problems, path, mapping);
        }
        problems.add(
                node.place(),
                path,
                "a mapping is expected, not " + node.kind(),
                path.isEmpty() ? "start with \"version: 1\"" : "write its keys below it, indented, or {} for none");
        return null;
    }

    String path() {
        return path;
    }

    boolean has(String key) {
        return mapping.member(key) != null;
    }

    /** Whether the value of a key has keys of its own. */
    boolean isMapping(String key) {
        Member member = mapping.member(key);
        return member != null && member.value() instanceof Mapping;
    }

    /** Where the section starts. */
    Place place() {
        return mapping.place();
    }

    /** Where a key stands, else where the section starts. */
    Place place(String key) {
        Member member = mapping.member(key);
        return member == null ? place() : member.place();
    }

    /** The value of a key, which is a known one from now on. */
    @Nullable
    Node value(String key) {
        known.add(key);
        Member member = mapping.member(key);
        return member == null ? null : member.value();
    }

    /** The members of a mapping whose keys are names, not words of the format. */
    List<Member> named(String what, int max, Function<String, @Nullable Fault> check) {
        mapping.members().forEach(member -> settled.add(member.key()));
        var members = new ArrayList<Member>();
        for (Member member : mapping.members()) {
            if (members.size() == max) {
                problems.add(member.place(), path, "more than " + max + " " + what, "write fewer");
                return members;
            }
            Fault fault = check.apply(member.key());
            if (fault == null) {
                members.add(member);
            } else {
                problems.add(member.place(), path, fault);
            }
        }
        return members;
    }

    /** A section inside this one. */
    void section(String key, Consumer<Section> reader) {
        Node node = value(key);
        Section section = node == null ? null : open(problems, Checks.member(path, key), node);
        if (section != null) {
            reader.accept(section);
            section.close();
        }
    }

    <T> void choice(String key, Collection<T> choices, Function<T, String> word, Consumer<T> to) {
        read(key, (node, at) -> values.choice(node, at, choices, word), to);
    }

    void bool(String key, Consumer<Boolean> to) {
        read(key, values::bool, to);
    }

    void number(String key, Checks.Range range, LongConsumer to) {
        read(key, (node, at) -> values.number(node, at, range), to::accept);
    }

    /** A number from 0 to 1. */
    void confidence(String key, Consumer<Double> to) {
        read(key, values::confidence, to);
    }

    void duration(String key, Checks.Span span, Consumer<Duration> to) {
        read(key, (node, at) -> values.duration(node, at, span), to);
    }

    void text(String key, Function<String, @Nullable Fault> check, Consumer<String> to) {
        read(key, (node, at) -> values.text(node, at, check), to);
    }

    /** A list of texts; none is given twice if they are unique. */
    void texts(
            String key,
            int max,
            boolean unique,
            Function<String, @Nullable Fault> check,
            Consumer<List<Values.Listed>> to) {
        read(key, (node, at) -> values.texts(node, at, max, unique, check), to);
    }

    private <T> void read(String key, BiFunction<Node, String, @Nullable T> reader, Consumer<T> to) {
        Node node = value(key);
        T value = node == null ? null : reader.apply(node, Checks.member(path, key));
        if (value != null) {
            to.accept(value);
        }
    }

    /** A text that is there for editors and not for the guard. */
    void unread(String key) {
        Member member = mapping.member(key);
        if (member != null && settled.add(key)) {
            values.text(member.value(), Checks.member(path, key));
        }
    }

    /** Notes keys that are planned, so that nobody believes they had an effect. */
    void later(String... keys) {
        for (String key : keys) {
            if (has(key) && settled.add(key)) {
                problems.add(
                        place(key),
                        Checks.member(path, key),
                        "not supported yet",
                        "remove it: nothing would enforce it");
            }
        }
    }

    /** Notes keys that belong somewhere else. */
    void elsewhere(String remedy, String... keys) {
        for (String key : keys) {
            if (has(key) && settled.add(key)) {
                problems.add(place(key), path, "unknown key " + Checks.quote(key), remedy);
            }
        }
    }

    /** Notes the keys that nobody asked for. */
    void close() {
        for (Member member : mapping.members()) {
            String key = member.key();
            if (!known.contains(key) && !settled.contains(key) && !problems.isFull()) {
                problems.add(member.place(), path, "unknown key " + Checks.quote(key), Suggestion.of(key, known));
            }
        }
    }
}
