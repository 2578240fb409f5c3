package io.mcpguard.transport;

import io.mcpguard.McpGuard;
import io.mcpguard.api.Server;
import io.mcpguard.session.Message;
import io.mcpguard.session.Outcome;
import io.mcpguard.session.Session;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * A transport with a guard before it. Thin: it turns the SDK's records into trees and back, and does what the session
 * says. Nobody gets at the transport behind it.
 */
final class GuardedTransport implements McpClientTransport {

    private static final Logger log = LoggerFactory.getLogger(GuardedTransport.class);

    /** Notifications that the SDK's client handles. Others it writes to its log, with all that is in them. */
    private static final Set<String> HANDLED = Set.of(
            "notifications/elicitation/complete",
            "notifications/message",
            "notifications/progress",
            "notifications/prompts/list_changed",
            "notifications/resources/list_changed",
            "notifications/resources/updated",
            "notifications/tools/list_changed");

    /** What an inbound message turns into. */
    private interface Handler extends Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> {}

    private final Server server;
    private final Session session;
    private final McpClientTransport delegate;
    private final SdkMessages messages;

    private volatile @Nullable Handler handler;

    GuardedTransport(McpGuard guard, Server server, Supplier<? extends McpClientTransport> factory) {
        this.server = server;
        this.session = guard.session(server);
        this.delegate = factory.get();
        this.messages = new SdkMessages(delegate);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> application) {
        return Mono.defer(() -> {
            Handler deliver = application::apply;
            handler = deliver;
            Session.Connection line = session.open(message -> send(message).toFuture());
            if (!session.isAdmitted()) {
                // A server that the policy refuses is not even started; its session answers for it.
                return Mono.empty();
            }
            Handler receive = inbound -> inbound.flatMap(message -> receive(line, message, deliver))
                    .onErrorResume(e -> {
                        log.debug("server \"{}\": a message was dropped after {}", server, e.getClass());
                        session.unreadable("the message could not be read or handled");
                        return Mono.empty();
                    });
            Mono<Void> connected = delegate instanceof ReportingTransport own
                    ? own.connect(receive, reports(line, deliver))
                    : delegate.connect(receive);
            return connected.onErrorMap(this::conceal);
        });
    }

    private Reports reports(Session.Connection line, Handler deliver) {
        return new Reports() {
            @Override
            public void unreadable(String reason) {
                session.unreadable(reason);
            }

            @Override
            public CompletionStage<Optional<String>> starts(Map<String, String> files) {
                return line.starts(files);
            }

            @Override
            public void tooLarge(Object id) {
                detach(inbound(line.tooLarge(id), deliver).toFuture());
            }

            @Override
            public void lost(String reason) {
                for (Message answer : line.lost(reason)) {
                    // Deferred, so that one that fails at once does not keep the others from theirs.
                    detach(Mono.defer(() -> deliver.apply(Mono.just(SdkMessages.toSdk(answer))))
                            .toFuture());
                }
            }
        };
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.deferContextual(context -> {
            Session.Link asCaller = own -> send(own).contextWrite(context).toFuture();
            Outcome outcome = session.outbound(messages.toTree(message), Conversations.of(context), asCaller);
            return outbound(outcome, context);
        });
    }

    private Mono<Void> outbound(Outcome outcome, ContextView context) {
        if (outcome instanceof Outcome.Pass pass) {
            return send(pass.message()).doOnError(e -> pass.unsent().run());
        }
        if (outcome instanceof Outcome.Answer answer) {
            return deliver(answer.message());
        }
        if (outcome instanceof Outcome.Later later) {
            return Mono.fromCompletionStage(later.outcome())
                    .doOnCancel(later.cancel())
                    .flatMap(then -> outbound(then, context));
        }
        return Mono.empty();
    }

    /** Never fails and never waits: one error ends a stdio session, and Monos that hang end it too. */
    private Mono<JSONRPCMessage> receive(Session.Connection connection, JSONRPCMessage message, Handler deliver) {
        return inbound(connection.inbound(messages.toTree(message)), deliver);
    }

    private Mono<JSONRPCMessage> inbound(Outcome outcome, Handler deliver) {
        if (outcome instanceof Outcome.Pass pass) {
            if (pass.message() instanceof Message.Notification notification
                    && !HANDLED.contains(notification.method())) {
                session.unreadable("a notification that the client has no use for");
                return Mono.empty();
            }
            return deliver.apply(Mono.just(SdkMessages.toSdk(pass.message())));
        }
        if (outcome instanceof Outcome.Answer answer) {
            detach(send(answer.message()).toFuture());
        } else if (outcome instanceof Outcome.Later later) {
            detach(later.outcome().thenCompose(then -> inbound(then, deliver).toFuture()));
        }
        return Mono.empty();
    }

    private void detach(CompletionStage<?> work) {
        work.whenComplete((x, e) -> {
            if (e != null) {
                log.debug("server \"{}\": detached work ended with {}", server, e.getClass());
            }
        });
    }

    private Mono<Void> send(Message message) {
        return delegate.sendMessage(SdkMessages.toSdk(message)).onErrorMap(this::conceal);
    }

    private Mono<Void> deliver(Message message) {
        Handler to = handler;
        return to == null
                ? Mono.error(new Concealment.ConcealedException("mcp-guard: not connected"))
                : to.apply(Mono.just(SdkMessages.toSdk(message))).then();
    }

    private Throwable conceal(Throwable failure) {
        log.debug("server \"{}\": the transport failed with {}", server, failure.getClass());
        return Concealment.conceal(server.name(), failure);
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> application) {
        delegate.setExceptionHandler(failure -> application.accept(conceal(failure)));
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.defer(() -> {
            session.close();
            return session.isAdmitted() ? delegate.closeGracefully().onErrorMap(this::conceal) : Mono.empty();
        });
    }

    @Override
    public void close() {
        session.close();
        if (session.isAdmitted()) {
            delegate.close();
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        try {
            return delegate.unmarshalFrom(data, type);
        } catch (RuntimeException e) {
            throw new Concealment.ConcealedException(
                    "mcp-guard: server \"" + server + "\" sent something of another shape");
        }
    }

    @Override
    public List<String> protocolVersions() {
        return delegate.protocolVersions();
    }

    @Override
    public String toString() {
        return "guarded " + server;
    }
}
