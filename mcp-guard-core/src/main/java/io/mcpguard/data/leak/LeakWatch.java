package io.mcpguard.data.leak;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What of the values that must not leave has gone to which server, piece by piece. A value is known only by keyed
 * fingerprints of its parts. What a message shows of it, plain or encoded, is added up for each conversation and
 * server, and when a server has enough of it, that is a leak. A message counts as sent even if it is then held back:
 * to try the same piece again is no better. What two servers have is not put together.
 *
 * <p>Thread-safe; messages of one conversation wait for one another. The work is linear in the length of a message,
 * and the memory bounded: see {@link Bounds}. It never throws on any text.
 */
public final class LeakWatch {

    /** Fingerprints of all conversations, some 100 bytes each; beyond, the one used longest ago is forgotten. */
    private static final long MAX_GRAMS = 2_000_000;

    private static final int MAX_CANARIES = 1_000;

    private final Bounds bounds;
    private final InstantSource clock;
    private final Keys keys;
    private final Map<String, Conversation> conversations = new LinkedHashMap<>(16, 0.75f, true);
    private long grams;
    private volatile Watchlist canaries;

    /**
     * A watch that knows nothing yet.
     *
     * @param bounds how much it remembers
     * @param random where the key of its fingerprints comes from; a secure one outside of tests
     * @param clock tells when a conversation has not been used for long
     */
    public LeakWatch(Bounds bounds, RandomGenerator random, InstantSource clock) {
        this.bounds = requireNonNull(bounds, "bounds");
        this.clock = requireNonNull(clock, "clock");
        this.keys = new Keys(requireNonNull(random, "random"));
        this.canaries = new Watchlist(keys, MAX_CANARIES, bounds.grams());
    }

    /**
     * Watches a value in a conversation. One with fewer than 8 characters, or of fewer than 4 different letters and
     * digits, is not watched, nor is one that is public by nature, such as {@code 127.0.0.1}; a value that is watched
     * already keeps its first name.
     *
     * @param name what leaks of it are called, such as {@code <SECRET_1>}
     */
    public void watch(String conversation, String name, String value) {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        if (PublicValues.has(value)) {
            return;
        }
        int more = of(conversation).watch(name, value);
        synchronized (conversations) {
            grams += more;
            dropOldest();
        }
    }

    /**
     * Watches a value that may go to no server, in any conversation. Returns false if it is not watched: too short,
     * or beyond a thousand.
     */
    public synchronized boolean canary(String name, String value) {
        requireNonNull(name, "name");
        requireNonNull(value, "value");
        Watchlist more = canaries.copy();
        boolean added = !more.isFull() && more.add(name, true, value);
        canaries = more;
        return added;
    }

    /**
     * Looks at all strings of a message to a server, in document order, and remembers what of the watched values it
     * has now. Each value is told once for each string it is in.
     */
    public List<Leak> sending(String conversation, String server, List<Piece> strings) {
        requireNonNull(server, "server");
        return of(conversation).sending(server, strings, canaries);
    }

    /** Looks at the addresses in strings that come from a server, all together, and remembers nothing. */
    public List<Leak> inLinks(String conversation, List<Piece> strings) {
        return of(conversation).inLinks(strings, canaries);
    }

    /** Remembers the random-looking tokens that came from a server: to send them back to it tells it nothing. */
    public void received(String conversation, String server, List<Piece> strings) {
        requireNonNull(server, "server");
        of(conversation).received(server, strings);
    }

    /** Remembers those that the user wrote: they may go to any server. */
    public void asked(String conversation, List<Piece> strings) {
        of(conversation).asked(strings);
    }

    /**
     * How many bits of random-looking text have gone to a server that it had not sent before. An estimate, from
     * above.
     */
    public int entropyBits(String conversation, String server) {
        @Nullable Conversation known;
        synchronized (conversations) {
            known = conversations.get(conversation);
        }
        return known == null ? 0 : known.entropyBits(server);
    }

    /** Forgets a conversation. */
    public void forget(String conversation) {
        synchronized (conversations) {
            @Nullable Conversation gone = conversations.remove(conversation);
            grams -= gone == null ? 0 : gone.grams();
        }
    }

    private Conversation of(String name) {
        requireNonNull(name, "conversation");
        var now = clock.instant();
        synchronized (conversations) {
            @Nullable Conversation known = conversations.get(name);
            if (known != null && known.used().plus(bounds.lifetime()).isBefore(now)) {
                forget(name);
                known = null;
            }
            if (known == null) {
                known = new Conversation(keys, bounds, now);
                conversations.put(name, known);
                dropOldest();
            }
            known.use(now);
            return known;
        }
    }

    private void dropOldest() {
        Iterator<Conversation> eldest = conversations.values().iterator();
        while (conversations.size() > bounds.conversations() || (grams > MAX_GRAMS && conversations.size() > 1)) {
            grams -= eldest.next().grams();
            eldest.remove();
        }
    }
}
