package io.mcpguard.examples.approval;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcpguard.approval.ApprovalInbox;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * A web page on which one person answers the questions of an {@link ApprovalInbox}. Reachable on this machine alone, and
 * only for whoever was given {@link #link()}. Copy it into your application and put your own login in place of the link's
 * token if there is more than one person.
 */
public final class ApprovalPage implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int MAX_BODY = 4_096;
    private static final Limits ANSWER = new Limits(8, 100, MAX_BODY, MAX_BODY);

    private static final String JSON = "application/json; charset=utf-8";

    private static final Map<String, String> FILES = Map.of(
            "/", "text/html; charset=utf-8",
            "/page.css", "text/css; charset=utf-8",
            "/page.js", "text/javascript; charset=utf-8");

    /** Said with everything. Only files of this page are loaded, only requests to it are made, nobody frames it. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; "
                            + "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cache-Control", "no-store");

    private record Reply(int status, String type, String body) {
        static Reply json(int status, Object tree) {
            return new Reply(status, JSON, JsonText.write(tree));
        }

        static Reply error(int status, String text) {
            return json(status, Map.of("error", text));
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Gate gate;
    private final Questions questions;
    private final Supplier<List<String>> activity;

    private ApprovalPage(HttpServer server, Questions questions, Supplier<List<String>> activity) {
        this.server = server;
        this.gate = new Gate(server.getAddress().getPort());
        this.questions = questions;
        this.activity = activity;
    }

    /**
     * Opens a page.
     *
     * @param inbox where the questions are
     * @param person who answers, for the audit log
     * @param port a free port, or 0 for any
     * @param activity what else is shown, a line each; called on several threads
     * @return the page, until it is closed
     * @throws IOException if the port is taken
     */
    public static ApprovalPage open(ApprovalInbox inbox, String person, int port, Supplier<List<String>> activity)
            throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        HttpServer server = HttpServer.create(address, 0);
        var page = new ApprovalPage(server, new Questions(inbox, person, Clock.systemUTC()), activity);
        server.createContext("/", page::handle);
        server.setExecutor(page.threads);
        server.start();
        return page;
    }

    /** {@return the link for the person who approves, and for nobody else: whoever has it can approve} */
    public String link() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/#" + gate.token();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply = reply(exchange);
            HEADERS.forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", reply.type());
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            boolean isHead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(reply.status(), isHead ? -1 : body.length);
            if (!isHead) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        if (!gate.isAddressedToUs(headers)) {
            return Reply.error(421, "This is a page of 127.0.0.1 and of no other name.");
        }
        String path = String.valueOf(exchange.getRequestURI().getRawPath());
        boolean isFile = FILES.containsKey(path);
        if (!isFile && !path.equals("/questions") && !path.equals("/answers")) {
            return Reply.error(404, "There is no such page.");
        }
        String method = path.equals("/answers") ? "POST" : "GET";
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            return Reply.error(405, "Only " + method + " is possible here.");
        }
        if (isFile) {
            return file(path); // the same for everybody, nothing secret in it
        }
        if (!gate.hasToken(headers)) {
            return Reply.error(403, "Open the link that the program printed: it holds the token.");
        }
        return path.equals("/answers") ? answer(exchange) : open();
    }

    private Reply open() {
        return Reply.json(200, Map.of("questions", questions.open(), "activity", activity.get()));
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        if (!gate.isFromOurPage(headers)) {
            return Reply.error(403, "Another page may not answer.");
        }
        if (!Gate.only(headers, "Content-Type").equals("application/json")) {
            return Reply.error(415, "An answer is application/json.");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return Reply.error(413, "An answer has at most " + MAX_BODY + " bytes.");
        }
        try {
            Map<String, ?> answer = JsonText.parseObject(body, ANSWER);
            boolean inTime = questions.answer(
                    String.valueOf(answer.get("id")),
                    String.valueOf(answer.get("answer")),
                    answer.get("reason") instanceof String reason ? reason : "");
            return inTime
                    ? Reply.json(200, Map.of("answered", true))
                    : Reply.error(409, "Too late: it was answered, or its time is up.");
        } catch (JsonException e) {
            return Reply.error(400, "An answer is a JSON object.");
        } catch (IllegalArgumentException e) {
            return Reply.error(400, "This cannot be answered so: " + e.getMessage() + ".");
        }
    }

    private static Reply file(String path) throws IOException {
        String name = path.equals("/") ? "/page.html" : path;
        try (InputStream in = ApprovalPage.class.getResourceAsStream("/approval" + name)) {
            if (in == null) {
                throw new IOException("no resource /approval" + name);
            }
            return new Reply(200, FILES.get(path), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
