package io.mcpguard.session;

import io.mcpguard.pipeline.Intercepted;
import io.mcpguard.pipeline.Judgement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message on its way through a session: what it is, and what becomes of it either way. */
abstract class Passage {

    final Intercepted in;
    private final long started = System.nanoTime();
    private long waited;

    Passage(Intercepted in) {
        this.in = in;
    }

    /** Prepares for handing on; a text in fixed words if that cannot be, and then it is refused. */
    @Nullable
    String prepare(Judgement judgement) {
        return null;
    }

    /** Takes back what was prepared. */
    void abandon() {}

    /** Hands on what was checked. */
    abstract Outcome pass(Map<String, @Nullable Object> payload);

    /** Answers or drops. */
    abstract Outcome refuse(Judgement judgement);

    /** Time that somebody else took is not the guard's. */
    void waited(long nanos) {
        waited += nanos;
    }

    long nanos() {
        return System.nanoTime() - started - waited;
    }
}
