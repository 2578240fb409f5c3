package io.mcpguard.transport;

import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.session.Message;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Reads messages off the wire, as far as HTTP has to know them: which answer belongs where. */
final class Posted {

    private Posted() {}

    /** The message that is posted; null if it cannot be read here and now. */
    static @Nullable Message message(HttpRequest request) {
        HttpRequest.BodyPublisher publisher = request.bodyPublisher().orElse(null);
        if (publisher == null || publisher.contentLength() <= 0) {
            return null;
        }
        var body = new Body();
        publisher.subscribe(body); // that of a string or of bytes hands them over here and now
        return read(body.bytes.toByteArray(), WireLimits.OUTGOING);
    }

    /** The message, null if it is none. */
    static @Nullable Message read(byte[] utf8, Limits limits) {
        try {
            return Message.parse(JsonText.parseObject(utf8, limits));
        } catch (JsonException | IllegalArgumentException none) {
            return null;
        }
    }

    /** The id of the request that this answers, if it is no message only because it is larger than the limits allow. */
    static @Nullable Object answeredBeyond(Limits limits, byte[] utf8) {
        try {
            JsonText.parseObject(utf8, limits);
            return null;
        } catch (JsonException e) {
            return switch (e.reason()) {
                case TOO_DEEP, TOO_MANY_NODES, STRING_TOO_LONG, NUMBER_TOO_LONG, TOO_LARGE -> AnswerId.in(utf8);
                case NOT_JSON, DUPLICATE_KEY, MALFORMED -> null;
            };
        }
    }

    static boolean answers(Message message, Object id) {
        return id.equals(answeredBy(message));
    }

    /** The id of the request that this answers; null if it is no answer, or does not say. */
    static @Nullable Object answeredBy(Message message) {
        if (message instanceof Message.Result result) {
            return result.id();
        }
        return message instanceof Message.Failure failure ? failure.id() : null;
    }

    private static final class Body implements Flow.Subscriber<ByteBuffer> {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ByteBuffer item) {
            byte[] some = new byte[item.remaining()];
            item.get(some);
            bytes.writeBytes(some);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
