package io.mcpguard.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Does something later, unless it is called off before. It takes no thread while it waits. */
final class Alarm {

    private static final Executor ELSEWHERE = new CompletableFuture<>().defaultExecutor();

    private final CompletableFuture<Boolean> fires = new CompletableFuture<>();

    private Alarm() {}

    static Alarm after(Duration delay, Runnable then) {
        var alarm = new Alarm();
        CompletionStage<Boolean> fires =
                alarm.fires.completeOnTimeout(true, Math.max(1, delay.toNanos()), TimeUnit.NANOSECONDS);
        fires.thenAccept(fired -> {
            if (fired) {
                ELSEWHERE.execute(then); // the JDK's timer is one thread for all of the process
            }
        });
        return alarm;
    }

    void callOff() {
        fires.complete(false);
    }
}
