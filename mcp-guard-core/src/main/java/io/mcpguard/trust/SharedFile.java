package io.mcpguard.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A file that several processes read and replace as a whole. All its methods block. */
final class SharedFile {

    private static final int POLL_MILLIS = 10;

    /** Ten seconds: whoever holds the lock only reads and writes one file. */
    private static final int POLLS = 1_000;

    private static final Set<PosixFilePermission> USUAL = PosixFilePermissions.fromString("rw-r--r--");

    private final Path path;

    /** What is written goes through it on its way to the disk. */
    private final UnaryOperator<WritableByteChannel> disk;

    SharedFile(Path path) {
        this(path, channel -> channel);
    }

    SharedFile(Path path, UnaryOperator<WritableByteChannel> disk) {
        this.path = path;
        this.disk = disk;
    }

    String name() {
        return path.toString();
    }

    /** The content, null if there is no file. */
    byte @Nullable [] read() {
        try {
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new LockException(name() + ": this is no regular file. Name another file for the lock.");
            }
            try (InputStream in = Files.newInputStream(path)) {
                byte[] content = in.readNBytes(LockFormat.MAX_BYTES + 1);
                if (content.length > LockFormat.MAX_BYTES) {
                    throw new LockException(name() + ": the lock has more than 64 MiB. Remove servers or held pins that"
                            + " nobody needs.");
                }
                return content;
            }
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new LockException(
                    name() + ": the lock cannot be read (" + describe(e) + "). Check its permissions.", e);
        }
    }

    /** Runs something while no other process runs the like for this file. */
    boolean exclusively(BooleanSupplier work) {
        try (FileChannel channel = FileChannel.open(
                        beside(".lck"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
                FileLock lock = acquire(channel)) {
            return lock.isValid() && work.getAsBoolean();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Polls, since a blocking wait would have no end, and the lock may be held by another channel of this process. */
    private FileLock acquire(FileChannel channel) throws IOException {
        for (int i = 0; i < POLLS; i++) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // held by another LockFile of this process
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LockException(name() + ": interrupted while waiting to write the lock.", e);
            }
        }
        throw new LockException(
                name() + ": another process has been writing the lock for ten seconds. Look for one that" + " hangs.");
    }

    /**
     * Puts new content in the file's place at once. Of a symbolic link the target is replaced.
     *
     * <p>The new content is on the disk before it gets the name; the temporary file has a fixed name, so that crashes
     * leave one at most.
     */
    void replace(byte[] content) {
        try {
            Path target = target();
            Path temporary = beside(".tmp");
            try {
                Files.deleteIfExists(temporary);
                write(temporary, content, target);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                Files.deleteIfExists(temporary);
                throw e;
            }
            forceDirectory(target.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void write(Path file, byte[] content, Path permissions) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            copyPermissions(permissions, file);
            WritableByteChannel to = disk.apply(channel);
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void copyPermissions(Path from, Path to) throws IOException {
        var view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(Files.exists(from) ? Files.getPosixFilePermissions(from) : USUAL);
        }
    }

    /** Makes the new name last. Where directories cannot be opened there is no such step. */
    private static void forceDirectory(@Nullable Path directory) {
        if (directory == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // the content is in place; only a power cut right now could bring the old one back
        }
    }

    private Path target() throws IOException {
        return Files.exists(path) ? path.toRealPath() : path;
    }

    private Path beside(String suffix) throws IOException {
        Path target = target();
        return target.resolveSibling("." + target.getFileName() + suffix);
    }

    private LockException unwritable(IOException e) {
        return new LockException(
                name() + ": the lock cannot be written (" + describe(e)
                        + "); the old one is intact. Check the directory, its permissions and free space.",
                e);
    }

    private static String describe(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
