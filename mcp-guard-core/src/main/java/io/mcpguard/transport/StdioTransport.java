package io.mcpguard.transport;

import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonException.Reason;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * MCP over the standard streams of a child process: JSON-RPC, one message a line. Each connect starts a process, after
 * the one before it has ended. A line that is no message costs that line and not the session, whatever it is and however
 * long; the end of the process is reported at once. No code of the SDK reads what the process writes.
 */
final class StdioTransport implements ReportingTransport {

    private static final Logger log = LoggerFactory.getLogger(StdioTransport.class);

    private static final Reports NOBODY = new Reports() {
        @Override
        public void unreadable(String reason) {}

        @Override
        public void tooLarge(Object id) {}

        @Override
        public void lost(String reason) {}
    };

    private final String server;
    private final ServerParameters parameters;
    private final Look look;
    private final Limits limits;
    private final McpJsonMapper mapper = JsonMappers.standard();
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicReference<@Nullable ServerProcess> current = new AtomicReference<>();

    /** The limits are for what stands in a message; the characters are those of the line. */
    StdioTransport(String server, ServerParameters parameters, Limits limits) {
        this.server = server;
        this.parameters = parameters;
        this.look = new Look(server, parameters);
        this.limits = WireLimits.incoming(limits);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return connect(handler, NOBODY);
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler, Reports reports) {
        return Mono.defer(() -> {
            var process = new ServerProcess(server, parameters, reports, threads);
            ServerProcess before = current.getAndSet(process);
            CompletionStage<Void> free = before == null ? CompletableFuture.completedStage(null) : before.end();
            return Mono.fromCompletionStage(free)
                    .then(look.before(reports))
                    .doOnError(refused -> process.refuse("it is not started"))
                    .then(Mono.<Void>fromRunnable(() -> start(process, handler, reports))
                            .subscribeOn(Schedulers.boundedElastic()));
        });
    }

    private void start(
            ServerProcess process, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler, Reports reports) {
        try {
            process.start(limits.maxTotalChars(), line -> received(line, handler, reports));
        } catch (IOException e) {
            // The command is the application's, and so is what the system says of it.
            throw new Concealment.ConcealedException(
                    "mcp-guard: server \"" + server + "\" could not be started: " + e.getMessage());
        }
    }

    /** Never throws, for that would end the reading. */
    private void received(
            LineReader.Line line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler, Reports reports) {
        try {
            JSONRPCMessage message = message(line, reports);
            if (message != null) {
                handler.apply(Mono.just(message)).subscribe(handled -> {}, this::failed);
            }
        } catch (Throwable e) {
            // An Error too: what one message did to the stack or the heap is over, and the next may be read.
            failed(e);
            reports.unreadable("a line on which handling failed");
        }
    }

    private void failed(Throwable failure) {
        log.debug("server \"{}\": handling a message ended with {}", server, failure.getClass());
    }

    private @Nullable JSONRPCMessage message(LineReader.Line line, Reports reports) {
        switch (line.kind()) {
            case TEXT -> {
                try {
                    return SdkMessages.fromEnvelope(JsonText.parseObject(line.text(), limits));
                } catch (JsonException e) {
                    skipped(e.reason() == Reason.MALFORMED ? null : answeredBy(line.text()), noMessage(e), reports);
                } catch (IllegalArgumentException e) {
                    reports.unreadable(noMessage(e));
                }
            }
            case TOO_LONG ->
                skipped(line.answers(), "a line of more characters than limits.message_chars allows", reports);
            case NOT_UTF8 -> reports.unreadable("a line that is not UTF-8");
            case HALF -> reports.unreadable("half a line before the end");
        }
        return null;
    }

    /** Whoever waits for an answer that is too large is told so, and does not wait until the time is up. */
    private static void skipped(@Nullable Object answers, String reason, Reports reports) {
        if (answers == null) {
            reports.unreadable(reason);
        } else {
            reports.tooLarge(answers);
        }
    }

    private static @Nullable Object answeredBy(String text) {
        return AnswerId.in(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text is fixed in both of them. */
    private static String noMessage(RuntimeException e) {
        return "a line that is no message: " + e.getMessage();
    }

    /** Completes as soon as the line is taken. When it cannot be written any more, the connection is lost. */
    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.fromRunnable(() -> {
            ServerProcess to = current.get();
            String refusal = to == null ? "is not connected" : to.send(line(message));
            if (refusal != null) {
                throw new Concealment.ConcealedException("mcp-guard: server \"" + server + "\" " + refusal);
            }
        });
    }

    private static byte[] line(JSONRPCMessage message) {
        Object envelope = JsonTree.freeze(SdkMessages.envelope(message), WireLimits.OUTGOING);
        return (JsonText.write(envelope) + '\n').getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.defer(() -> {
            ServerProcess process = current.get();
            return process == null ? Mono.empty() : Mono.fromCompletionStage(process.end());
        });
    }

    @Override
    public void close() {
        ServerProcess process = current.get();
        if (process != null) {
            process.end();
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }
}
