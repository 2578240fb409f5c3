package io.mcpguard.it.realservers;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A difference that somebody looked at and found right.
 *
 * @param server the server's name
 * @param transport {@code stdio}, {@code http} or {@code *}
 * @param pointer where it is; a segment {@code *} is any one segment, a last segment {@code **} is any rest
 * @param reason why it has to be
 */
record Reviewed(String server, String transport, String pointer, String reason) {

    private static final Set<String> KEYS = Set.of("server", "transport", "pointer", "reason");

    Reviewed {
        if (reason.isBlank() || !pointer.startsWith("/")) {
            throw new IllegalArgumentException("a reviewed difference has a pointer and a reason: " + pointer);
        }
    }

    /** Reads {@code differences.json}; an unknown or missing key is an error. */
    static List<Reviewed> read(Path file) {
        try {
            Map<String, ?> root = JsonText.parseObject(Files.readAllBytes(file), Limits.DEFAULT);
            if (!root.keySet().equals(Set.of("differences"))) {
                throw new IllegalArgumentException(file + " has one key, \"differences\"; found " + root.keySet());
            }
            var all = new ArrayList<Reviewed>();
            for (Object entry : (List<?>) root.get("differences")) {
                all.add(of((Map<?, ?>) entry));
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reviewed of(Map<?, ?> entry) {
        if (!entry.keySet().equals(KEYS)) {
            throw new IllegalArgumentException(
                    "a reviewed difference has the keys " + KEYS + "; found " + entry.keySet());
        }
        return new Reviewed(
                (String) entry.get("server"), (String) entry.get("transport"), (String) entry.get("pointer"), (String)
                        entry.get("reason"));
    }

    boolean isAbout(RealServer subject) {
        return server.equals(subject.name()) && (transport.equals("*") || transport.equals(subject.transport()));
    }

    boolean covers(Difference difference) {
        String[] pattern = pointer.split("/", -1);
        String[] actual = difference.pointer().split("/", -1);
        for (int i = 0; i < pattern.length; i++) {
            if (pattern[i].equals("**") && i == pattern.length - 1) {
                return actual.length > i;
            }
            if (i >= actual.length || !(pattern[i].equals("*") || pattern[i].equals(actual[i]))) {
                return false;
            }
        }
        return pattern.length == actual.length;
    }

    @Override
    public String toString() {
        return server + " over " + transport + " " + pointer;
    }
}
