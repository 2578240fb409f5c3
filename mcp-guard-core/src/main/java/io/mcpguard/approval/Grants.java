package io.mcpguard.approval;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ask.Grant;
import io.mcpguard.api.view.ToolCall;
import io.mcpguard.json.CanonicalJson;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** What people granted beyond one call. In memory: a restart asks again. */
final class Grants {

    /** The oldest go first: being asked again is no harm. */
    private static final int MAX_KEPT = 1_000;

    private record Kept(
            String server,
            String event,
            String target,
            String rule,
            Scope scope,
            Grant grant,
            String fixedDigest,
            Instant end) {}

    /** Whose grant it is: a conversation's, or a principal's across conversations. */
    private record Scope(@Nullable String conversation, Optional<String> principal) {}

    private final ConcurrentLinkedDeque<Kept> kept = new ConcurrentLinkedDeque<>();
    private final Clock clock;

    Grants(Clock clock) {
        this.clock = clock;
    }

    void add(Interception in, String target, String rule, Grant grant) {
        // Without a principal nobody can tell whose other conversations are meant.
        boolean wide =
                !grant.conversationOnly() && in.conversation().principal().isPresent();
        kept.addLast(new Kept(
                in.server().name(),
                in.event(),
                target,
                rule,
                scope(in.conversation(), wide),
                grant,
                fixed(in, grant),
                clock.instant().plus(grant.lifetime())));
        while (kept.size() > MAX_KEPT) {
            kept.pollFirst();
        }
    }

    boolean cover(Interception in, String target, String rule) {
        Instant now = clock.instant();
        kept.removeIf(grant -> !now.isBefore(grant.end));
        for (Kept grant : kept) {
            if (grant.server.equals(in.server().name())
                    && grant.event.equals(in.event())
                    && grant.target.equals(target)
                    && grant.rule.equals(rule)
                    && grant.scope.equals(scope(in.conversation(), grant.scope.conversation == null))
                    && grant.fixedDigest.equals(fixed(in, grant.grant))) {
                return true;
            }
        }
        return false;
    }

    private static Scope scope(Conversation conversation, boolean wide) {
        return new Scope(wide ? null : conversation.id(), conversation.principal());
    }

    private static String fixed(Interception in, Grant grant) {
        if (grant.fixedArguments().isEmpty()) {
            return "";
        }
        Map<String, @Nullable Object> arguments =
                ToolCall.of(in).map(ToolCall::arguments).orElse(in.payload());
        var fixed = new LinkedHashMap<String, @Nullable Object>();
        for (String name : grant.fixedArguments()) {
            fixed.put(name, arguments.get(name));
        }
        return CanonicalJson.sha256(fixed);
    }
}
