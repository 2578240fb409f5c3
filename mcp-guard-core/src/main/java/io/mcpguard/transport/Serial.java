package io.mcpguard.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after the other, on whichever thread hands one in while none runs. Nobody waits. */
final class Serial {

    private static final Logger log = LoggerFactory.getLogger(Serial.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Consumer<Throwable> onFailure;

    /** Whatever a task fails with, an Error too, is handed to onFailure, and the tasks after it run. */
    Serial(Consumer<Throwable> onFailure) {
        this.onFailure = onFailure;
    }

    void run(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() != 0) {
            return;
        }
        do {
            Runnable next = tasks.remove();
            try {
                next.run();
            } catch (Throwable e) {
                told(e);
            }
        } while (waiting.decrementAndGet() != 0);
    }

    /** Whoever fails at this too must not keep the tasks that follow from running. */
    private void told(Throwable failure) {
        try {
            onFailure.accept(failure);
        } catch (Throwable e) {
            log.debug("telling of {} ended with {}", failure.getClass(), e.getClass());
        }
    }
}
