package io.mcpguard.test.transport;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One open response that carries server-sent events. Writing to a client that is gone does nothing. */
final class EventStream {

    private final AsyncContext exchange;
    private final HttpServletResponse response;
    private boolean open = true;

    private EventStream(AsyncContext exchange, HttpServletResponse response) {
        this.exchange = exchange;
        this.response = response;
    }

    static EventStream open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("utf-8");
        response.setHeader("Cache-Control", "no-cache");
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(0); // it lives as long as its session
        response.flushBuffer(); // the client waits for the head
        return new EventStream(exchange, response);
    }

    synchronized boolean send(String event, String data) {
        if (!open) {
            return false;
        }
        var text = new StringBuilder("event: ").append(event).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        try {
            response.getOutputStream().write(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
            return true;
        } catch (IOException gone) {
            complete();
            return false;
        }
    }

    synchronized void complete() {
        if (open) {
            open = false;
            try {
                exchange.complete();
            } catch (IllegalStateException over) {
                // Tomcat noticed first that the client is gone
            }
        }
    }
}
