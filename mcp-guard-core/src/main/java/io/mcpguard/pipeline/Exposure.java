package io.mcpguard.pipeline;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.vault.DataVault;
import io.mcpguard.data.vault.DataVault.Found;
import io.mcpguard.data.vault.DataVault.Redacted;
import io.mcpguard.data.vault.Spot;
import io.mcpguard.inspect.Surface;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.DataPolicy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sealed stages for data: redact, where values give way to placeholders before anybody else sees them, and release, where
 * they come back for servers that may have them. What happens to which class says the policy.
 */
final class Exposure {

    static final String NAME = "data";

    /** The part of a result that a schema describes. */
    private static final String STRUCTURED = "structuredContent";

    private final DataPolicy policy;
    private final DataVault vault;
    private final Leaks leaks;
    private final Limits limits;
    private final boolean enforced;

    /**
     * The stages of one connection.
     *
     * @param policy what it says of data to and from the server
     * @param vault where the values of all conversations are
     * @param leaks what has gone out piece by piece
     * @param limits how large a message may become
     * @param enforced whether anything is changed or refused, and not only recorded
     */
    Exposure(DataPolicy policy, DataVault vault, Leaks leaks, Limits limits, boolean enforced) {
        this.policy = policy;
        this.vault = vault;
        this.leaks = leaks;
        this.limits = limits;
        this.enforced = enforced;
    }

    /** One message, through all the times that it is looked at. */
    Passing passing(Tally tally, Definitions definitions) {
        return new Passing(tally, definitions);
    }

    /** One message on its way. Not thread-safe. */
    final class Passing {

        private final Tally tally;
        private final Definitions definitions;
        /** The placeholders that were put into it. */
        private final Set<String> issued = new HashSet<>();
        /** What they stand for: the words of others must not tell it. */
        private final Map<String, String> redacted = new HashMap<>();
        /** What has been said of it. */
        private final Set<String> said = new HashSet<>();

        private Passing(Tally tally, Definitions definitions) {
            this.tally = tally;
            this.definitions = definitions;
        }

        /**
         * Takes values out of a message that is about to be sent, and says what may not go to this server. Called again, it
         * finds what a mutator has added since.
         */
        Intercepted send(Intercepted in) {
            var notes = new Notes(in, policy, tally, enforced, said);
            Found found = vault.lookAtSent(Leaks.conversation(in), in.payload(), notes::strictness);
            List<Spot> values = notes.of(found);
            return enforced && !values.isEmpty() ? redacted(in, values, null) : in;
        }

        /** Says what leaves by small steps, once nothing changes any more. */
        void leaving(Intercepted out) {
            leaks.sending(out, policy, vault, tally, enforced);
        }

        /** Puts placeholders in place of values. Called again, it finds what a change has put together since. */
        Intercepted receive(Intercepted in) {
            if (isDefinition(in)) {
                // Whoever may see a definition may see it as it is: so it was pinned.
                if (!definitions.isKnown(in)) {
                    new Notes(in, policy, tally, enforced, said).record(vault.lookForSecrets(in.payload()));
                }
                return in;
            }
            var notes = new Notes(in, policy, tally, enforced, said);
            Found found = vault.lookAtReceived(Leaks.conversation(in), in.payload(), issued, notes::strictness);
            List<Spot> values = notes.of(found);
            Intercepted out = enforced && !values.isEmpty() ? keepingPromises(in, values) : in;
            leaks.received(out, vault, tally, enforced);
            return out;
        }

        private Intercepted redacted(Intercepted in, List<Spot> values, @Nullable String typedUnder) {
            Redacted changed = vault.redact(Leaks.conversation(in), in.payload(), values, typedUnder);
            leaks.watch(in, changed.values());
            issued.addAll(changed.keys());
            redacted.putAll(changed.values());
            return in.payload(JsonTree.freezeObject(changed.payload(), limits));
        }

        /** Where a schema wants an e-mail address or a URI, placeholders look like one. */
        private Intercepted keepingPromises(Intercepted in, List<Spot> values) {
            Intercepted out = redacted(in, values, null);
            String broken = definitions.brokenFormat(in, out);
            if (broken != null) {
                out = redacted(in, values, STRUCTURED);
                broken = definitions.brokenFormat(in, out);
            }
            if (broken == null && definitions.brokenPromise(in) == null) {
                broken = definitions.brokenPromise(out);
            }
            if (broken != null) {
                tally.add(
                        NAME,
                        true,
                        Remedy.NONE,
                        Finding.of(Severity.ERROR, broken, "no placeholder can stand here by the tool's outputSchema")
                                .rule("placeholder-schema")
                                .category(Notes.CATEGORY));
            }
            return out;
        }

        /** Findings point at members that may have a value for a name, and those of others may quote one. */
        void conceal() {
            if (!tally.isClean()) {
                var concealed = new Concealed(redacted, vault::conceal);
                tally.reword(concealed::of, concealed::words);
            }
        }
    }

    private static boolean isDefinition(Intercepted in) {
        Surface surface = Surface.of(in.event(), in.phase(), in.kind(), in.fromServer());
        return surface == Surface.DEFINITION || surface == Surface.INSTRUCTIONS;
    }

    /**
     * The message with the values that its receiver may have. What is received gets back only what somebody was asked about:
     * had nobody said yes, it would not have come so far.
     */
    Map<String, @Nullable Object> release(Intercepted judged) {
        Map<String, @Nullable Object> restored =
                vault.restore(Leaks.conversation(judged), judged.payload(), kind -> may(judged, kind));
        return restored == judged.payload() ? restored : JsonTree.freezeObject(restored, limits);
    }

    private boolean may(Intercepted in, DataClass kind) {
        if (kind.equals(DataVault.LITERAL)) {
            return !in.fromServer();
        }
        return switch (Notes.treatment(policy, in, kind).value()) {
            case ALLOW, RECORD -> !in.fromServer();
            case ASK -> true;
            case REDACT, REFUSE -> false;
        };
    }
}
