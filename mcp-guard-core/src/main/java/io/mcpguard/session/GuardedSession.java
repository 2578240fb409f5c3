package io.mcpguard.session;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Conversation;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.api.Interceptor;
import io.mcpguard.api.Server;
import io.mcpguard.client.AskingTheClient;
import io.mcpguard.pipeline.Harm;
import io.mcpguard.pipeline.Pipeline;
import io.mcpguard.policy.Policy;
import io.mcpguard.session.Correlation.Pending;
import io.mcpguard.session.ServerNames.Verdict;
import io.mcpguard.trust.TrustBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of one line to a server together, hands each message to the direction it goes in, and lets connections
 * come and go. What becomes of messages stands in {@link FromApplication} and {@link FromServer}.
 */
final class GuardedSession implements Session {

    private final ServerNames names;
    private final String name;
    private final CurrentServer current;
    private final Start start;
    private final Admittance admittance;
    private final Intake intake;
    private final Pipeline pipeline;
    private final PageRules pages;
    private final CurrentConnection connection;
    private final Expected expected;
    private final Floods floods;
    private final Strays strays;
    private final OwnDecisions decisions;
    private final FromApplication fromApplication;
    private final FromServer fromServer;

    private final TrustBook book;

    /** Whether its name counts as one of a connected server. */
    private final AtomicBoolean isNamed = new AtomicBoolean();

    GuardedSession(Engine engine, Server server) {
        Policy policy = engine.policy();
        names = engine.names();
        book = engine.book();
        name = server.name();
        Supplier<Verdict> naming = () -> names.compare(name, policy, engine.book());
        Verdict named = naming.get();
        // While the pins are not read nobody knows whether they trust this name: NameRules refuses until then.
        admittance = Admittance.of(server, policy, named.isFinal() ? named.errors() : List.of());
        current = new CurrentServer(server, policy);
        start = new Start(current, engine);
        intake = new Intake(engine, current);
        decisions = new OwnDecisions(engine, intake);
        strays = new Strays(System::nanoTime, decisions::dropped);
        floods = new Floods(policy.server(server.name()).client(), System::nanoTime, decisions::flooded);
        expected = new Expected(policy.limits().maxPending());
        pages = new PageRules(policy.limits());
        var handshake = new Handshake();
        var introduction = new Introduction(current, policy, engine.book(), handshake, this::harm, decisions::learned);
        var verifications = new Verifications(
                policy.pin(),
                policy.approval().budget(),
                handshake,
                introduction,
                list -> new GuardListing(
                        list, current, policy, engine.book(), handshake, introduction, this::harm, decisions::learned));
        var known = new KnownPages(current, engine.book(), verifications, policy.limits());
        var pins = new PinGate(current, policy.pin(), engine.book(), verifications, known);
        connection = new CurrentConnection(intake, verifications, pins, policy.limits(), engine.ids());
        var interceptors = new ArrayList<Interceptor>(List.of(
                new ProtocolRules(policy.limits()),
                new AccessRules(policy, admittance.ruling(), known),
                new NameRules(naming),
                pins,
                new ShadowRules(current, policy, engine.book(), verifications, known),
                pages,
                new UnaskedNotices(expected)));
        interceptors.addAll(AskingTheClient.interceptors(policy));
        interceptors.addAll(engine.interceptors());
        pipeline = new Pipeline(
                policy,
                policy.inspect(server),
                interceptors,
                engine.data(server),
                engine.vault(),
                pins,
                book.foreign());
        var parts = new Parts(
                admittance,
                intake,
                new Settlement(engine, intake, pipeline, verifications, pins),
                connection,
                verifications,
                known,
                expected,
                new Continuations(),
                decisions);
        fromApplication = new FromApplication(parts);
        fromServer = new FromServer(parts, policy, floods, strays);
    }

    @Override
    public boolean isAdmitted() {
        return admittance.isAdmitted();
    }

    @Override
    public Connection open(Link toServer) {
        if (isNamed.compareAndSet(false, true)) {
            names.opened(name);
        }
        long epoch = connection.open(requireNonNull(toServer, "toServer"));
        expected.clear();
        floods.end();
        pages.reset();
        // Last, for they run callbacks of the application, which may connect again.
        fromApplication.cancelHeld();
        connection.abandonOwn();
        return new Incoming(epoch);
    }

