package io.mcpguard.session;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Interceptor;
import io.mcpguard.api.Server;
import io.mcpguard.pipeline.ExchangeState;
import io.mcpguard.pipeline.Harm;
import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import io.mcpguard.pipeline.Pipeline;
import io.mcpguard.policy.Ruling;
import io.mcpguard.trust.Learned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Routes the messages of one connection: makes each a {@link Passage}, has it judged and settled, and knows which answer
 * belongs to which request.
 */
final class GuardedSession implements Session {

    private static final Set<String> NEED_PINS = Set.of("tools/call", "tools/list");

    private final Engine engine;
    private final Ruling admission;
    private final boolean admitted;
    private final Pipeline pipeline;
    private final Verification verification;
    private final PinGate pins;
    private final Settlement settlement;
    private final Correlation sent;
    private final Correlation received;
    private final OwnRequests own;
    private final Continuations continuations = new Continuations();
    private final Intake intake;
    private volatile @Nullable Link link;
    private volatile boolean closed;

    GuardedSession(Engine engine, Server server) {
        this.engine = engine;
        this.admission = engine.policy().admits(server);
        this.admitted =
                admission.effect() != Ruling.Effect.REFUSE || engine.policy().mode() == Interceptor.Mode.AUDIT;
        this.intake = new Intake(engine, server);
        this.verification = new Verification(server, engine.policy(), engine.book(), this::harm, this::learned);
        this.pins = new PinGate(server, engine.policy().pin(), engine.book(), verification);
        var interceptors = new ArrayList<Interceptor>(
                List.of(new AccessRules(engine.policy(), admission), pins, new ClientRules(engine.policy())));
        interceptors.addAll(engine.interceptors());
        this.pipeline = new Pipeline(engine.policy(), interceptors, engine.vault(), pins);
        this.settlement = new Settlement(engine, pipeline, verification, pins);
        this.sent = correlation();
        this.received = correlation();
        this.own = new OwnRequests(engine.ids());
    }

    @Override
    public boolean isAdmitted() {
        return admitted;
    }

    @Override
    public void open(Link toServer) {
        link = requireNonNull(toServer, "toServer");
        intake.nextEpoch();
        closed = false;
        sent.clear();
        received.clear();
        own.abandon();
        verification.reset();
        pins.reset();
    }

    @Override
    public Outcome outbound(Message message, @Nullable Conversation conversation, @Nullable Link asCaller) {
        Conversation whose = conversation == null ? intake.unattributed() : conversation;
        if (message instanceof Message.Request request) {
            return request(request, whose, asCaller == null ? link : asCaller);
        }
        if (message instanceof Message.Notification notification) {
            return notification(notification, whose, false);
        }
        if (message instanceof Message.Result result) {
            return reply(result.id(), message, Kind.RESULT, result.result());
        }
        Message.Failure failure = (Message.Failure) message;
        return failure.id() == null ? Outcome.Drop.INSTANCE : reply(failure.id(), message, Kind.ERROR, failure.error());
    }

    @Override
    public Outcome inbound(Message message) {
        if (!isAdmitted()) {
            return Outcome.Drop.INSTANCE;
        }
        if (message instanceof Message.Request request) {
            return serverRequest(request);
        }
        if (message instanceof Message.Notification notification) {
            return notification(notification, intake.unattributed(), true);
        }
        if (message instanceof Message.Result result) {
            return answer(result.id(), Kind.RESULT, result.result());
        }
        Message.Failure failure = (Message.Failure) message;
        if (failure.id() == null) {
            dropped("a JSON-RPC error without an id");
            return Outcome.Drop.INSTANCE;
        }
        return answer(failure.id(), Kind.ERROR, failure.error());
    }

    @Override
    public void unreadable(String reason) {
        dropped(reason);
    }

    @Override
    public void close() {
        closed = true;
        sent.clear();
        received.clear();
        own.abandon();
    }

    /** A request of the application. */
    private Outcome request(Message.Request request, Conversation conversation, @Nullable Link via) {
        ExchangeState exchange = intake.exchange(request.id(), request.params());
        Map<String, @Nullable Object> params = intake.freeze(request.params());
        Intercepted in = intake.request(request.method(), Kind.REQUEST, false, params, conversation, exchange);
        var passage = new Passage(in) {
            @Override
            @Nullable
            String prepare(Judgement judgement) {
                var pending = new Correlation.Pending(
                        in.event(), judgement.message().payload(), conversation, exchange, System.nanoTime());
                return sent.add(request.id(), pending)
                        ? null
                        : "its id is in use, or too many requests wait for an answer";
            }

            @Override
            void abandon() {
                sent.take(request.id());
            }

            @Override
            Outcome pass(Map<String, @Nullable Object> payload) {
                return new Outcome.Pass(new Message.Request(request.id(), in.event(), payload));
            }

            @Override
            Outcome refuse(Judgement judgement) {
                return new Outcome.Answer(Refusals.toApplication(request.id(), in.event(), judgement));
            }
        };
        if (params == null) {
            return settlement.refuse(passage, "limits", "the request is no JSON, or more than the limits allow");
        }
        if (!isAdmitted()) {
            return settlement.refuse(passage, admission.rule(), admission.reason());
        }
        if (closed || via == null) {
            return settlement.refuse(passage, "session", "the connection is closed");
        }
        String earlier = continuations.of(params);
        if (earlier != null) {
            exchange.continues(earlier);
        }
        if (!NEED_PINS.contains(in.event())) {
            return settlement.settle(passage, requests(via, exchange));
        }
        Listing.Requests listing = requests(via, exchange);
        CompletionStage<?> verified = verification.ensure(listing);
        return verified == null
                ? settlement.settle(passage, listing)
                : settlement.afterVerification(passage, verified, listing);
    }

