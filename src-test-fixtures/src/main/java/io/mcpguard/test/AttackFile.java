package io.mcpguard.test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads files of attack cases. */
final class AttackFile {

    private static final List<String> BUILT_IN =
            List.of("tool-poisoning", "hidden-unicode", "rug-pull", "prompt-injection", "shadowing", "asking");
    private static final Set<String> REQUIRED =
            Set.of("id", "category", "surface", "about", "server", "attack", "benign");
    private static final Set<String> OPTIONAL = Set.of("with", "steps");
    private static final List<Map<String, @Nullable Object>> LIST_TOOLS = List.of(Trees.object("list", "tools"));

    /** One case as it stands in the file. */
    record Entry(
            String id,
            String category,
            String surface,
            String about,
            List<String> honest,
            Map<String, @Nullable Object> server,
            List<Map<String, @Nullable Object>> steps,
            Map<String, @Nullable Object> attack,
            Map<String, @Nullable Object> benign) {}

    private AttackFile() {}

    static List<AttackCase> builtIn() {
        var cases = new ArrayList<AttackCase>();
        for (String name : BUILT_IN) {
            String resource = "attacks/" + name + ".yaml";
            try (InputStream in = AttackFile.class.getResourceAsStream(resource)) {
                cases.addAll(parse(
                        resource,
                        new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(cases);
    }

    static List<AttackCase> load(Path file) {
        return parse(file.toString(), Yaml.read(file));
    }

    private static List<AttackCase> parse(String file, String yaml) {
        List<Map<String, @Nullable Object>> entries;
        try {
            entries = ServerFile.list(Yaml.parse(yaml)).stream()
                    .map(ServerFile::object)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": no list of attack cases: " + e.getMessage(), e);
        }
        var cases = new ArrayList<AttackCase>();
        var ids = new HashSet<String>();
        for (Map<String, @Nullable Object> entry : entries) {
            try {
                AttackCase attack = new AttackCase(entry(entry), false);
                check(attack, ids);
                cases.add(attack);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ": case \"" + entry.get("id") + "\": " + e.getMessage(), e);
            }
        }
        return cases;
    }

    private static Entry entry(Map<String, @Nullable Object> entry) {
        entry.keySet().forEach(member -> {
            if (!REQUIRED.contains(member) && !OPTIONAL.contains(member)) {
                var known = new TreeSet<>(REQUIRED);
                known.addAll(OPTIONAL);
                throw new IllegalArgumentException("no member \"" + member + "\", there are " + known);
            }
        });
        REQUIRED.forEach(member -> {
            if (!entry.containsKey(member)) {
                throw new IllegalArgumentException("needs \"" + member + "\"");
            }
        });
        return new Entry(
                Trees.stringAt(entry, "id"),
                Trees.stringAt(entry, "category"),
                Trees.stringAt(entry, "surface"),
                Trees.stringAt(entry, "about"),
                ServerFile.list(entry.getOrDefault("with", List.of())).stream()
                        .map(String::valueOf)
                        .toList(),
                Trees.objectAt(entry, "server"),
                entry.containsKey("steps")
                        ? ServerFile.list(entry.get("steps")).stream()
                                .map(ServerFile::object)
                                .toList()
                        : LIST_TOOLS,
                Trees.objectAt(entry, "attack"),
                Trees.objectAt(entry, "benign"));
    }

    /** Finds at once what would otherwise show when it is played. */
    private static void check(AttackCase attack, Set<String> ids) {
        if (!ids.add(attack.id())) {
            throw new IllegalArgumentException("the id is taken by an earlier case");
        }
        if (attack.payload().isEmpty()) {
            throw new IllegalArgumentException("attack needs \"payload\", the text that must not reach the model");
        }
        if (attack.benignTwin().data().isEmpty()) {
            throw new IllegalArgumentException("benign needs \"data\", the text that must reach the model");
        }
        for (AttackCase one : List.of(attack, attack.benignTwin())) {
            one.servers();
            one.steps().forEach(AttackStep::check);
        }
    }
}
