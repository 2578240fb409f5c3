package io.mcpguard.trust;

import io.mcpguard.api.trust.PinStore.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files from time to time and says when one of them was touched, replaced, made or removed. It asks for size,
 * time and place of each and reads nothing, so it costs a few microseconds a look, and works where the system does not tell
 * of changes: network drives, mounted volumes. One daemon thread, until it is closed.
 */
final class LockWatch implements Watch {

    private static final Logger log = LoggerFactory.getLogger(LockWatch.class);

    private final List<Path> files;
    private final Runnable touched;
    private final ScheduledThreadPoolExecutor worker;

    /** On the worker only, once it has started. */
    private List<String> last;

    /**
     * Starts to look.
     *
     * @param touched reads the files and returns when it has; may be called once more than they were touched
     */
    static LockWatch start(List<Path> files, Duration every, Runnable touched) {
        var watch = new LockWatch(files, touched);
        var unused = watch.worker.scheduleWithFixedDelay(
                watch::look, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
        return watch;
    }

    private LockWatch(List<Path> files, Runnable touched) {
        this.files = files;
        this.touched = touched;
        this.last = stamps();
        this.worker = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "mcp-guard-lock-watch");
            thread.setDaemon(true);
            return thread;
        });
    }

    private void look() {
        List<String> now = stamps();
        if (now.equals(last)) {
            return;
        }
        try {
            touched.run();
        } catch (RuntimeException e) {
            // or the watch would end without a word
            log.warn("whoever watches {} failed: {}", files.get(0), e.getClass().getSimpleName());
        }
        // What was read meanwhile may be newer than what was looked at, and be gone again at the next look.
        last = stamps().equals(now) ? now : List.of();
    }

    private List<String> stamps() {
        return files.stream().map(LockWatch::stamp).toList();
    }

    /** The file's key tells a replaced file with the same size and time. */
    private static String stamp(Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return is.size() + " " + is.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + is.fileKey();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
