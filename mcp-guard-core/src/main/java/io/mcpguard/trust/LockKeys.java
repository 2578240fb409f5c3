package io.mcpguard.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the key of a lock comes from: the application, else the environment, else a file beside the lock. That file is made
 * when a lock needs a key for the first time, and never belongs into version control. All methods block.
 */
final class LockKeys {

    static final String VARIABLE = "MCP_GUARD_LOCK_KEY";

    private static final Logger log = LoggerFactory.getLogger(LockKeys.class);

    private static final int MAX_BYTES = 4 << 10;
    private static final int RANDOM_BYTES = 32;

    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private final Path lock;
    private final @Nullable LockKey given;
    private final Function<String, @Nullable String> environment;

    /** Whether somebody was told that others can read the key. */
    private volatile boolean told;

    private LockKeys(Path lock, @Nullable LockKey given, Function<String, @Nullable String> environment) {
        this.lock = lock;
        this.given = given;
        this.environment = environment;
    }

    static LockKeys of(Path lock, Function<String, @Nullable String> environment) {
        return new LockKeys(lock, null, environment);
    }

    LockKeys given(LockKey key) {
        return new LockKeys(lock, key, environment);
    }

    /**
     * The key, null if there is none.
     *
     * @throws LockException if there is one that cannot be read, or is none
     */
    @Nullable
    LockKey find() {
        if (given != null) {
            return given;
        }
        String variable = environment.apply(VARIABLE);
        // An empty one is what CI systems give to a build that may not see the secret.
        if (variable != null && !variable.isBlank()) {
            return LockKey.of(variable, VARIABLE);
        }
        Path file = file();
        try {
            if (!Files.exists(file)) {
                return null;
            }
            if (!Files.isRegularFile(file)) {
                throw new LockException(
                        file + ": the key of the lock is no regular file. Remove it, or set " + VARIABLE + ".");
            }
            return LockKey.of(read(file), file.toString());
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new LockException(
                    file + ": the key of the lock cannot be read ("
                            + e.getClass().getSimpleName() + "). Check its permissions, or set " + VARIABLE + ".",
                    e);
        }
    }

    private String read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new LockException(
                        file + ": larger than 4 KiB, which is no key of a lock. Restore it, or set " + VARIABLE + ".");
            }
            warnIfOpen(file);
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /** Not refused: whoever can read it on this machine can mostly read the command lines too. */
    private void warnIfOpen(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (!told
                && view != null
                && view.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains)) {
            told = true;
            log.warn("{}: others can read the key of the lock; take it from them with: chmod 600", file);
        }
    }

    /**
     * Makes a key, unless somebody did meanwhile. To be called while no other process writes the lock.
     *
     * @throws LockException if it cannot be written
     */
    LockKey create() {
        LockKey found = find();
        if (found != null) {
            return found;
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String text = HexFormat.of().formatHex(random);
        Path file = file();
        try {
            // The JDK makes temporary files that only their owner can read; readers find all of the key or none.
            Path temporary = Files.createTempFile(directory(file), file.getFileName() + ".", ".tmp");
            try {
                write(temporary, text + "\n");
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new LockException(
                    file + ": the key of the lock cannot be written ("
                            + e.getClass().getSimpleName() + "). Check the directory, or set " + VARIABLE + ".",
                    e);
        }
        log.info(
                "{}: a new key for the secrets of servers in {}; do not commit it, and give it as {} to whoever verifies"
                        + " the lock elsewhere",
                file,
                lock,
                VARIABLE);
        return LockKey.of(text, file.toString());
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = StandardCharsets.US_ASCII.encode(text);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static Path directory(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /**
     * Beside the lock, under a name that the same line of .gitignore covers as its other companions. Of a symbolic link
     * the target's, so that all who reach one lock have one key, unless there is one beside the link.
     */
    Path file() {
        Path beside = beside(lock);
        try {
            return Files.exists(beside) || !Files.exists(lock) ? beside : beside(lock.toRealPath());
        } catch (IOException e) {
            return beside;
        }
    }

    private static Path beside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".key");
    }
}
