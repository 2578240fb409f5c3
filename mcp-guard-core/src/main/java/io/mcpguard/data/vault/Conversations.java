package io.mcpguard.data.vault;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of all conversations of a guard. A conversation is forgotten some time after its last message, or when there are
 * too many; what it counted up to is not, so that an old placeholder never stands for a new value. Thread-safe.
 */
public final class Conversations {

    /** What the name of a conversation begins with that nobody attributed. */
    public static final String UNATTRIBUTED = "u:";

    /** At a time; the one that was used longest ago goes first. */
    static final int MAX = 1_000;

    private final Seal seal;
    private final SecureRandom random;
    private final Clock clock;
    private final int values;
    private final long lifetime;
    private final LinkedHashMap<String, Values> open = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Integer> floor = new HashMap<>();
    /** Numbers of conversations that nobody attributed: one model may talk in several, and must not see one number twice. */
    private final Map<String, Integer> shared = new ConcurrentHashMap<>();

    /**
     * Nothing is known yet.
     *
     * @param values so many of each conversation are remembered, the ones used last
     * @param lifetime of a conversation after its last message
     * @param clock tells when that was
     */
    public Conversations(int values, Duration lifetime, Clock clock) {
        this.random = new SecureRandom();
        this.seal = new Seal(random);
        this.clock = clock;
        this.values = values;
        this.lifetime = lifetime.toMillis();
    }

    /** The values of a conversation, which are none at first. */
    synchronized Values of(String conversation) {
        long now = clock.millis();
        forgetOld(now);
        Values known = open.get(conversation);
        if (known == null) {
            if (open.size() >= MAX) {
                forgetOldest();
            }
            boolean attributed = !conversation.startsWith(UNATTRIBUTED);
            known = new Values(seal, values, attributed ? new HashMap<>(floor) : shared);
            open.put(conversation, known);
        }
        known.used(now);
        return known;
    }

    /** The same, null if nothing is remembered of it. */
    synchronized @Nullable Values known(String conversation) {
        long now = clock.millis();
        forgetOld(now);
        Values known = open.get(conversation);
        if (known != null) {
            known.used(now);
        }
        return known;
    }

    /** How many values of one conversation are remembered. */
    int most() {
        return values;
    }

    SecureRandom random() {
        return random;
    }

    /** They lie in the order in which they were used. */
    private void forgetOld(long now) {
        while (!open.isEmpty() && now - open.values().iterator().next().lastUsed() > lifetime) {
            forgetOldest();
        }
    }

    private void forgetOldest() {
        var oldest = open.entrySet().iterator();
        oldest.next().getValue().raise(floor);
        oldest.remove();
    }
}
