package io.mcpguard.transport;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends a process whose input is closed, and its children: waits, asks, kills. So says MCP's lifecycle for stdio. Takes
 * five seconds at most. A grandchild that has left its parents before, as daemons do, is not found.
 */
final class Termination {

    private static final Duration TO_LEAVE = Duration.ofSeconds(2);
    private static final Duration TO_OBEY = Duration.ofSeconds(1);
    private static final Duration TO_DIE = Duration.ofSeconds(2);

    private final Process process;
    /** The process first, so that it cannot replace what is taken from it; then its children, while they are known. */
    private final Set<ProcessHandle> family = new LinkedHashSet<>();

    Termination(Process process) {
        this.process = process;
        lookAround();
    }

    void run() throws InterruptedException {
        if (areOver(family, TO_LEAVE)) {
            return;
        }
        lookAround();
        family.forEach(ProcessHandle::destroy);
        if (areOver(family, TO_OBEY)) {
            return;
        }
        lookAround();
        family.forEach(ProcessHandle::destroyForcibly);
        // Not the others: where nobody reaps orphans, they stay in the table of processes though they are dead.
        areOver(Set.of(process.toHandle()), TO_DIE);
    }

    private void lookAround() {
        family.add(process.toHandle());
        process.descendants().forEach(family::add);
    }

    private static boolean areOver(Set<ProcessHandle> processes, Duration patience) throws InterruptedException {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(ends).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }
}
