package io.mcpguard.cli.batch;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * How many rows may be judged at a time, so that large ones do not need more memory together than there is. What runs out
 * of memory all the same is done again alone: it may have been the other one that was too large. Thread-safe.
 */
final class Turns {

    private static final int LARGE = 1 << 20;
    private static final long MEMORY_A_LARGE_ROW = 1L << 30;

    private final Semaphore large =
            new Semaphore((int) Math.max(1, Math.min(256, Runtime.getRuntime().maxMemory() / MEMORY_A_LARGE_ROW)));

    private final ReadWriteLock others = new ReentrantReadWriteLock();

    /** Does a work, at most twice, of a row that has so many bytes. */
    <T> T take(int bytes, Supplier<T> work) {
        if (bytes < LARGE) {
            return insist(work);
        }
        large.acquireUninterruptibly();
        try {
            return insist(work);
        } finally {
            large.release();
        }
    }

    private <T> T insist(Supplier<T> work) {
        others.readLock().lock();
        try {
            return work.get();
        } catch (OutOfMemoryError e) {
            // alone, below: what was made until now is garbage by then
        } finally {
            others.readLock().unlock();
        }
        others.writeLock().lock();
        try {
            return work.get();
        } finally {
            others.writeLock().unlock();
        }
    }
}
