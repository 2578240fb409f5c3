package io.mcpguard.session;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.pipeline.ExchangeState;
import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import io.mcpguard.session.Correlation.Pending;
import io.mcpguard.session.Session.Link;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the application sends: requests, notifications, and answers to requests of the server. */
final class FromApplication {

    private final Parts parts;
    private final Intake intake;
    private final Settlement settlement;
    private final CurrentConnection connection;
    private final Held held = new Held();

    FromApplication(Parts parts) {
        this.parts = parts;
        this.intake = parts.intake();
        this.settlement = parts.settlement();
        this.connection = parts.connection();
    }

    /** The connection is over, and with it whatever was to go over it. Runs callbacks, so call it without a lock. */
    void cancelHeld() {
        held.cancelAll();
    }

    /** A request, with how the guard asks the server in the caller's name; null if there is no way. */
    Outcome request(Message.Request request, Conversation conversation, @Nullable Link via) {
        ExchangeState exchange = intake.exchange(request.id(), request.params());
        Map<String, @Nullable Object> params = intake.freeze(request.params());
        var passage = new RequestPassage(
                request.id(), intake.request(request.method(), Kind.REQUEST, false, params, conversation, exchange));
        if (params == null) {
            return settlement.refuse(passage, "limits", "the request is no JSON, or more than the limits allow");
        }
        if (!parts.admittance().isAdmitted()) {
            return settlement.refuse(passage, parts.admittance().ruling());
        }
        if (connection.isClosed() || via == null) {
            return settlement.refuse(passage, "session", "the connection is closed");
        }
        String lost = connection.lost();
        if (lost != null) {
            return settlement.refuse(passage, OwnDecisions.LOST, lost);
        }
        String earlier = parts.continuations().of(params);
        if (earlier != null) {
            exchange.continues(earlier);
        }
        Listing.Requests listing =
                parts.verifications().concern(request.method(), params) ? listing(via, exchange) : null;
        CompletionStage<?> verified = listing == null
                ? null
                : parts.verifications().ensure(request.method(), params, Viewpoint.of(passage.in), listing);
        return held.watch(
                request.id(),
                passage,
                verified == null
                        ? settlement.settle(passage, listing)
                        : settlement.afterVerification(passage, verified, listing));
    }

    Outcome notification(Message.Notification notification, Conversation conversation) {
        Map<String, @Nullable Object> params = intake.freeze(notification.params());
        var passage = new NotificationPassage(intake.request(
                notification.method(),
                Kind.NOTIFICATION,
                false,
                params,
                conversation,
                intake.exchange(null, notification.params())));
        boolean neverSent = notification.method().equals("notifications/cancelled")
                && held.cancel(notification.params().get("requestId"));
        if (params == null) {
            return settlement.refuse(passage, "limits", "the notification is more than the limits allow");
        }
        if (neverSent) {
            return settlement.refuse(passage, "cancelled", "the request that it cancels was not sent yet");
        }
        return parts.admittance().isAdmitted()
                ? settlement.settle(passage, null)
                : settlement.refuse(passage, parts.admittance().ruling());
    }

    /** The answer to a request of the server. */
    Outcome reply(Object id, Kind kind, Map<String, @Nullable Object> payload) {
        Questions.Question question = connection.received().take(id);
        if (question == null) {
            return Outcome.Drop.INSTANCE; // nobody asked, or one who is gone
        }
        Map<String, @Nullable Object> frozen = intake.freeze(payload);
        var passage = new Passage(intake.response(question.request(), kind, false, frozen)) {
            @Override
            Outcome pass(Map<String, @Nullable Object> checked) {
                return new Outcome.Pass(Envelopes.answer(question.id(), kind, checked));
            }

            @Override
            Outcome refuse(Judgement judgement) {
                return new Outcome.Pass(Refusals.toServer(question.id()));
            }
        };
        return frozen == null
                ? settlement.refuse(passage, "limits", "the reply is no JSON, or more than the limits allow")
                : settlement.settle(passage, null);
    }

    private Listing.Requests listing(Link via, ExchangeState exchange) {
        return Listing.within(
                exchange.remaining(),
                System::nanoTime,
                (method, params, patience) -> connection.own().send(exchange.epoch(), via, method, params, patience));
    }

    /** A request on its way: from when it is prepared it waits for its answer. */
    private final class RequestPassage extends Passage {

        private final Object id;
        private @Nullable Pending pending;

        RequestPassage(Object id, Intercepted in) {
            super(in);
            this.id = id;
        }

        @Override
        @Nullable
        String prepare(Judgement judgement) {
            pending = new Pending(
                    in.event(), judgement.message().payload(), in.conversation(), in.exchange(), System.nanoTime());
            if (connection.sent().add(id, pending)) {
                parts.expected().sent(judgement.message());
                return null;
            }
            String lost = connection.lost();
            if (lost != null) {
                return lost;
            }
            return connection.isClosed() || !intake.isCurrent(in.exchange())
                    ? "the connection that it was made for is closed"
                    : "its id is in use, or too many requests wait for an answer";
        }

        @Override
        boolean isPrepared() {
            return pending != null && connection.sent().isWaiting(id, pending);
        }

        @Override
        void abandon() {
            if (pending != null) {
                connection.sent().forget(id, pending);
            }
        }

        @Override
        Outcome pass(Map<String, @Nullable Object> payload) {
            return new Outcome.Pass(new Message.Request(id, in.event(), payload), this::unsent);
        }

        private void unsent() {
            if (pending != null && connection.sent().forget(id, pending)) {
                parts.decisions().unsent(pending);
            }
        }

        @Override
        Outcome refuse(Judgement judgement) {
            return new Outcome.Answer(Refusals.toApplication(id, in.event(), judgement, ticket()));
        }
    }
}
