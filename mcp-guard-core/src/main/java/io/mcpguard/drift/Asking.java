package io.mcpguard.drift;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that ask for what no tool needs: the conversation, what the model thinks, secrets. Their names say so, or their
 * descriptions do, which are read like every text.
 */
final class Asking {

    private static final Set<String> CONTEXT = Set.of(
            "conversation",
            "conversations",
            "history",
            "transcript",
            "dialogue",
            "context",
            "sidenote",
            "sidenotes",
            "reasoning",
            "thoughts",
            "thinking",
            "chat",
            "telemetry");

    private static final Set<String> SECRET = Set.of(
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "secret",
            "secrets",
            "credential",
            "credentials",
            "token",
            "tokens",
            "apikey",
            "auth",
            "authorization",
            "cookie",
            "cookies",
            "ssh",
            "mnemonic",
            "otp",
            "pin",
            "ssn",
            "cvv");

    /** With one of these beside it the word means something else: {@code maxTokens}, {@code page_token}, {@code contextLines}. */
    private static final Set<String> HARMLESS_BESIDE = Set.of(
            "max",
            "min",
            "num",
            "limit",
            "count",
            "page",
            "next",
            "previous",
            "continuation",
            "sync",
            "cursor",
            "lines",
            "line",
            "length",
            "size",
            "window",
            "used",
            "budget",
            "id",
            "ids",
            "type",
            "mode",
            "file",
            "filename",
            "path",
            "format",
            "level",
            "before",
            "after",
            "operating",
            "units",
            "timezone",
            "address",
            "contract",
            "symbol",
            "browser",
            "isolated",
            "name",
            "version");

    private Asking() {}

    /** What a new parameter asks for by its name; null if nothing special. */
    static @Nullable String by(String name) {
        List<String> words = Words.ofName(name);
        boolean harmless = words.stream().anyMatch(HARMLESS_BESIDE::contains);
        if (harmless) {
            return null;
        }
        boolean key = words.contains("key")
                && words.stream().anyMatch(Set.of("api", "private", "secret", "access", "ssh")::contains);
        if (key || words.stream().anyMatch(SECRET::contains)) {
            return "a new parameter asks for a secret";
        }
        boolean prompt = words.contains("system")
                && words.stream().anyMatch(Set.of("prompt", "message", "instructions")::contains);
        return prompt || words.stream().anyMatch(CONTEXT::contains) ? "a new parameter asks for context" : null;
    }
}
