package io.mcpguard.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** How much memory and how many threads the process had, to be compared with later. */
final class Footprint {

    /** Caches that fill once, and what the test itself keeps. An attack that sends 64 MB is well above. */
    private static final long SLACK_BYTES = 24L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Pools that all of a process share and that end by themselves, later. */
    private static final List<String> SHARED = List.of(
            "boundedElastic-",
            "loomBoundedElastic-",
            "parallel-",
            "single-",
            "ForkJoinPool",
            "CompletableFutureDelayScheduler",
            "HttpClient-",
            "Keep-Alive-Timer",
            "process reaper",
            "Common-Cleaner",
            "Cleaner-",
            "junit-",
            "http-nio-",
            "mcp-test-server-", // the fixture, which has not been told yet that its client is gone
            "Catalina-",
            "mcp-guard-listeners",
            "mcp-guard-lock");

    private final long bytes;
    private final int threads;

    private Footprint(long bytes, int threads) {
        this.bytes = bytes;
        this.threads = threads;
    }

    static Footprint now() {
        return new Footprint(usedAfterGc(), ownThreads().size());
    }

    /** Waits a while for it, since threads end and soft references go when they like. */
    void assertBack() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!(ownThreads().size() <= threads && isMemoryBack())) {
            if (System.nanoTime() > end) {
                assertThat(ownThreads().values())
                        .as("threads that are there, where there were %d before", threads)
                        .hasSizeLessThanOrEqualTo(threads);
                assertThat(usedAfterGc() - bytes)
                        .as("bytes of heap more than before")
                        .isLessThan(SLACK_BYTES);
                return;
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private boolean isMemoryBack() {
        return usedAfterGc() - bytes < SLACK_BYTES;
    }

    private static long usedAfterGc() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Map<Long, String> ownThreads() {
        var own = new TreeMap<Long, String>();
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> SHARED.stream().noneMatch(thread.getName()::startsWith))
                .forEach(thread -> own.put(thread.getId(), thread.getName()));
        return own;
    }
}
