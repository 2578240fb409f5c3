package io.mcpguard.transport;

import io.modelcontextprotocol.client.transport.ServerParameters;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One child process from its start to its end, with a thread for each of its three streams. It takes lines before it has
 * started, since the SDK sends at once. It ends once, when it is told to or by itself; only the latter is reported.
 */
final class ServerProcess {

    private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);

    /** How long after its end its last words may still be read. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    /**
     * A program that a process has left behind may hold its streams open, and then whoever reads them cannot be stopped.
     * There are no more than so many threads that read.
     */
    static final int MAX_THREADS = 24;

    static final String HELD = "programs that its earlier processes have left behind still hold their streams";

    private static final Executor AFTER_LAST_WORDS =
            CompletableFuture.delayedExecutor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);

    private final String server;
    private final ServerParameters parameters;
    private final Reports reports;
    private final AtomicInteger threads;
    private final Outbox outbox = new Outbox();
    private final AtomicBoolean isEnding = new AtomicBoolean();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile @Nullable Process process;

    /** Counts its threads together with those of the processes before it on the same transport. */
    ServerProcess(String server, ServerParameters parameters, Reports reports, AtomicInteger threads) {
        this.threads = threads;
        this.server = server;
        this.parameters = parameters;
        this.reports = reports;
    }

    /** Starts it, unless it was told to end already. Blocks as long as that takes. */
    void start(long maxChars, Consumer<LineReader.Line> lines) throws IOException {
        if (isEnding.get()) {
            return;
        }
        if (threads.get() >= MAX_THREADS) {
            lost(HELD);
            throw new IOException(HELD);
        }
        Process started;
        try {
            started = builder().start();
        } catch (IOException | RuntimeException e) {
            lost("its process could not be started");
            throw e;
        }
        process = started;
        counted("stdin", () -> write(started));
        counted("stdout", () -> read(started, maxChars, lines));
        counted("stderr", () -> readErrors(started));
        // The end of its output usually says it first. It does not where a child of its own still holds the pipe.
        CompletionStage<Process> exit = started.onExit();
        exit.thenRunAsync(() -> lost(status(started)), AFTER_LAST_WORDS);
        if (isEnding.get()) {
            new Ending(started).run(); // told to end while it started, when there was nothing to end yet
        }
    }

    /** It is not started at all, for a reason of ours. */
    void refuse(String why) {
        lost(why);
    }

    /** Sends a line with its end. Says why not, in our words, or null; what is lost on the way is reported as a loss. */
    @Nullable
    String send(byte[] line) {
        return outbox.offer(line);
    }

    /** Ends it in bounded time. Never fails, and does the same work once however often it is called. */
    CompletionStage<Void> end() {
        isOver.set(true);
        outbox.close("is closed");
        return shutDown();
    }

    private ProcessBuilder builder() {
        var command = new ArrayList<String>(List.of(parameters.getCommand()));
        command.addAll(parameters.getArgs());
        var builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(parameters.getEnv());
        return builder;
    }

    private void write(Process to) {
        try {
            outbox.writeTo(to.getOutputStream());
        } catch (IOException e) {
            // It reads no more, so it is of no use. What it has written until now is still read.
            log.debug("server \"{}\" has closed its input", server);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shutDown();
    }

    private void read(Process from, long maxChars, Consumer<LineReader.Line> lines) {
        try (var stdout = from.getInputStream()) {
            var reader = new LineReader(stdout, maxChars);
            for (LineReader.Line line = reader.next(); line != null && !isOver.get(); line = reader.next()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            log.debug("the output of server \"{}\" broke off", server);
        } finally {
            lost(lastWords(from));
        }
    }

    private void readErrors(Process from) {
        try (var stderr = from.getErrorStream()) {
            new StderrLog(server).readAll(stderr);
        } catch (IOException e) {
            log.debug("stderr of server \"{}\" broke off", server);
        }
    }

    private static String lastWords(Process process) {
        try {
            return process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                    ? status(process)
                    : "its process closed its output";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "its process closed its output";
        }
    }

    private static String status(Process process) {
        return "its process ended with status " + process.exitValue();
    }

    private void lost(String why) {
        if (isOver.compareAndSet(false, true)) {
            outbox.discard("cannot be reached: " + why);
            reports.lost(why);
        }
        shutDown();
    }

    private CompletionStage<Void> shutDown() {
        if (isEnding.compareAndSet(false, true)) {
            Process running = process;
            if (running == null) {
                ended.complete(null);
            } else {
                thread("end", new Ending(running)).start();
            }
        }
        return ended.minimalCompletionStage();
    }

    private void counted(String of, Runnable work) {
        threads.incrementAndGet();
        thread(of, () -> {
                    try {
                        work.run();
                    } finally {
                        threads.decrementAndGet();
                    }
                })
                .start();
    }

    private Thread thread(String of, Runnable work) {
        var thread = new Thread(work, "mcp-guard-" + server + "-" + of);
        thread.setDaemon(true);
        return thread;
    }

    /** Ends a process and then says so. */
    private final class Ending implements Runnable {

        private final Process running;

        Ending(Process running) {
            this.running = running;
        }

        @Override
        public void run() {
            try {
                new Termination(running).run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                ended.complete(null);
                AFTER_LAST_WORDS.execute(() -> lost("its process could not be ended"));
            }
        }
    }
}
