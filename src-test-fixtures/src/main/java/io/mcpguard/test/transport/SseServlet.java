package io.mcpguard.test.transport;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** HTTP with SSE as of MCP 2024-11-05: one GET carries everything to the client, POSTs carry its messages. */
final class SseServlet extends HttpServlet {

    static final String MESSAGES = "/messages";

    private static final long serialVersionUID = 1L;
    private static final String SESSION = "session";

    private final transient Sessions sessions;
    private final transient Detour detour;

    SseServlet(Sessions sessions, Detour detour) {
        this.sessions = sessions;
        this.detour = detour;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (detour.tookGet(response)) {
            return;
        }
        HttpSession session = sessions.start();
        EventStream stream = EventStream.open(request, response);
        String announced = detour.endpoint();
        stream.send("endpoint", announced == null ? MESSAGES + "?" + SESSION + "=" + session.id() : announced);
        session.listen(stream);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = sessions.find(request.getParameter(SESSION));
        String body = Sessions.body(request);
        if (detour.tookPost(response)) {
            return;
        }
        if (session == null) {
            detour.refuse(response, detour.unknownSession(), "no such session");
        } else if (body == null) {
            detour.refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "too long");
        } else {
            session.tell(body);
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
        }
    }
}
