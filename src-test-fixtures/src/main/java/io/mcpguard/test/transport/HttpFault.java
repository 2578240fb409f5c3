package io.mcpguard.test.transport;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What an HTTP server may say below MCP instead of an answer. For {@link HttpTestServer#next} and
 * {@link HttpTestServer#nextStream}. Immutable.
 */
public final class HttpFault {

    /** Longer than any test waits. */
    private static final Duration FOREVER = Duration.ofMinutes(1);

    private static final int CHUNK = 16 * 1024;

    private final Script script;

    private HttpFault(Script script) {
        this.script = script;
    }

    /** Writes the answer, until it is done or the server stops. */
    @FunctionalInterface
    private interface Script {
        void play(HttpServletResponse response, CountDownLatch stopped) throws IOException;
    }

    /**
     * Some answer.
     *
     * @param status the HTTP status
     * @param contentType the content type, empty for none
     * @param body the body, as it is
     * @return the fault
     */
    public static HttpFault answer(int status, String contentType, String body) {
        requireNonNull(body, "body");
        return new HttpFault((response, stopped) -> {
            head(response, status, contentType);
            response.getOutputStream().write(bytes(body));
        });
    }

    /**
     * An event stream with this on it, and then its end.
     *
     * @param raw the stream, as it is
     * @return the fault
     */
    public static HttpFault events(String raw) {
        return answer(200, "text/event-stream", raw);
    }

    /**
     * A redirect.
     *
     * @param status 301, 302, 303, 307 or 308
     * @param to where to
     * @return the fault
     */
    public static HttpFault redirect(int status, URI to) {
        return new HttpFault((response, stopped) -> {
            response.setStatus(status);
            response.setHeader("Location", to.toString());
        });
    }

    /**
     * Wants an authorization (HTTP status 401).
     *
     * @param challenge the {@code WWW-Authenticate} header
     * @param body the body
     * @return the fault
     */
    public static HttpFault unauthorized(String challenge, String body) {
        return new HttpFault((response, stopped) -> {
            response.setHeader("WWW-Authenticate", challenge);
            head(response, 401, "text/plain");
            response.getOutputStream().write(bytes(body));
        });
    }

    /**
     * A body of some length.
     *
     * @param contentType the content type
     * @param start what it begins with; then it is the same letter again and again
     * @param length its length in bytes; {@link Long#MAX_VALUE} is without an end
     * @return the fault
     */
    public static HttpFault large(String contentType, String start, long length) {
        return new HttpFault((response, stopped) -> {
            head(response, 200, contentType);
            OutputStream out = response.getOutputStream();
            out.write(bytes(start));
            byte[] chunk = new byte[CHUNK];
            Arrays.fill(chunk, (byte) 'x');
            for (long left = length; left > 0 && stopped.getCount() > 0; left -= chunk.length) {
                out.write(chunk); // throws when the client hangs up
            }
        });
    }

    /**
     * A body that ends before the length that the head gave.
     *
     * @param contentType the content type
     * @param body what comes of it
     * @return the fault
     */
    public static HttpFault truncated(String contentType, String body) {
        return new HttpFault((response, stopped) -> {
            response.setContentLength(bytes(body).length + 1000);
            cut(contentType, body).play(response, stopped);
        });
    }

    /**
     * The connection is cut in the middle of the body.
     *
     * @param contentType the content type
     * @param body what comes of it
     * @return the fault
     */
    public static HttpFault cut(String contentType, String body) {
        return new HttpFault((response, stopped) -> {
            head(response, 200, contentType);
            response.getOutputStream().write(bytes(body));
            response.flushBuffer();
            throw new IOException("cut, as the test wants it"); // Tomcat then closes the connection
        });
    }

    /**
     * A body that stands still after its beginning; the connection stays open.
     *
     * @param contentType the content type
     * @param body its beginning
     * @return the fault
     */
    public static HttpFault stalled(String contentType, String body) {
        return new HttpFault((response, stopped) -> {
            head(response, 200, contentType);
            response.getOutputStream().write(bytes(body));
            response.flushBuffer();
            await(stopped, FOREVER);
        });
    }

    /**
     * A body that comes byte by byte, again and again.
     *
     * @param contentType the content type
     * @param body the bytes
     * @param pause before each
     * @return the fault
     */
    public static HttpFault drip(String contentType, String body, Duration pause) {
        return new HttpFault((response, stopped) -> {
            head(response, 200, contentType);
            long end = System.nanoTime() + FOREVER.toNanos();
            while (System.nanoTime() < end) {
                for (byte b : bytes(body)) {
                    if (await(stopped, pause)) {
                        return;
                    }
                    response.getOutputStream().write(b);
                    response.flushBuffer(); // throws when the client hangs up
                }
            }
        });
    }

    /** {@return no answer at all, while the connection stays open} */
    public static HttpFault silence() {
        return new HttpFault((response, stopped) -> await(stopped, FOREVER));
    }

    /**
     * An answer with a long header.
     *
     * @param name the header's name
     * @param value its value, repeated
     * @param times how often; Tomcat sends up to a megabyte
     * @return the fault
     */
    public static HttpFault header(String name, String value, int times) {
        return new HttpFault((response, stopped) -> {
            response.setHeader(name, value.repeat(times));
            head(response, 200, "application/json");
        });
    }

    void play(HttpServletResponse response, CountDownLatch stopped) throws IOException {
        script.play(response, stopped);
    }

    private static void head(HttpServletResponse response, int status, String contentType) {
        response.setStatus(status);
        if (!contentType.isEmpty()) {
            response.setContentType(contentType);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the server stops. */
    private static boolean await(CountDownLatch stopped, Duration time) throws IOException {
        try {
            return stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        }
    }
}
