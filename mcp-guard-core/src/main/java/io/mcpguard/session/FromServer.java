package io.mcpguard.session;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Interceptor.Mode;
import io.mcpguard.api.Json;
import io.mcpguard.pipeline.ExchangeState;
import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import io.mcpguard.policy.Policy;
import io.mcpguard.session.Correlation.Pending;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server sends: requests, notifications, and answers to requests of the application or of the guard. */
final class FromServer {

    private final Parts parts;
    private final Intake intake;
    private final Settlement settlement;
    private final CurrentConnection connection;
    private final Floods floods;
    private final Strays strays;
    private final boolean enforces;

    FromServer(Parts parts, Policy policy, Floods floods, Strays strays) {
        this.parts = parts;
        this.intake = parts.intake();
        this.settlement = parts.settlement();
        this.connection = parts.connection();
        this.floods = floods;
        this.strays = strays;
        this.enforces = policy.mode() == Mode.ENFORCE;
    }

    Outcome request(long epoch, Message.Request request) {
        if (!Ids.isFitForServers(request.id()) && enforces) {
            strays.seen("a request with an id that is long, or not of visible ASCII characters");
            return Outcome.Drop.INSTANCE;
        }
        if (!floods.admitsRequest() && enforces) {
            return Outcome.Drop.INSTANCE;
        }
        if (!Ids.isFitForServers(request.method())) {
            strays.seen("a request with a method that is long, or not of visible ASCII characters");
            return new Outcome.Answer(Refusals.toServer(request.id()));
        }
        ExchangeState exchange = intake.exchange(epoch, request.id(), request.params());
        Map<String, @Nullable Object> params = intake.freezeFromServer(request.params());
        Intercepted in = intake.request(request.method(), Kind.REQUEST, true, params, intake.unattributed(), exchange);
        var passage = new Passage(in) {
            private @Nullable Object known;

            @Override
            @Nullable
            String prepare(Judgement judgement) {
                var pending = new Pending(
                        in.event(), judgement.message().payload(), in.conversation(), exchange, System.nanoTime());
                known = connection.received().add(request.id(), pending);
                if (known == null) {
                    return "its id is in use, or too many requests wait";
                }
                parts.expected().asked(judgement.message());
                return null;
            }

            @Override
            Outcome pass(Map<String, @Nullable Object> payload) {
                return new Outcome.Pass(new Message.Request(requireNonNull(known), in.event(), payload));
            }

            @Override
            Outcome refuse(Judgement judgement) {
                return new Outcome.Answer(Refusals.toServer(request.id()));
            }
        };
        return params == null
                ? settlement.refuse(passage, "limits", "the request is more than the limits allow")
                : settlement.settle(passage, null);
    }

    Outcome notification(Message.Notification notification) {
        parts.verifications().notified(notification.method());
        if (!floods.admits(notification.method()) && enforces) {
            return Outcome.Drop.INSTANCE;
        }
        if (!Ids.isFitForServers(notification.method())) {
            strays.seen("a notification with a method that is long, or not of visible ASCII characters");
            return Outcome.Drop.INSTANCE;
        }
        Map<String, @Nullable Object> params = intake.freezeFromServer(asKnown(notification));
        var passage = new NotificationPassage(intake.request(
                notification.method(),
                Kind.NOTIFICATION,
                true,
                params,
                conversation(notification),
                intake.exchange(null, notification.params())));
        return params == null
                ? settlement.refuse(passage, "limits", "the notification is more than the limits allow")
                : settlement.settle(passage, null);
    }

    /** Progress is that of a request, and what is redacted in it has the placeholders of that conversation. */
    private Conversation conversation(Message.Notification notification) {
        Object token = notification.params().get("progressToken");
        Conversation whose = notification.method().equals("notifications/progress") && Ids.isId(token)
                ? connection.sent().conversationOf(Ids.normalise(requireNonNull(token)))
                : null;
        return whose == null ? intake.unattributed() : whose;
    }

    /** What is said of a question, under the id that the application knows it by. */
    private Map<String, @Nullable Object> asKnown(Message.Notification notification) {
        Map<String, @Nullable Object> params = notification.params();
        if (!notification.method().equals("notifications/cancelled") || !Ids.isId(params.get("requestId"))) {
            return params;
        }
        Object id = Ids.normalise(requireNonNull(params.get("requestId")));
        Object known = connection.received().knownAs(id);
        return known.equals(id) ? params : Json.with(params, "requestId", known);
    }

    /** An answer; null if it was too large to read. */
    Outcome answer(long epoch, Object id, Kind kind, @Nullable Map<String, @Nullable Object> payload) {
        OwnRequests own = connection.own();
        if (own.isOwn(id)) {
            own.answered(id, kind, payload == null ? null : own(own.asked(id), payload));
            return Outcome.Drop.INSTANCE;
        }
        Pending request = connection.sent().take(epoch, id);
        if (request == null) {
            strays.seen("an answer to a request that nobody made, or that was answered already");
            return Outcome.Drop.INSTANCE;
        }
        Map<String, @Nullable Object> frozen = payload == null ? null : frozen(request, kind, payload);
        KnownPages.Basis basis = kind == Kind.RESULT ? parts.pages().basis(request.event(), request.whose()) : null;
        if (frozen != null && kind == Kind.RESULT) {
            learnFrom(request, frozen);
        }
        parts.expected().answered(request, kind, frozen);
        var passage = new Passage(intake.response(request, kind, true, frozen)) {
            @Override
            @Nullable
            String prepare(Judgement judgement) {
                parts.expected().asked(judgement.message());
                if (basis != null
                        && judgement.findings().isEmpty()
                        && judgement.message().payload() == in.payload()) {
                    parts.pages().clean(in, basis);
                }
                return null;
            }

            @Override
            Outcome pass(Map<String, @Nullable Object> checked) {
                return new Outcome.Pass(Envelopes.answer(id, kind, checked));
            }

            @Override
            Outcome refuse(Judgement judgement) {
                return new Outcome.Pass(Refusals.inPlaceOfAnswer(id, in.event(), judgement));
            }
        };
        return frozen == null
                ? settlement.refuse(passage, "limits", "the answer is more than the limits allow")
                : settlement.settle(passage, null);
    }

    private @Nullable Map<String, @Nullable Object> frozen(
            Pending request, Kind kind, Map<String, @Nullable Object> payload) {
        DeclaredList list = kind == Kind.RESULT ? DeclaredList.of(request.event()) : null;
        if (list == null) {
            return intake.freezeFromServer(payload);
        }
        List<?> page = parts.pages().recognise(request.event(), request.params(), request.whose(), payload);
        return page == null ? intake.freezeFromServer(payload) : intake.freezeFromServer(payload, list.key(), page);
    }

    /** A result of the guard's own listing: a page that is known is not copied again. */
    private @Nullable Map<String, @Nullable Object> own(
            Message.@Nullable Request asked, Map<String, @Nullable Object> payload) {
        return intake.freeze(asked == null ? payload : parts.pages().sharing(asked.method(), asked.params(), payload));
    }

    private void learnFrom(Pending request, Map<String, @Nullable Object> result) {
        parts.verifications().answered(request.epoch(), request.event(), request.params(), result);
        if (result.get("task") instanceof Map<?, ?> task && task.get("taskId") instanceof String taskId) {
            request.exchange().taskId(taskId);
        }
        parts.continuations().remember(result, request.exchange().id());
    }
}
