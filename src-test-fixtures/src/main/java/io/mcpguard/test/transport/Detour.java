package io.mcpguard.test.transport;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An HTTP answer that the next POST gets, below MCP. */
final class Detour {

    private final AtomicReference<@Nullable Answer> next = new AtomicReference<>();

    record Answer(int status, String contentType, String body) {}

    void next(Answer answer) {
        next.set(answer);
    }

    /** Whether this POST got an answer here. */
    boolean took(HttpServletResponse response) throws IOException {
        Answer answer = next.getAndSet(null);
        if (answer == null) {
            return false;
        }
        write(response, answer);
        return true;
    }

    static void write(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        response.setContentType(answer.contentType());
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    static void refuse(HttpServletResponse response, int status, String why) throws IOException {
        write(response, new Answer(status, "text/plain; charset=utf-8", why));
    }
}
