package io.mcpguard.it.hostile;

import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells apart how calls fail, by what the application got for them. */
final class Failures {

    private Failures() {}

    /** Whether it says, at once and in the guard's words, that the call or the session is over. */
    static boolean isClearError(@Nullable Object got) {
        if (got instanceof Throwable failure) {
            return !isTimeout(failure) && isOfTheGuard(failure);
        }
        return got instanceof String text && text.startsWith("mcp-guard");
    }

    static boolean isTimeout(@Nullable Object got) {
        return got instanceof Throwable failure && anyCause(failure, cause -> cause instanceof TimeoutException);
    }

    /** The SDK wraps what ends an initialization. */
    private static boolean isOfTheGuard(Throwable failure) {
        return anyCause(failure, cause -> String.valueOf(cause.getMessage()).startsWith("mcp-guard"));
    }

    private static boolean anyCause(Throwable failure, Predicate<Throwable> what) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (what.test(at)) {
                return true;
            }
        }
        return false;
    }
}
