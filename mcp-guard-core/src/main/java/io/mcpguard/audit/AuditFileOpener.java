package io.mcpguard.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Opens an audit file: locks it against other writers, checks its end, and repairs a last line that a crash tore. Until
 * all is well it changes nothing.
 */
final class AuditFileOpener {

    /** How much of the end is checked: opening takes an instant however long the file is. */
    private static final long TAIL = 1 << 20;

    private static final int BLOCK = 8192;

    private AuditFileOpener() {}

    /**
     * Opens a file, creating it and its directories where missing.
     *
     * @param file the file
     * @param seam goes around the channel; tests let the disk fail there
     * @return the file, at its end
     * @throws AuditException if it is in use, damaged before its last line, or cannot be written
     */
    static AuditFile open(Path file, UnaryOperator<FileChannel> seam) {
        Path path = file.toAbsolutePath();
        try {
            Path directory = path.getParent();
            if (directory != null && !Files.isDirectory(directory)) {
                Files.createDirectories(directory);
            }
            FileLock lock = lock(path);
            try {
                return openLocked(path, lock, seam);
            } catch (IOException | RuntimeException e) {
                lock.acquiredBy().close();
                throw e;
            }
        } catch (IOException e) {
            throw new AuditException(path + " cannot be opened for writing; check that its directory is writable", e);
        }
    }

    private static AuditFile openLocked(Path path, FileLock lock, UnaryOperator<FileChannel> seam) throws IOException {
        FileChannel channel = seam.apply(openPrivate(
                path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)));
        try {
            long end = endOfLastLine(channel);
            Chain chain = chainAtEnd(path, channel, end);
            AuditFile.Repair repair = end < channel.size() ? cutOff(path, channel, end) : null;
            return new AuditFile(path, channel, lock, chain, repair, end);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * Locks a file beside it. Not the file itself: on POSIX systems a process loses its lock as soon as it closes the
     * file anywhere, and {@code verify} does.
     */
    private static FileLock lock(Path path) throws IOException {
        FileChannel channel =
                openPrivate(beside(path, ".lck"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        if (lock == null) {
            channel.close();
            throw new AuditException(
                    path + " is written by another FileAudit, here or in another process; give each one"
                            + " a file of its own");
        }
        return lock;
    }

    private static FileChannel openPrivate(Path path, Set<? extends OpenOption> options) throws IOException {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return FileChannel.open(path, options, attributes);
    }

    private static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long end = channel.size(); end > 0; ) {
            long start = Math.max(0, end - BLOCK);
            block.clear().limit((int) (end - start));
            while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
                // reads on
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    private static Chain chainAtEnd(Path path, FileChannel channel, long end) throws IOException {
        for (long tail = TAIL; ; tail *= 8) {
            long start = Math.max(0, end - tail);
            Chain chain = start == 0 ? Chain.atStart() : Chain.anywhere();
            Lines lines = new Lines(Channels.newInputStream(channel.position(start)));
            if (start > 0) {
                lines.next(); // the rest of a line
            }
            boolean any = false;
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (Verifier.follow(chain, line) != null) {
                    throw damaged(path);
                }
                any = true;
            }
            if (any || start == 0) {
                return chain;
            }
        }
    }

    private static AuditException damaged(Path path) {
        Verification all = Verifier.verify(path);
        return new AuditException(path + ", line " + all.firstBadLine() + ": " + all.reason()
                + ". Nothing is appended to a broken chain: keep the file as evidence under another name, and a new one is"
                + " started");
    }

    private static AuditFile.Repair cutOff(Path path, FileChannel channel, long end) throws IOException {
        int n = 1;
        while (Files.exists(beside(path, ".torn-" + n))) {
            n++;
        }
        Path keptIn = beside(path, ".torn-" + n);
        long bytes = channel.size() - end;
        try (FileChannel kept = openPrivate(keptIn, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            for (long copied = 0; copied < bytes; ) {
                copied += channel.transferTo(end + copied, bytes - copied, kept);
            }
            kept.force(true);
        }
        channel.truncate(end);
        return new AuditFile.Repair(bytes, keptIn);
    }
}
