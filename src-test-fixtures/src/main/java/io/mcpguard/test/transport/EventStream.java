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
    private final boolean json;
    private boolean open = true;

    private EventStream(AsyncContext exchange, HttpServletResponse response, boolean json) {
        this.exchange = exchange;
        this.response = response;
        this.json = json;
    }

    /** No stream, but a body with the one answer; what is not an answer has no place there. */
    static EventStream openJson(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType("application/json");
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(0);
        return new EventStream(exchange, response, true);
    }

    static EventStream open(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("utf-8");
        response.setHeader("Cache-Control", "no-cache");
        AsyncContext exchange = request.startAsync();
        exchange.setTimeout(0); // it lives as long as its session
        response.flushBuffer(); // the client waits for the head
        return new EventStream(exchange, response, false);
    }

    synchronized boolean send(String event, String data) {
        if (!open) {
            return false;
        }
        if (json) {
            return sendBody(data);
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

    private boolean sendBody(String data) {
        if (!Envelope.of(data).isAnswer()) {
            return false;
        }
        try {
            response.getOutputStream().write(data.getBytes(StandardCharsets.UTF_8));
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
