package io.mcpguard.it.realservers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server of npm that listens on a port. It ends with {@link #close}, and with this JVM. */
final class HttpServerProcess implements AutoCloseable {

    private static final String READY = "listening on port";

    private static final int START_SECONDS = 30;

    private final Process process;
    private final Thread atExit;

    private HttpServerProcess(Process process) {
        this.process = process;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Returns once the server listens. It knows nothing of our environment but where programs are. */
    static HttpServerProcess start(List<String> command, int port) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        String path = System.getenv("PATH");
        builder.environment().clear();
        if (path != null) {
            builder.environment().put("PATH", path);
        }
        builder.environment().put("PORT", Integer.toString(port));
        try {
            var started = new HttpServerProcess(builder.start());
            started.awaitReady();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        var ready = new CompletableFuture<Void>();
        var said = new ConcurrentLinkedQueue<String>();
        // It reads on to the end, or the server would stop once the pipe is full.
        var reader = new Thread(() -> read(ready, said), "output of server");
        reader.setDaemon(true);
        reader.start();
        try {
            ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            close();
            throw new AssertionError("the server does not listen; it says: " + said, e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void read(CompletableFuture<Void> ready, Queue<String> said) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(READY)) {
                    ready.complete(null);
                } else if (!ready.isDone()) {
                    said.add(line);
                }
            }
            ready.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(START_SECONDS, TimeUnit.SECONDS);
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
