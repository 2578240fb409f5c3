package io.mcpguard.audit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Checks a file from its first line to its last. */
final class Verifier {

    private Verifier() {}

    static Verification verify(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return verify(new Lines(in));
        } catch (IOException e) {
            throw new AuditException(file + " cannot be read", e);
        }
    }

    private static Verification verify(Lines lines) throws IOException {
        Chain chain = Chain.atStart();
        long events = 0;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            String reason = follow(chain, line);
            if (reason != null) {
                return Verification.bad(events, chain.lastHash(), reason);
            }
            events++;
        }
        return lines.rest() > 0
                ? Verification.torn(events, chain.lastHash(), lines.rest())
                : Verification.intact(events, chain.lastHash());
    }

    /**
     * Checks one line.
     *
     * @param chain what it must continue
     * @param line the line, or {@link Lines#TOO_LONG}
     * @return what is wrong with it; null if nothing is
     */
    static @Nullable String follow(Chain chain, byte[] line) {
        return line == Lines.TOO_LONG
                ? "the line is longer than " + Chain.MAX_LINE_BYTES + " bytes"
                : chain.follow(line);
    }
}
