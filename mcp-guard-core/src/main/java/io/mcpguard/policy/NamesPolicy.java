package io.mcpguard.policy;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happens to names that look like others. Immutable; each wither returns a copy. */
public final class NamesPolicy {

    /** What a look-alike can be treated with. */
    static final List<Treatment> TREATMENTS = List.of(Treatment.FLAG, Treatment.BLOCK);

    private final Treatment servers;

    private NamesPolicy(Treatment servers) {
        this.servers = servers;
    }

    static NamesPolicy of(Preset preset) {
        return new NamesPolicy(preset == Preset.OBSERVE ? Treatment.FLAG : Treatment.BLOCK);
    }

    /** {@return what happens to a server whose name is taken for one that the policy lists or the lock has} */
    public Treatment servers() {
        return servers;
    }

    /**
     * A copy with another treatment of servers.
     *
     * @param servers {@code FLAG} or {@code BLOCK}
     * @return the copy
     */
    public NamesPolicy servers(Treatment servers) {
        if (!TREATMENTS.contains(requireNonNull(servers, "servers"))) {
            throw Checks.builderProblem(
                    "names.servers",
                    Checks.quote(servers.key()) + " is not possible here",
                    Checks.oneOf(TREATMENTS.stream().map(Treatment::key).toList()));
        }
        return new NamesPolicy(servers);
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("servers", servers.key());
        return tree;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof NamesPolicy that && servers == that.servers;
    }

    @Override
    public int hashCode() {
        return servers.hashCode();
    }

    @Override
    public String toString() {
        return tree().toString();
    }
}
