package io.mcpguard.pipeline;

import io.mcpguard.api.Exchange;
import io.mcpguard.schema.SchemaValidator;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One exchange. Its budget is spent by checking and asking, not by the server's work: a slow tool must not leave a
 * reviewer without time for its result.
 */
public final class ExchangeState implements Exchange {

    private final String id;
    private final long epoch;
    private final @Nullable Object requestId;
    private final @Nullable Object progressToken;
    private final long budgetNanos;
    private final AtomicLong spentNanos = new AtomicLong();
    private volatile @Nullable String continues;
    private volatile @Nullable String taskId;
    private volatile @Nullable SchemaValidator promised;

    /**
     * A new exchange.
     *
     * @param id unique within the guard
     * @param epoch the connection
     * @param requestId the JSON-RPC id, null for a notification
     * @param progressToken the token under which progress may come, null if there is none
     * @param budget for all checks and questions of this exchange together
     */
    public ExchangeState(
            String id, long epoch, @Nullable Object requestId, @Nullable Object progressToken, Duration budget) {
        this.id = id;
        this.epoch = epoch;
        this.requestId = requestId;
        this.progressToken = progressToken;
        this.budgetNanos = budget.toNanos();
    }

    /**
     * Takes from the budget.
     *
     * @param nanos the time used
     */
    public void spend(long nanos) {
        spentNanos.addAndGet(nanos);
    }

    /**
     * Whether checks and questions have used up their time.
     *
     * @param running nanoseconds that were used and not yet {@linkplain #spend taken}
     * @return whether nothing is left
     */
    public boolean isSpentWith(long running) {
        return spentNanos.get() + running >= budgetNanos;
    }

    /**
     * Says which exchange this one goes on with.
     *
     * @param exchange the other exchange's id
     */
    public void continues(String exchange) {
        continues = exchange;
    }

    /**
     * Says which task the server made of the request.
     *
     * @param task the task's id
     */
    public void taskId(String task) {
        taskId = task;
    }

    /**
     * Says what the result has to look like.
     *
     * @param output by the tool's definition when the call was judged; null if that does not say
     */
    public void promised(@Nullable SchemaValidator output) {
        promised = output;
    }

    /** {@return what the result has to look like, null if nothing was promised} */
    public @Nullable SchemaValidator promised() {
        return promised;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public @Nullable Object requestId() {
        return requestId;
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, budgetNanos - spentNanos.get()));
    }

    @Override
    public Optional<String> continues() {
        return Optional.ofNullable(continues);
    }

    @Override
    public @Nullable Object progressToken() {
        return progressToken;
    }

    @Override
    public Optional<String> taskId() {
        return Optional.ofNullable(taskId);
    }
}
