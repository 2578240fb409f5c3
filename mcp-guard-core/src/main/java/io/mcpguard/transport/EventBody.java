package io.mcpguard.transport;

import io.mcpguard.json.JsonText;
import io.mcpguard.session.Message;
import java.net.URI;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event stream. Events that are JSON-RPC messages go on, written anew; others never reach the SDK, which would end the
 * stream and quote them. A request that was posted gets its answer on the stream in any case: if the server gives none,
 * then an error of the guard.
 */
final class EventBody<T> extends HttpBody<T> {

    /** A server that has answered ends the stream. One that does not gets so long for what it has yet to say. */
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);

    /** A stream with so many events that are no messages is no stream of MCP. */
    private static final int MAX_UNREADABLE = 1_000;

    private static final int MAX_ENDPOINT = 2048;

    private final HttpReport report;
    private final HttpRules rules;
    private final SessionIds events;
    private final URI url;
    private final boolean listening;
    private final EventReader reader;
    private @Nullable Object awaited;
    private boolean knowsEndpoint;
    private int unreadable;

    /** With the id of the request that was posted, null if none was; listening means that nothing was posted at all. */
    EventBody(
            BodySubscriber<T> sdk,
            HttpReport report,
            SessionIds events,
            URI url,
            boolean listening,
            @Nullable Object awaited) {
        super(sdk);
        this.report = report;
        this.rules = report.rules();
        this.events = events;
        this.url = url;
        this.listening = listening;
        this.awaited = awaited;
        this.reader = new EventReader(rules.limits(), this::event);
    }

    @Override
    @Nullable
    Duration patience() {
        if (!listening) {
            return rules.patience();
        }
        return rules.isSse() ? rules.idle() : null; // for the endpoint, which comes first
    }

    @Override
    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining() && !isFinished()) {
            if (!reader.read(bytes.get())) {
                stop("sent an event that is longer than the limits allow");
                return;
            }
        }
    }

    private void event(String type, String id, byte[] data) {
        if (type.equals("endpoint") && listening && rules.isSse()) {
            endpoint(data);
        } else if (type.equals("message") && data.length > 0) {
            message(id, data);
        }
    }

    /** Where messages are to be posted is text of the server's choice: not elsewhere. */
    private void endpoint(byte[] data) {
        if (knowsEndpoint) {
            report.unreadable("named another endpoint on the same stream");
            return;
        }
        URI endpoint = data.length > MAX_ENDPOINT ? null : resolve(new String(data, StandardCharsets.UTF_8));
        if (endpoint == null || !rules.isSameOrigin(endpoint)) {
            failStream("wants its messages posted to another origin than the one that was checked");
            return;
        }
        knowsEndpoint = true;
        neverLate();
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        emit("endpoint", "", (endpoint.getRawPath() + query).getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable URI resolve(String reference) {
        try {
            URI resolved = url.resolve(reference.strip());
            return resolved.getRawPath() == null || !resolved.getRawPath().startsWith("/") ? null : resolved;
        } catch (IllegalArgumentException noUri) {
            return null;
        }
    }

    private void message(String id, byte[] data) {
        Message message = Posted.read(data, rules.limits());
        if (message == null) {
            unreadable(Posted.answeredBeyond(rules.limits(), data));
            return;
        }
        Object answers = Posted.answeredBy(message);
        // An error without an id is JSON-RPC, but the SDK cannot read it and would end the stream.
        if (message instanceof Message.Failure failure
                && (answers == null || !SdkMessages.isReadable(failure.error()))) {
            unreadable(answers);
            return;
        }
        if (!rules.sdk().canRead(data)) {
            unreadable(answers);
            return;
        }
        String name = id.isEmpty() ? null : events.name(id);
        emit("message", name == null ? "" : name, data);
        if (answers != null && answers.equals(awaited)) {
            awaited = null;
            lateAfter(AFTERWARDS);
        }
    }

    /** Whoever waits for an answer that nobody can read is told so, and does not wait until the time is up. */
    private void unreadable(@Nullable Object answers) {
        if (answers != null && answers.equals(awaited)) {
            stop("gave an answer that cannot be read, or is larger than the limits allow");
            return;
        }
        if (answers != null) {
            report.tooLarge(answers);
        } else {
            report.unreadable("sent an event that is no JSON-RPC message");
        }
        if (++unreadable > MAX_UNREADABLE) {
            stop("sends events that are no messages");
        }
    }

    private void emit(String type, String id, byte[] data) {
        String head = "event: " + type + "\n" + (id.isEmpty() ? "" : "id: " + id + "\n") + "data: ";
        byte[] before = head.getBytes(StandardCharsets.UTF_8);
        byte[] event = new byte[before.length + data.length + 2];
        System.arraycopy(before, 0, event, 0, before.length);
        System.arraycopy(data, 0, event, before.length, data.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        emit(event);
    }

    @Override
    void ended() {
        if (listening) {
            gone("ended its event stream");
        } else {
            stop(awaited == null ? null : "ended the exchange without an answer");
        }
    }

    @Override
    void broken() {
        if (listening) {
            gone("broke off its event stream");
        } else {
            stop("broke off its event stream");
        }
    }

    /** On the old flavour nothing can be answered any more when the SDK gives the stream up, whatever made it. */
    @Override
    void givenUp() {
        if (listening && rules.isSse()) {
            report.lost("is not listened to any more");
        }
    }

    @Override
    void late() {
        if (listening) {
            failStream("did not say in time where messages are to be posted");
        } else {
            stop(awaited == null ? null : "did not answer in time");
        }
    }

    /** On the new flavour it is no more than a stream that ended; on the old one nothing can be answered any more. */
    private void gone(String how) {
        if (!rules.isSse()) {
            finish();
        } else if (knowsEndpoint) {
            report.lost(how);
            finish();
        } else {
            failStream(how);
        }
    }

    private void stop(@Nullable String why) {
        if (why == null) {
            finish();
            return;
        }
        if (listening) {
            failStream(why);
            return;
        }
        HttpRefusal refusal = report.refuse(why);
        if (awaited != null) {
            Map<String, Object> error = Map.of("code", -32000, "message", refusal.words());
            var answer = Map.of("jsonrpc", "2.0", "id", awaited, "error", error);
            awaited = null;
            emit("message", "", JsonText.write(answer).getBytes(StandardCharsets.UTF_8));
        }
        finish();
    }

    /** The SDK would wait on for the endpoint that a stream of the old flavour was to name, or for answers on it. */
    private void failStream(String why) {
        HttpRefusal refusal = report.refuse(why);
        if (rules.isSse()) {
            report.lost(why);
        }
        fail(refusal);
    }
}
