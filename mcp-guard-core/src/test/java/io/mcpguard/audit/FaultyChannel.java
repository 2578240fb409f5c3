package io.mcpguard.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.Semaphore;

/** A disk that fails or stalls on demand. */
final class FaultyChannel extends FileChannel {

    private final FileChannel disk;

    /** How many bytes of each write arrive before it fails; -1 where none fails. */
    volatile int failAfter = -1;

    volatile boolean failTruncate;
    volatile boolean failForce;
    /** Each write takes one. */
    volatile Semaphore gate = new Semaphore(Integer.MAX_VALUE);

    FaultyChannel(FileChannel disk) {
        this.disk = disk;
    }

    @Override
    public int write(ByteBuffer src) throws IOException {
        gate.acquireUninterruptibly();
        int room = failAfter;
        if (room < 0) {
            return disk.write(src);
        }
        ByteBuffer some = src.slice();
        some.limit(Math.min(room, some.remaining()));
        disk.write(some);
        throw new IOException("No space left on device");
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        if (failTruncate) {
            throw new IOException("Input/output error");
        }
        disk.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (failForce) {
            throw new IOException("Input/output error");
        }
        disk.force(metaData);
    }

    @Override
    public int read(ByteBuffer dst) throws IOException {
        return disk.read(dst);
    }

    @Override
    public long read(ByteBuffer[] dsts, int offset, int length) throws IOException {
        return disk.read(dsts, offset, length);
    }

    @Override
    public long write(ByteBuffer[] srcs, int offset, int length) throws IOException {
        return disk.write(srcs, offset, length);
    }

    @Override
    public long position() throws IOException {
        return disk.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        disk.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return disk.size();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return disk.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel src, long position, long count) throws IOException {
        return disk.transferFrom(src, position, count);
    }

    @Override
    public int read(ByteBuffer dst, long position) throws IOException {
        return disk.read(dst, position);
    }

    @Override
    public int write(ByteBuffer src, long position) throws IOException {
        return disk.write(src, position);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return disk.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return disk.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return disk.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        disk.close();
    }
}
