package io.mcpguard.test;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An attack, or its benign twin: servers, what they say, and what an agent does with them. The twin has the same servers
 * and steps and means well; a policy that stops it is too strict. {@link GuardedAgent#play} plays it.
 *
 * @see AttackSource
 */
public final class AttackCase {

    private final String id;
    private final AttackFile.Entry entry;
    private final boolean benign;
    private final Map<String, @Nullable Object> words;

    AttackCase(AttackFile.Entry entry, boolean benign) {
        this.id = benign ? entry.id() + "-benign" : entry.id();
        this.entry = entry;
        this.benign = benign;
        this.words = new Placeholders(Map.of()).fillObject(benign ? entry.benign() : entry.attack());
    }

    /** {@return the attacks that come with this module, without their twins} */
    public static List<AttackCase> all() {
        return AttackFile.builtIn();
    }

    /**
     * Reads attacks of one's own; {@code docs/testing.md} describes the format.
     *
     * @param file a YAML or JSON file
     * @return its attacks, without their twins
     * @throws IllegalArgumentException if something in it is wrong; names file, case and remedy
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static List<AttackCase> load(Path file) {
        return AttackFile.load(file);
    }

    /** {@return what identifies it, such as {@code poisoning-important-block}} */
    public String id() {
        return id;
    }

    /**
     * {@return the kind of attack: {@code tool-poisoning}, {@code rug-pull}, {@code prompt-injection}, {@code shadowing}
     * or {@code hidden-unicode}}
     */
    public String category() {
        return entry.category();
    }

    /** {@return where the attacker's text stands, such as {@code tools/list description}} */
    public String surface() {
        return entry.surface();
    }

    /** {@return one sentence about it} */
    public String about() {
        return entry.about();
    }

    /** {@return whether it is the twin of an attack} */
    public boolean isBenign() {
        return benign;
    }

    /** {@return its benign twin; itself if it is one} */
    public AttackCase benignTwin() {
        return benign ? this : new AttackCase(entry, true);
    }

    /** {@return texts of which none may reach the model; empty for a benign twin} */
    public List<String> payload() {
        return texts("payload");
    }

    /** {@return texts that should reach the model: what is worth having} */
    public List<String> data() {
        return texts("data");
    }

    private List<String> texts(String member) {
        Object texts = words.get(member);
        if (texts == null) {
            return List.of();
        }
        return texts instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(texts.toString());
    }

    /** The servers of the case under their names in the policy, new and in order. */
    Map<String, TestServer> servers() {
        var servers = new LinkedHashMap<String, TestServer>();
        entry.honest().forEach(name -> servers.put(name, TestServers.named(name)));
        Map<String, @Nullable Object> described = new Placeholders(words).fillObject(entry.server());
        servers.put(Trees.stringAt(described, "name"), ServerFile.server(described));
        return servers;
    }

    /** What the agent does, in order. */
    List<Map<String, @Nullable Object>> steps() {
        var placeholders = new Placeholders(words);
        return entry.steps().stream().map(placeholders::fillObject).toList();
    }

    /** {@return its id} */
    @Override
    public String toString() {
        return id;
    }
}
