package io.mcpguard.cli.lock;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.judge.DriftJudge;
import io.mcpguard.cli.judge.DriftJudge.Update;
import io.mcpguard.cli.judge.Outcome;
import io.mcpguard.cli.lock.Vetted.Item;
import io.mcpguard.cli.lock.Vetted.State;
import io.mcpguard.cli.survey.Declared;
import io.mcpguard.drift.Renamed;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Ruling;
import io.mcpguard.trust.Learned;
import io.mcpguard.trust.Standing;
import io.mcpguard.trust.TrustBook;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How one declaration stands: by the pins, by the policy, and by what changed in it. */
final class Items {

    private static final int NAME = 100;

    private final Policy policy;
    private final TrustBook book;
    private final Pins before;
    private final DriftJudge drift;

    /**
     * @param policy what decides
     * @param book knows the pins as they are now
     * @param before what was pinned before any server was asked
     */
    Items(Policy policy, TrustBook book, Pins before) {
        this.policy = policy;
        this.book = book;
        this.before = before;
        this.drift = new DriftJudge(policy);
    }

    /** Resources are often data and come and go, unless the policy says otherwise; everything else is a promise. */
    boolean isPinned(ItemKind kind) {
        return kind != ItemKind.RESOURCE || policy.pin().resources();
    }

    Item item(Server server, Declared declared, Outcome outcome, @Nullable Learned learned, @Nullable Renamed renamed) {
        if (!isPinned(declared.kind())) {
            return new Item(declared, "", outcome, State.UNPINNED, "", null);
        }
        String digest = "sha256:" + CanonicalJson.sha256(declared.definition());
        Standing standing = book.check(server, declared.kind(), declared.name(), declared.definition());
        Ruling ruling = ruling(server, declared);
        Pin trusted = Baseline.of(before, server.name(), policy, declared);
        Update update = standing.trusted() || trusted == null
                ? null
                : drift.between(trusted.definition(), declared.definition());
        if (ruling != null && ruling.effect() == Ruling.Effect.REFUSE) {
            return new Item(declared, digest, outcome, State.REFUSED, ruling.rule(), update);
        }
        Pin pin = standing.pin();
        if (standing.trusted() && pin != null) {
            State state = pin.state() == PinState.APPROVED ? State.APPROVED : State.SEEN;
            return new Item(declared, digest, outcome, state, "", null);
        }
        if (isNewerProtocol(declared, trusted)) {
            return new Item(declared, digest, outcome, State.UNPINNED, "", null);
        }
        if (renamed != null && update == null) {
            String from = "it is renamed from \"" + SafeText.excerpt(renamed.from(), NAME) + "\"";
            return new Item(declared, digest, outcome, State.HELD, from, drift.of(renamed.drift()));
        }
        return new Item(declared, digest, outcome, State.HELD, why(declared, digest, learned, standing), update);
    }

    /** The client asks for the newest version that it knows; a server that speaks it now is fine, one that goes back is not. */
    private static boolean isNewerProtocol(Declared declared, @Nullable Pin before) {
        return declared.kind() == ItemKind.PROTOCOL_VERSION
                && before != null
                && declared.definition() instanceof String now
                && before.definition() instanceof String then
                && now.compareTo(then) > 0;
    }

    /** What the policy says of its name; null where it has no rules for the kind. */
    private @Nullable Ruling ruling(Server server, Declared declared) {
        if (!policy.lists(server.name())) {
            return null;
        }
        return switch (declared.kind()) {
            case TOOL -> policy.tool(server.name(), declared.name());
            case PROMPT -> policy.prompt(server.name(), declared.name());
            default -> null;
        };
    }

    private static String why(Declared declared, String digest, @Nullable Learned learned, Standing standing) {
        if (learned != null) {
            for (Learned.Held held : learned.held()) {
                Pin pin = held.pin();
                if (pin.kind() == declared.kind()
                        && pin.name().equals(declared.name())
                        && pin.digest().equals(digest)) {
                    return word(held.why());
                }
            }
        }
        return standing.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String word(Learned.Why why) {
        return switch (why) {
            case CHANGED -> "another definition is trusted under this name";
            case ADDED -> "the server was known without it";
            case UNCLEAN -> "inspection found something";
            case DECLARED_TWICE -> "its name is declared twice";
            case COLLISION -> "another server has a trusted tool of this name";
            case NOT_APPROVED -> "the policy trusts nothing at first sight";
            case TOO_MANY -> "the server declares too much";
        };
    }
}
