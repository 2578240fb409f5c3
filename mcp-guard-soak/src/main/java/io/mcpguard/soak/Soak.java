package io.mcpguard.soak;

import io.mcpguard.McpGuard;
import io.mcpguard.audit.FileAudit;
import io.mcpguard.policy.Policy;
import io.mcpguard.policy.Ruling;
import io.mcpguard.trust.LockFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/** The program: {@code ./soak --help}. */
public final class Soak {

    /** So often the run is looked at. */
    private static final int SAMPLES = 24;

    /** A client times out well before, so a call that takes this long does not end. */
    private static final Duration STUCK = Slot.TIMEOUT.multipliedBy(20);

    private final Options options;
    private final Ledger ledger;
    private final Vitals vitals = new Vitals();
    private long start;
    private volatile boolean stop;

    Soak(Options options) {
        this.options = options;
        this.ledger = new Ledger((int) options.calls());
    }

    /**
     * Runs it.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        if (words.contains("--help") || words.contains("-h")) {
            System.out.print(Options.help());
            return;
        }
        Options options;
        try {
            options = Options.parse(words);
        } catch (IllegalArgumentException e) {
            System.err.println("soak: " + e.getMessage());
            System.exit(2);
            return;
        }
        LogManager.getLogManager().reset(); // Tomcat's, which has no say here
        // A storm opens a hundred connections at once, and the JDK keeps an idle one for twenty minutes: in a short run
        // that looks like a leak. Seconds; read once, by the first HttpClient.
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
        boolean held = false;
        try {
            held = new Soak(options).run();
        } catch (Exception e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            System.err.println("soak: the program failed: " + trace);
        }
        System.exit(held ? 0 : 1); // with servers and clients that may have threads of their own
    }

    /** Whether all went well. */
    boolean run() throws Exception {
        Path folder = Files.createTempDirectory("mcp-guard-soak-");
        try {
            Path audit = folder.resolve("audit.jsonl");
            calls(audit, folder.resolve("mcp-guard.lock"));
            long lines = AuditCheck.run(audit, ledger);
            return report(lines, Files.size(audit));
        } finally {
            delete(folder);
        }
    }

    private void calls(Path audit, Path lock) throws Exception {
        List<Site> sites = options.servers().stream().map(Site::of).toList();
        McpGuard guard = McpGuard.builder()
                .policy(policy())
                .approver(Answers.APPROVER)
                .audit(FileAudit.at(audit))
                .lock(LockFile.at(lock))
                .build();
        var slots = new ArrayList<Slot>();
        for (Site site : sites) {
            slots.add(new Slot(site, guard, false));
            slots.add(new Slot(site, guard, true));
        }
        for (Slot slot : slots) {
            slot.warmUp();
        }
        start = System.nanoTime();
        var workers = new ArrayList<Worker>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < options.workers(); i++) {
            var worker = new Worker(slots, options.faults(), ledger, this::goesOn, options.seed() * 1_000 + i);
            workers.add(worker);
            Thread thread = threads(i % 2 == 1).newThread(worker);
            threads.add(thread);
            thread.start();
        }
        watch(workers, threads);
        slots.forEach(Slot::close);
        guard.close();
        sites.forEach(Site::close);
    }

    private Policy policy() {
        Policy policy = Policy.balanced()
                .approval(approval -> approval.budget(Slot.TIMEOUT.dividedBy(2)).hold(Slot.TIMEOUT.dividedBy(2)))
                .limits(limits -> limits.requestTimeout(Slot.TIMEOUT.multipliedBy(2)));
        for (Site.Kind kind : options.servers()) {
            policy = policy.server(
                    kind.word(),
                    server -> server.approveTools("pay_*").denyTools("wipe_*").otherTools(Ruling.Effect.ALLOW));
        }
        return policy;
    }

    /** From JDK 21 on the virtual ones, which this code, for JDK 17, does not know by name. */
    private static ThreadFactory threads(boolean virtual) {
        if (virtual) {
            try {
                Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
                Class<?> type = Class.forName("java.lang.Thread$Builder");
                return (ThreadFactory) type.getMethod("factory").invoke(builder);
            } catch (NoSuchMethodException | ClassNotFoundException | IllegalAccessException e) {
                // older than 21
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        return task -> {
            var thread = new Thread(task, "soak");
            thread.setDaemon(true);
            return thread;
        };
    }

    private boolean goesOn() {
        return !stop && ledger.started() + options.workers() <= options.calls() && progress() < 1;
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    private double progress() {
        double byCalls = (double) ledger.started() / options.calls();
        return options.minutes() == 0 ? byCalls : Math.max(byCalls, seconds() / 60 / options.minutes());
    }

    private void watch(List<Worker> workers, List<Thread> threads) throws InterruptedException {
        int taken = 0;
        while (goesOn()) {
            TimeUnit.MILLISECONDS.sleep(200);
            // The first tenth is for warming up.
            if (progress() >= 0.1 + taken * 0.9 / SAMPLES && goesOn()) {
                taken++;
                System.err.println(vitals.sample(seconds(), ledger.ended()));
            }
            check(workers);
        }
        for (Thread thread : threads) {
            thread.join(STUCK.toMillis());
            if (thread.isAlive()) {
                stuck("a thread does not end");
            }
        }
        if (ledger.started() != ledger.ended()) {
            ledger.broken(ledger.started() + " calls began, and " + ledger.ended() + " ended");
        }
    }

    private void check(List<Worker> workers) {
        if (Vitals.isDeadlocked()) {
            stuck("threads are deadlocked");
        }
        for (Worker worker : workers) {
            if (worker.busyFor() > STUCK.toNanos()) {
                stuck("a call does not end");
            }
        }
    }

    private void stuck(String what) {
        if (!stop) {
            stop = true;
            ledger.broken(what);
            System.err.println(Vitals.threads());
        }
    }

    private boolean report(long lines, long bytes) {
        vitals.grown().forEach(ledger::broken);
        double steadiness = vitals.steadiness();
        if (steadiness < options.ratio()) {
            ledger.broken("throughput fell to " + percent(steadiness) + " of what it was");
        }
        System.out.println(ledger);
        System.out.printf(
                "audit: %d lines, %d MiB; %.0f calls a second; throughput of the last third %s of the first%n",
                lines, bytes >> 20, ledger.ended() / seconds(), percent(steadiness));
        ledger.broken().forEach(what -> System.out.println("BROKEN: " + what));
        System.out.println(ledger.brokenCount() == 0 ? "all held" : ledger.brokenCount() + " things were broken");
        return ledger.brokenCount() == 0;
    }

    private static String percent(double part) {
        return Math.round(100 * part) + " %";
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
