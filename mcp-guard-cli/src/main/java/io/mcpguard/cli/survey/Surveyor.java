package io.mcpguard.cli.survey;

import io.mcpguard.api.Server;
import io.mcpguard.cli.config.Configured;
import io.mcpguard.cli.config.ServerConfig;
import io.mcpguard.cli.said.Said;
import io.mcpguard.identity.LaunchedPackage;
import io.mcpguard.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks many servers, several at a time, each for so long. When the process is ended, so are its child processes. */
public final class Surveyor {

    private static final int AT_A_TIME = 8;
    private static final long TICK_MILLIS = 500;
    private static final long LAST_WORDS_MILLIS = 300;

    private final Policy policy;
    private final Duration patience;
    private final Function<Server, Optional<String>> beforeStart;
    private final Map<String, String> environment;
    private final Set<Inquiry> running = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;

    /**
     * A surveyor.
     *
     * @param policy whose limits hold for what servers send
     * @param patience how long one server may take for everything
     * @param environment of this process, to tell what child processes do not get of it
     * @param beforeStart asked before a server is started: why it must not be, empty if it may
     */
    public Surveyor(
            Policy policy,
            Duration patience,
            Map<String, String> environment,
            Function<Server, Optional<String>> beforeStart) {
        this.environment = environment;
        this.policy = policy;
        this.patience = patience;
        this.beforeStart = beforeStart;
    }

    /**
     * Asks all servers.
     *
     * @param servers in this order
     * @param waiting told now and then, while it waits, for which server
     * @param done told of each server, in their order
     */
    public void run(List<Configured> servers, Consumer<String> waiting, Consumer<Survey> done) {
        var hook = new Thread(this::end, "mcp-guard-end");
        Runtime.getRuntime().addShutdownHook(hook);
        ExecutorService workers =
                Executors.newFixedThreadPool(Math.max(1, Math.min(AT_A_TIME, servers.size())), task -> {
                    var thread = new Thread(task, "mcp-guard-survey");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            var surveys = new ArrayList<CompletableFuture<Survey>>();
            for (Configured configured : servers) {
                surveys.add(CompletableFuture.supplyAsync(() -> survey(configured), workers));
            }
            for (int i = 0; i < servers.size(); i++) {
                done.accept(await(surveys.get(i), servers.get(i).name(), waiting));
            }
        } finally {
            workers.shutdownNow();
            end();
            remove(hook);
        }
    }

    /** Nothing is started from now on, and what runs is ended, all of it at once. */
    private void end() {
        ending = true;
        running.parallelStream().forEach(Inquiry::close);
    }

    private static Survey await(CompletableFuture<Survey> survey, String name, Consumer<String> waiting) {
        while (true) {
            try {
                return survey.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                waiting.accept(name);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a survey tells what goes wrong", e);
            }
        }
    }

    private Survey survey(Configured configured) {
        ServerConfig config = configured.server();
        if (config == null) {
            return Survey.failed(configured, null, String.valueOf(configured.problem()));
        }
        Server server = Endpoint.server(configured.name(), config, policy);
        Optional<String> unpassable = Endpoint.unpassable(config);
        if (unpassable.isPresent()) {
            return Survey.failed(configured, server, unpassable.get());
        }
        Optional<String> forbidden = beforeStart.apply(server);
        if (forbidden.isPresent()) {
            return Survey.failed(configured, server, "it was not started: " + forbidden.get());
        }
        var inquiry = new Inquiry(configured, config, server, policy, patience);
        running.add(inquiry);
        if (ending) {
            running.remove(inquiry);
            return Survey.failed(configured, server, "interrupted");
        }
        Survey survey;
        try {
            survey = inTime(inquiry, configured, server);
        } finally {
            inquiry.close();
            running.remove(inquiry);
        }
        return survey.problem() == null ? survey : explained(survey, config, server);
    }

    /** The SDK's timeouts are for one request each; this one is for all of them. */
    private Survey inTime(Inquiry inquiry, Configured configured, Server server) {
        CompletableFuture<Survey> answer = new CompletableFuture<>();
        var thread = new Thread(() -> answer.complete(inquiry.run()), "mcp-guard-inquiry");
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Survey.failed(
                    configured,
                    server,
                    "not done within " + patience.toSeconds() + " s; give it more with --timeout" + download(server));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Survey.failed(configured, server, "interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an inquiry tells what goes wrong", e);
        }
    }

    /** With what it said itself, and what it may have needed: where it came up neither there is a question. */
    private Survey explained(Survey survey, ServerConfig config, Server server) {
        String problem = String.valueOf(survey.problem());
        boolean silent = problem.startsWith("not done within") || problem.startsWith("no answer within");
        boolean ended = problem.contains("its process ended") || problem.contains("its process closed its output");
        if (server.command().isEmpty() || !(silent || ended)) {
            return survey;
        }
        List<String> said = Said.take(survey.name(), config.env().values(), ended ? LAST_WORDS_MILLIS : 0);
        String nothing = ended && said.isEmpty() ? ", and it wrote nothing to stderr" : "";
        return survey.failed(said, nothing + NotPassed.hint(config, environment));
    }

    /** The first start of a package may take long. */
    private static String download(Server server) {
        boolean downloads = !server.command().isEmpty()
                && LaunchedPackage.of(server.command()).files().isEmpty();
        return downloads ? ", if it has to be downloaded first" : "";
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // the process is ending, and the hook runs
        }
    }
}
