package io.mcpguard.identity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of the files that a command line starts, links followed. It blocks, so it is no work for threads that carry
 * messages. What cannot be digested (missing, no regular file, larger than 512 MiB, not readable, changing) has no digest
 * and never fails. A file whose size, times, inode and change time are those of before is not read again. Not thread-safe.
 *
 * <p>Between the digest and the start of the program the file can be replaced by whoever may write it: docs/identity.md.
 */
public final class FileDigests {

    static final long MAX_BYTES = 512L << 20;

    private static final int BUFFER = 1 << 16;

    private final ProgramPath programs;
    private final Clock clock;
    private final long maxBytes;
    private final Map<Path, Known> known = new HashMap<>();
    private long read;

    private record Known(FileStamp stamp, String digest) {}

    private FileDigests(ProgramPath programs, Clock clock, long maxBytes) {
        this.programs = programs;
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    /**
     * Looks for programs where this process would start them.
     *
     * @return nothing read yet
     */
    public static FileDigests create() {
        return new FileDigests(ProgramPath.ofThisProcess(), Clock.systemUTC(), MAX_BYTES);
    }

    static FileDigests of(List<Path> path, Clock clock, long maxBytes) {
        return new FileDigests(new ProgramPath(path), clock, maxBytes);
    }

    /** How many files were read, and not only looked at. */
    long read() {
        return read;
    }

    /**
     * Digests what a command line starts.
     *
     * @param launched the command line, read
     * @return {@code sha256:} and the digest in lower-case hex, by what the command line has for the file; immutable
     */
    public Map<String, String> of(LaunchedPackage launched) {
        var digests = new LinkedHashMap<String, String>();
        if (launched.places().size() <= LaunchedPackage.MAX_FILES) {
            for (LaunchedFile file : launched.places()) {
                String digest = digest(file);
                if (digest != null) {
                    digests.put(file.written(), digest);
                }
            }
        }
        known.values().removeIf(file -> !digests.containsValue(file.digest()));
        return Map.copyOf(digests);
    }

    private @Nullable String digest(LaunchedFile file) {
        try {
            Path found = file.isProgram()
                    ? programs.find(file.written())
                    : Path.of(file.directory()).resolve(file.written());
            if (found == null) {
                return null;
            }
            Path real = found.toRealPath();
            // A pipe would be waited for without end.
            return Files.isRegularFile(real) ? digest(real) : null;
        } catch (IOException | InvalidPathException | SecurityException e) {
            return null;
        }
    }

    private @Nullable String digest(Path file) throws IOException {
        FileStamp before = FileStamp.of(file);
        Known last = known.get(file);
        if (last != null && last.stamp().equals(before) && before.tellsEveryChange()) {
            return last.digest();
        }
        String digest = before.size() > maxBytes ? null : read(file);
        if (digest == null || !FileStamp.of(file).equals(before)) {
            return null;
        }
        if (before.isOlderThan(clock.instant())) {
            known.put(file, new Known(before, digest));
        }
        return digest;
    }

    private @Nullable String read(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        read++;
        var buffer = new byte[BUFFER];
        long total = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total > maxBytes) {
                    return null;
                }
                digest.update(buffer, 0, n);
            }
        }
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }
}
