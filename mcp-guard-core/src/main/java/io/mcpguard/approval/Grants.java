package io.mcpguard.approval;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Phase;
import io.mcpguard.api.ask.Grant;
import io.mcpguard.json.CanonicalJson;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** What people granted beyond one call. In memory: a restart asks again. */
final class Grants {

    /** The oldest go first: being asked again is no harm. */
    private static final int MAX_KEPT = 1_000;

    /**
     * What a grant is for. It lifts exactly the rules that somebody was asked about: a call that is refused for one more
     * reason is another question. The basis ends it when the tool's pin or the policy changes.
     */
    private record Subject(
            String server,
            String event,
            Phase phase,
            Kind kind,
            boolean fromServer,
            String target,
            List<String> rules,
            String basis) {
        static Subject of(Matter matter) {
            Interception in = matter.in();
            return new Subject(
                    in.server().name(),
                    in.event(),
                    in.phase(),
                    in.kind(),
                    in.fromServer(),
                    matter.target(),
                    matter.rules(),
                    matter.basis());
        }
    }

    /** Whose grant it is: a conversation's, or a principal's across conversations. */
    private record Scope(@Nullable String conversation, Optional<String> principal) {
        static Scope of(Conversation conversation, boolean wide) {
            return new Scope(wide ? null : conversation.id(), conversation.principal());
        }

        boolean holds(Conversation other) {
            return equals(of(other, conversation == null));
        }
    }

    private record Kept(Subject subject, Scope scope, List<String> names, String fixed, Instant end) {}

    private final ConcurrentLinkedDeque<Kept> kept = new ConcurrentLinkedDeque<>();
    private final Clock clock;

    Grants(Clock clock) {
        this.clock = clock;
    }

    void add(Matter matter, Grant grant) {
        Conversation conversation = matter.in().conversation();
        // Without a principal nobody can tell whose other conversations are meant.
        boolean wide = !grant.conversationOnly() && conversation.principal().isPresent();
        kept.addLast(new Kept(
                Subject.of(matter),
                Scope.of(conversation, wide),
                grant.fixedArguments(),
                fixed(matter, grant.fixedArguments()),
                clock.instant().plus(grant.lifetime())));
        while (kept.size() > MAX_KEPT) {
            kept.pollFirst();
        }
    }

    boolean cover(Matter matter) {
        Instant now = clock.instant();
        kept.removeIf(grant -> !now.isBefore(grant.end));
        Subject subject = Subject.of(matter);
        for (Kept grant : kept) {
            if (grant.subject.equals(subject)
                    && grant.scope.holds(matter.in().conversation())
                    && grant.fixed.equals(fixed(matter, grant.names))) {
                return true;
            }
        }
        return false;
    }

    /** A digest of the values that must stay the same, behind their placeholders. */
    private static String fixed(Matter matter, List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        Map<?, ?> arguments = matter.real().get("arguments") instanceof Map<?, ?> map ? map : matter.real();
        var fixed = new LinkedHashMap<String, @Nullable Object>();
        for (String name : names) {
            fixed.put(name, arguments.get(name));
        }
        return CanonicalJson.sha256(fixed);
    }
}
