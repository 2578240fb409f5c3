package io.mcpguard.pipeline;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Finding;
import io.mcpguard.api.Severity;
import io.mcpguard.api.ValidationResult.Remedy;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.leak.Bounds;
import io.mcpguard.data.leak.Leak;
import io.mcpguard.data.leak.LeakWatch;
import io.mcpguard.data.leak.Piece;
import io.mcpguard.data.vault.Conversations;
import io.mcpguard.data.vault.DataVault;
import io.mcpguard.policy.DataPolicy;
import io.mcpguard.policy.DataTreatment;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** What goes out piece by piece, in disguise, or as noise: what the watch sees, by what the policy says of it. */
public final class Leaks {

    static final String LEAK = "data-leak";
    static final String CANARY = "canary";
    static final String ENTROPY = "entropy-budget";

    private final LeakWatch watch;

    /**
     * Watches the canaries of a policy.
     *
     * @param policy what it says of data of all servers
     * @param clock tells when a conversation is over
     */
    public Leaks(DataPolicy policy, Clock clock) {
        watch = new LeakWatch(Bounds.standard().withLifetime(policy.lifetime()), new SecureRandom(), clock);
        int number = 0;
        for (String canary : policy.canaries()) {
            watch.canary("canary " + ++number, canary);
        }
    }

    /** The name under which values of a conversation are kept. Nobody can take on that of another by its id. */
    static String conversation(Intercepted in) {
        Conversation conversation = in.conversation();
        return (conversation.isAttributed() ? "a:" : Conversations.UNATTRIBUTED)
                + conversation.id()
                + conversation.principal().map(principal -> '\0' + principal).orElse("");
    }

    /** Watches values that have given way to placeholders, by the key of each. */
    void watch(Intercepted in, Map<String, String> values) {
        values.forEach((key, value) -> watch.watch(conversation(in), key, value));
    }

    /** Looks at a message to a server, in which placeholders stand for what is known to be in it. */
    void sending(Intercepted out, DataPolicy policy, DataVault vault, Tally tally, boolean enforced) {
        String conversation = conversation(out);
        out.conversation().prompt().ifPresent(prompt -> watch.asked(conversation, List.of(new Piece("", prompt))));
        for (Leak leak : watch.sending(conversation, out.server().name(), Pieces.of(out.payload()))) {
            if (leak.canary()) {
                refuse(
                        CANARY,
                        leak.pointer(),
                        leak.name() + " is on its way to the server, " + how(leak),
                        tally,
                        enforced);
                continue;
            }
            DataClass kind = vault.kindOf(conversation, leak.name());
            DataTreatment treatment = kind == null
                    ? DataTreatment.REFUSE
                    : Notes.treatment(policy, out, kind).value();
            if (treatment.compareTo(DataTreatment.RECORD) > 0) {
                String what = kind == null ? "a value that was redacted" : "a value of class " + kind.id();
                add(
                        treatment == DataTreatment.ASK ? Remedy.APPROVED : Remedy.NONE,
                        Severity.ERROR,
                        LEAK,
                        leak.pointer(),
                        what + " is on its way to the server " + how(leak),
                        tally,
                        enforced);
            }
        }
        if (policy.beyondEntropy() != DataTreatment.ALLOW
                && watch.entropyBits(conversation, out.server().name()) > policy.entropyBits()) {
            entropy(policy, tally, enforced);
        }
    }

    private static void entropy(DataPolicy policy, Tally tally, boolean enforced) {
        DataTreatment beyond = policy.beyondEntropy();
        add(
                beyond == DataTreatment.ASK ? Remedy.APPROVED : Remedy.NONE,
                beyond == DataTreatment.RECORD ? Severity.WARN : Severity.ERROR,
                ENTROPY,
                "",
                "more random-looking text for this server than the " + policy.entropyBits()
                        + " bits that one conversation has",
                tally,
                enforced);
    }

    /** Looks at a message from a server, in which placeholders stand for what is known to be in it. */
    void received(Intercepted in, DataVault vault, Tally tally, boolean enforced) {
        String conversation = conversation(in);
        List<Piece> pieces = Pieces.of(in.payload());
        watch.received(conversation, in.server().name(), pieces);
        for (Leak leak : watch.inLinks(conversation, pieces)) {
            DataClass kind = leak.canary() ? DataClass.SECRET : vault.kindOf(conversation, leak.name());
            // Many an honest letter has its reader's address encoded in a link; a secret none has.
            if (DataClass.SECRET.equals(kind)) {
                String what = leak.canary() ? leak.name() : "a secret of this conversation";
                refuse(
                        leak.canary() ? CANARY : LEAK,
                        "",
                        "an address from the server carries off " + what + ", " + how(leak),
                        tally,
                        enforced);
            }
        }
    }

    private static String how(Leak leak) {
        return switch (leak.how()) {
            case PLAIN -> "as it is";
            case ENCODED -> "in disguise";
            case IN_PIECES -> "in pieces, " + Math.round(100 * leak.share()) + " % of it by now";
        };
    }

    private static void refuse(String rule, String pointer, String about, Tally tally, boolean enforced) {
        add(Remedy.NONE, Severity.ERROR, rule, pointer, about, tally, enforced);
    }

    private static void add(
            Remedy remedy,
            Severity severity,
            String rule,
            String pointer,
            String about,
            Tally tally,
            boolean enforced) {
        tally.add(
                Exposure.NAME,
                enforced,
                remedy,
                Finding.of(severity, pointer, about).rule(rule).category(Notes.CATEGORY));
    }
}
