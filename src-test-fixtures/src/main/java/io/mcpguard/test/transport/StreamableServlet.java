package io.mcpguard.test.transport;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Streamable HTTP as of MCP 2025-03-26: requests are answered on an event stream, GET listens, DELETE ends. */
final class StreamableServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String SESSION = "Mcp-Session-Id";

    private final transient Sessions sessions;
    private final transient Detour detour;

    StreamableServlet(Sessions sessions, Detour detour) {
        this.sessions = sessions;
        this.detour = detour;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String body = Sessions.body(request);
        if (detour.tookPost(response)) {
            return;
        }
        if (body == null) {
            detour.refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "too long");
            return;
        }
        Envelope message = Envelope.of(body);
        HttpSession session = "initialize".equals(message.method()) ? sessions.start() : known(request, response);
        if (session == null) {
            return;
        }
        response.setHeader(SESSION, session.id());
        if (message.isRequest()) {
            session.ask(
                    message,
                    detour.answersAsJson()
                            ? EventStream.openJson(request, response)
                            : EventStream.open(request, response));
        } else {
            session.tell(body);
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (detour.tookGet(response)) {
            return;
        }
        HttpSession session = known(request, response);
        if (session != null) {
            session.listen(EventStream.open(request, response));
        }
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = known(request, response);
        if (session != null) {
            session.end();
        }
    }

    private @Nullable HttpSession known(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = request.getHeader(SESSION);
        HttpSession session = sessions.find(id);
        if (session == null) {
            detour.refuse(
                    response,
                    id == null ? HttpServletResponse.SC_BAD_REQUEST : detour.unknownSession(),
                    id == null ? "no session id" : "no such session");
        }
        return session;
    }
}
