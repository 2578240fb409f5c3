package io.mcpguard.examples.approval;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * A page of another origin that the person happens to have open. It knows everything that is to be known, even the token
 * and the question, and tries each way that a browser offers to make the other page approve.
 */
final class AttackerPage implements AutoCloseable {

    /** Ends with {@code window.tried}: what each way came to. */
    private static final String PAGE = """
            <!doctype html>
            <title>Kittens</title>
            <iframe name="frame"></iframe>
            <iframe name="framed" src="%1$s/"></iframe>
            <form method="post" action="%1$s/answers" target="frame" enctype="text/plain">
              <input name='%2$s' value=''>
            </form>
            <script>
              const answer = '%2$s';
              const json = {"Content-Type": "application/json", "X-Approval-Token": "%3$s"};
              const tell = promise => promise.then(r => r.type + r.status, () => "failed");
              const framed = new Promise(done =>
                document.querySelector("[name=frame]").addEventListener("load", () => done("loaded"), {once: true}));
              document.forms[0].submit();
              Promise.all([
                tell(fetch("%1$s/answers", {method: "POST", headers: json, body: answer})),
                tell(fetch("%1$s/answers", {method: "POST", mode: "no-cors", headers: json, body: answer})),
                tell(fetch("%1$s/answers", {method: "POST", mode: "no-cors", credentials: "include",
                    body: new Blob([answer], {type: "text/plain"})})),
                tell(fetch("%1$s/questions", {headers: json})),
                framed,
              ]).then(tried => { navigator.sendBeacon("%1$s/answers", answer); window.tried = tried; });
            </script>
            """;

    private final HttpServer server;

    AttackerPage(String victim, String questionId, String token) throws IOException {
        String answer = "{\"id\":\"" + questionId + "\",\"answer\":\"once\"}";
        byte[] page = PAGE.formatted(victim, answer, token).getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
