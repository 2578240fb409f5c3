package io.mcpguard.transport;

import io.mcpguard.session.Message;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;

/** One JSON-RPC message as a body. It goes on when all of it is there, is within the limits, and answers the request. */
final class JsonBody<T> extends HttpBody<T> {

    private final HttpReport report;
    private final HttpRules rules;
    private final Object awaited;
    private final TextBytes text;
    private final long end;

    JsonBody(BodySubscriber<T> sdk, HttpReport report, Object awaited) {
        super(sdk);
        this.report = report;
        this.rules = report.rules();
        this.awaited = awaited;
        this.text = new TextBytes(rules.limits());
        this.end = System.nanoTime() + rules.patience().toNanos();
    }

    @Override
    Duration patience() {
        long left = end - System.nanoTime(); // whoever sends a byte now and then does not get longer for all of it
        return left < rules.idle().toNanos() ? Duration.ofNanos(left) : rules.idle();
    }

    @Override
    void take(ByteBuffer bytes) {
        lateAfter(patience());
        if (!text.add(bytes)) {
            fail(report.refuse("sent a body that is longer than the limits allow"));
        }
    }

    @Override
    void ended() {
        byte[] body = text.take();
        Message message = Posted.read(body, rules.limits());
        if (message == null) {
            fail(report.refuse("answered with what is no JSON-RPC message"));
        } else if (!Posted.answers(message, awaited)) {
            fail(report.refuse("answered a request with something else than its answer"));
        } else if (!rules.sdk().canRead(body)) {
            fail(report.refuse("answered with what the SDK cannot read"));
        } else {
            emit(body);
            finish();
        }
    }

    @Override
    void broken() {
        fail(report.refuse("broke off its answer"));
    }

    @Override
    void late() {
        fail(report.refuse("did not go on with its answer in time"));
    }
}