    /** A notification of either side. */
    private Outcome notification(Message.Notification notification, Conversation conversation, boolean fromServer) {
        Map<String, @Nullable Object> params = intake.freeze(notification.params());
        Intercepted in = intake.request(
                notification.method(),
                Kind.NOTIFICATION,
                fromServer,
                params,
                conversation,
                intake.exchange(null, notification.params()));
        if (fromServer && in.event().equals("notifications/tools/list_changed")) {
            verification.stale();
        }
        var passage = new Passage(in) {
            @Override
            Outcome pass(Map<String, @Nullable Object> payload) {
                return new Outcome.Pass(new Message.Notification(in.event(), payload));
            }

            @Override
            Outcome refuse(Judgement judgement) {
                return Outcome.Drop.INSTANCE;
            }
        };
        if (params == null) {
            return settlement.refuse(passage, "limits", "the notification is more than the limits allow");
        }
        return isAdmitted()
                ? settlement.settle(passage, null)
                : settlement.refuse(passage, admission.rule(), admission.reason());
    }

    /** A request of the server. */
    private Outcome serverRequest(Message.Request request) {
        ExchangeState exchange = intake.exchange(request.id(), request.params());
        Map<String, @Nullable Object> params = intake.freeze(request.params());
        Intercepted in = intake.request(request.method(), Kind.REQUEST, true, params, intake.unattributed(), exchange);
        var passage = new Passage(in) {
            @Override
            @Nullable
            String prepare(Judgement judgement) {
                var pending = new Correlation.Pending(
                        in.event(), judgement.message().payload(), intake.unattributed(), exchange, System.nanoTime());
                return received.add(request.id(), pending) ? null : "its id is in use, or too many requests wait";
            }

            @Override
            Outcome pass(Map<String, @Nullable Object> payload) {
                return new Outcome.Pass(new Message.Request(request.id(), in.event(), payload));
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

    /** The application's answer to a request of the server. */
    private Outcome reply(Object id, Message message, Kind kind, Map<String, @Nullable Object> payload) {
        Correlation.Pending request = received.take(id);
        if (request == null) {
            return Outcome.Drop.INSTANCE;
        }
        Map<String, @Nullable Object> frozen = intake.freeze(payload);
        Intercepted in = intake.response(request, kind, false, frozen);
        var passage = new Passage(in) {
            @Override
            Outcome pass(Map<String, @Nullable Object> checked) {
                return new Outcome.Pass(
                        message instanceof Message.Result
                                ? new Message.Result(id, checked)
                                : new Message.Failure(id, checked));
            }

            @Override
            Outcome refuse(Judgement judgement) {
                return new Outcome.Pass(Refusals.toServer(id));
            }
        };
        return frozen == null
                ? settlement.refuse(passage, "limits", "the reply is no JSON, or more than the limits allow")
                : settlement.settle(passage, null);
    }

    /** The server's answer to a request of the application, or of the guard itself. */
    private Outcome answer(Object id, Kind kind, Map<String, @Nullable Object> payload) {
        if (own.isOwn(id)) {
            own.answered(id, kind == Kind.RESULT ? intake.freeze(payload) : null);
            return Outcome.Drop.INSTANCE;
        }
        Correlation.Pending request = sent.take(id);
        if (request == null) {
            dropped("an answer to a request that nobody made, or that was answered already");
            return Outcome.Drop.INSTANCE;
        }
        Map<String, @Nullable Object> frozen = intake.freeze(GuardMeta.strip(payload));
        if (frozen != null && kind == Kind.RESULT) {
            learnFrom(request, frozen);
        }
        Intercepted in = intake.response(request, kind, true, frozen);
        var passage = new Passage(in) {
            @Override
            Outcome pass(Map<String, @Nullable Object> checked) {
                return new Outcome.Pass(
                        kind == Kind.RESULT ? new Message.Result(id, checked) : new Message.Failure(id, checked));
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

    private void learnFrom(Correlation.Pending request, Map<String, @Nullable Object> result) {
        if (request.event().equals("initialize")) {
            verification.initialized(result);
        }
        if (result.get("task") instanceof Map<?, ?> task && task.get("taskId") instanceof String taskId) {
            request.exchange().taskId(taskId);
        }
        continuations.remember(result, request.exchange().id());
    }

    /** Something that belongs to nothing is recorded and goes nowhere. */
    private void dropped(String reason) {
        Intercepted in = intake.own("guard/dropped", Map.of());
        engine.recorder().record(Judgement.refuse(in, "correlation", reason), Map.of(), 0);
    }

    /** What the guard made of its own listing is a decision too. */
    private void learned(Learned learned, List<String> collisions) {
        Intercepted in = intake.own("guard/pins", Map.of());
        engine.recorder().record(Learning.judge(in, learned, collisions), Map.of(), 0);
    }

    private Harm harm(String method, Map<String, @Nullable Object> result) {
        return pipeline.harm(intake.own(method, result));
    }

    private Listing.Requests requests(Link via, ExchangeState exchange) {
        return (method, params) -> own.send(via, method, params, exchange.remaining());
    }

    private Correlation correlation() {
        var limits = engine.policy().limits();
        return new Correlation(limits.maxPending(), limits.requestTimeout());
    }
}
