package io.mcpguard.test;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Does something once, after a method was answered so many times. */
final class Trigger {

    private final String method;
    private final AtomicInteger left;
    private final Consumer<TestServer> action;

    Trigger(String method, int times, Consumer<TestServer> action) {
        if (times < 1) {
            throw new IllegalArgumentException("after at least one " + method + ", not " + times);
        }
        this.method = method;
        this.left = new AtomicInteger(times);
        this.action = action;
    }

    void answered(String answered, TestServer server) {
        if (method.equals(answered) && left.decrementAndGet() == 0) {
            action.accept(server);
        }
    }
}