    /** What comes on one connection, as long as it is the newest. */
    private final class Incoming implements Connection {

        private final long epoch;

        Incoming(long epoch) {
            this.epoch = epoch;
        }

        @Override
        public Outcome inbound(Message message) {
            return isNewest() ? GuardedSession.this.inbound(epoch, message) : Outcome.Drop.INSTANCE;
        }

        @Override
        public CompletionStage<Optional<String>> starts(Map<String, String> files) {
            return start.of(files, decisions);
        }

        @Override
        public Outcome tooLarge(Object id) {
            return isNewest() ? fromServer.answer(epoch, id, Kind.ERROR, null) : Outcome.Drop.INSTANCE;
        }

        @Override
        public List<Message> lost(String reason) {
            return GuardedSession.this.lost(epoch, reason);
        }

        private boolean isNewest() {
            if (epoch == intake.epoch()) {
                return true;
            }
            strays.seen("a message on a connection that was replaced");
            return false;
        }
    }

    @Override
    public Outcome outbound(Message message, @Nullable Conversation conversation, @Nullable Link asCaller) {
        Conversation whose = conversation == null ? intake.unattributed() : conversation;
        if (message instanceof Message.Request request) {
            return fromApplication.request(request, whose, asCaller == null ? connection.link() : asCaller);
        }
        if (message instanceof Message.Notification notification) {
            return fromApplication.notification(notification, whose);
        }
        if (message instanceof Message.Result result) {
            return fromApplication.reply(result.id(), Kind.RESULT, result.result());
        }
        Message.Failure failure = (Message.Failure) message;
        return failure.id() == null
                ? Outcome.Drop.INSTANCE
                : fromApplication.reply(failure.id(), Kind.ERROR, failure.error());
    }

    @Override
    public Outcome inbound(Message message) {
        return inbound(intake.epoch(), message);
    }

    private Outcome inbound(long epoch, Message message) {
        if (!isAdmitted()) {
            return Outcome.Drop.INSTANCE;
        }
        if (message instanceof Message.Request request) {
            return fromServer.request(epoch, request);
        }
        if (message instanceof Message.Notification notification) {
            return fromServer.notification(notification);
        }
        if (message instanceof Message.Result result) {
            return fromServer.answer(epoch, result.id(), Kind.RESULT, result.result());
        }
        Message.Failure failure = (Message.Failure) message;
        if (failure.id() == null) {
            strays.seen("a JSON-RPC error without an id");
            return Outcome.Drop.INSTANCE;
        }
        return fromServer.answer(epoch, failure.id(), Kind.ERROR, failure.error());
    }

    @Override
    public void unreadable(String reason) {
        strays.seen(reason);
    }

    @Override
    public Outcome tooLarge(Object id) {
        return fromServer.answer(intake.epoch(), id, Kind.ERROR, null);
    }

    @Override
    public List<Message> lost(String reason) {
        return lost(intake.epoch(), reason);
    }

    private List<Message> lost(long epoch, String reason) {
        Map<Object, Pending> unanswered = connection.lose(epoch, reason);
        if (unanswered == null) {
            return List.of();
        }
        // From here on the application's callbacks run. One that connects again finds all of this connection gone.
        connection.abandonOwn();
        strays.end();
        decisions.lost(reason);
        var answers = new ArrayList<Message>();
        unanswered.forEach((id, request) ->
                answers.add(Refusals.lost(id, request.event(), decisions.unanswered(request, reason))));
        return answers;
    }

    @Override
    public void close() {
        if (isNamed.compareAndSet(true, false) && names.closed(name)) {
            book.foreign().gone(name);
        }
        connection.close();
        strays.end();
        connection.abandonOwn();
        fromApplication.cancelHeld();
        floods.end();
    }

    /** What inspection would make of something that the guard asked for itself. */
    private Harm harm(String method, Map<String, @Nullable Object> result) {
        return pipeline.harm(intake.own(method, result));
    }
}
