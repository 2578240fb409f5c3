package io.mcpguard.cli.said;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/** Takes the lines that core logs of servers: the first argument is the server, the second what it says. */
final class SaidLogger extends LegacyAbstractLogger {

    private static final long serialVersionUID = 1;

    @Override
    public String getName() {
        return SaidProvider.STDERR;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return true;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return false;
    }

    @Override
    public boolean isErrorEnabled() {
        return false;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String message,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        if (arguments != null
                && arguments.length == 2
                && arguments[0] instanceof String server
                && arguments[1] instanceof String line) {
            Said.add(server, line);
        }
    }
}
