package io.mcpguard.transport;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Lets in so many posts at a time that carry no request of the application: answers and notifications. A server can make
 * the application send any number of them, by asking, and need not take them. The others wait, up to a bound.
 * Thread-safe.
 */
final class PostQueue {

    static final int MAX_OPEN = 64;
    static final int MAX_WAITING = 1_000;
    static final long MAX_WAITING_BYTES = 32L << 20;

    /** A post that can wait. */
    interface Post {
        /** How long its body is. */
        long bytes();

        /** Whether nobody waits for it any more. */
        boolean isOver();

        /** Sends it; when it is over, somebody says {@link #leave}. Called once, without a lock. */
        void begin();
    }

    private final Queue<Post> waiting = new ArrayDeque<>();
    private long bytes;
    private int open;

    /** Begins the post now or later; false if too many wait. */
    boolean enter(Post post) {
        synchronized (this) {
            if (open >= MAX_OPEN) {
                waiting.removeIf(this::isGone);
                if (waiting.size() >= MAX_WAITING || (!waiting.isEmpty() && bytes + post.bytes() > MAX_WAITING_BYTES)) {
                    return false;
                }
                waiting.add(post);
                bytes += post.bytes();
                return true;
            }
            open++;
        }
        post.begin();
        return true;
    }

    /** One that had begun is over. */
    void leave() {
        Post next = next();
        if (next != null) {
            next.begin();
        }
    }

    private synchronized @Nullable Post next() {
        waiting.removeIf(this::isGone);
        Post next = waiting.poll();
        if (next == null) {
            open--;
        } else {
            bytes -= next.bytes();
        }
        return next;
    }

    private boolean isGone(Post post) {
        if (post.isOver()) {
            bytes -= post.bytes();
            return true;
        }
        return false;
    }
}
