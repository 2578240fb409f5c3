package io.mcpguard.cli;

import io.mcpguard.json.JsonException;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.PolicyException;
import io.mcpguard.trust.LockException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What went wrong, in words that help. */
final class Failure {

    private Failure() {}

    private static final int LINE = 2_000;

    /** {@return what to tell; nothing in it moves a cursor or hides, whatever file or server it speaks of} */
    static String message(Throwable failure) {
        return safe(text(failure));
    }

    static String safe(@Nullable String lines) {
        return String.valueOf(lines)
                .lines()
                .map(line -> SafeText.excerpt(line, LINE))
                .collect(Collectors.joining("\n"));
    }

    private static String text(Throwable failure) {
        Throwable e = failure;
        while ((e instanceof CompletionException || e instanceof ExecutionException) && e.getCause() != null) {
            e = e.getCause();
        }
        if (e instanceof CliException || e instanceof PolicyException || e instanceof LockException) {
            return String.valueOf(e.getMessage());
        }
        if (e instanceof NoSuchFileException) {
            return e.getMessage() + ": no such file";
        }
        if (e instanceof AccessDeniedException) {
            return e.getMessage() + ": not permitted; check who owns the file";
        }
        if (e instanceof InvalidPathException) {
            return "a file name has characters that this process cannot write in its charset, "
                    + System.getProperty("sun.jnu.encoding") + "; set LC_ALL=C.UTF-8";
        }
        if (e instanceof JsonException || e instanceof IOException) {
            return String.valueOf(e.getMessage());
        }
        return "an error that should not be; please report it: " + SafeText.place(e);
    }
}
