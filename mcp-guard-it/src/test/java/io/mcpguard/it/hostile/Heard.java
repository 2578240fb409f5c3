package io.mcpguard.it.hostile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What reached the application without its having called for it: what the server told it, and what it asked of it. */
final class Heard {

    private final BlockingQueue<Object> said = new LinkedBlockingQueue<>();

    void add(Object what) {
        said.add(what);
    }

    /** What nobody has taken yet, in order. */
    List<Object> all() {
        return List.copyOf(said);
    }

    /** Takes the next, and waits for that: the client tells its consumers on threads of its own. */
    Object next() {
        try {
            Object next = said.poll(Ordeal.BOUND.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).as("what the application hears").isNotNull();
            return requireNonNull(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void clear() {
        said.clear();
    }
}
