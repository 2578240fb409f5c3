package io.mcpguard.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** An open audit file with the chain of its lines. Appends all or nothing. Not safe for use by several threads. */
final class AuditFile implements Closeable {

    private final Path path;
    private final FileChannel channel;
    /** Held, since the platform forgets a lock that nobody refers to. */
    private final FileLock lock;

    private final Chain chain;
    private final @Nullable Repair repair;
    private long length;
    private boolean longer;

    AuditFile(Path path, FileChannel channel, FileLock lock, Chain chain, @Nullable Repair repair, long length) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
        this.chain = chain;
        this.repair = repair;
        this.length = length;
    }

    /**
     * What was cut off when the file was opened.
     *
     * @param bytes how many bytes
     * @param keptIn the file that has them now
     */
    record Repair(long bytes, Path keptIn) {}

    /** {@return where it is, absolute} */
    Path path() {
        return path;
    }

    /** {@return the chain its lines belong to, at its end} */
    Chain chain() {
        return chain;
    }

    /** {@return what was cut off on opening, null if nothing} */
    @Nullable
    Repair repair() {
        return repair;
    }

    /**
     * Appends whole lines.
     *
     * @param lines the lines
     * @throws IOException if they could not be written; then the file is as before, or will be before the next append
     */
    void append(ByteBuffer lines) throws IOException {
        if (longer) {
            channel.truncate(length);
            longer = false;
        }
        int size = lines.remaining();
        channel.position(length);
        try {
            while (lines.hasRemaining()) {
                channel.write(lines);
            }
        } catch (IOException e) {
            longer = true;
            throw e;
        }
        length += size;
    }

    /** Makes durable what was appended. */
    void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        try {
            if (longer) {
                channel.truncate(length);
            }
            channel.close();
        } finally {
            lock.acquiredBy().close();
        }
    }
}
