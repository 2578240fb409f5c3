package io.mcpguard.test.transport;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What happens to requests before MCP sees them, or instead. */
final class Detour {

    private final AtomicReference<@Nullable HttpFault> nextPost = new AtomicReference<>();
    private final AtomicReference<@Nullable HttpFault> nextGet = new AtomicReference<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile int unknownSession = HttpServletResponse.SC_NOT_FOUND;
    private volatile @Nullable String endpoint;
    private volatile boolean json;

    void nextPost(HttpFault fault) {
        nextPost.set(fault);
    }

    void nextGet(HttpFault fault) {
        nextGet.set(fault);
    }

    void unknownSession(int status) {
        unknownSession = status;
    }

    int unknownSession() {
        return unknownSession;
    }

    void endpoint(String text) {
        endpoint = text;
    }

    @Nullable
    String endpoint() {
        return endpoint;
    }

    void answerAsJson() {
        json = true;
    }

    boolean answersAsJson() {
        return json;
    }

    int requests() {
        return requests.get();
    }

    /** Whoever still answers somebody stops doing so. */
    void stop() {
        stopped.countDown();
    }

    /** Whether this POST got an answer here. */
    boolean tookPost(HttpServletResponse response) throws IOException {
        return took(nextPost, response);
    }

    /** Whether this GET got an answer here. */
    boolean tookGet(HttpServletResponse response) throws IOException {
        return took(nextGet, response);
    }

    private boolean took(AtomicReference<@Nullable HttpFault> next, HttpServletResponse response) throws IOException {
        requests.incrementAndGet();
        HttpFault fault = next.getAndSet(null);
        if (fault == null) {
            return false;
        }
        fault.play(response, stopped);
        return true;
    }

    void refuse(HttpServletResponse response, int status, String why) throws IOException {
        HttpFault.answer(status, "text/plain; charset=utf-8", why).play(response, stopped);
    }
}
