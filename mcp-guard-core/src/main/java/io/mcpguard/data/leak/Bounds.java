package io.mcpguard.data.leak;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How much is remembered, and from when on it is a leak. What a bound costs is said at each.
 *
 * @param conversations so many; beyond, the one that was used longest ago is forgotten whole
 * @param lifetime so long after its last use a conversation is forgotten
 * @param values so many of a conversation; beyond, the oldest is forgotten
 * @param grams so many fingerprints of a value; of a longer one every second, third and so on is kept. As a
 *     conversation fills up each new value gets fewer, and the last ones 16
 * @param share how much of a value may be with a server before it is a leak, above 0 and at most 1
 */
public record Bounds(int conversations, Duration lifetime, int values, int grams, double share) {

    public Bounds {
        requireNonNull(lifetime, "lifetime");
        if (conversations < 1 || values < 1 || grams < 16) {
            throw new IllegalArgumentException("at least one conversation, one value and 16 fingerprints a value");
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be above 0 and at most 1, but is " + share);
        }
    }

    /** A thousand conversations of a thousand values for eight hours, and half of a value is a leak. */
    public static Bounds standard() {
        return new Bounds(1_000, Duration.ofHours(8), 1_000, 4_096, 0.5);
    }

    /** The same with another share. */
    public Bounds withShare(double other) {
        return new Bounds(conversations, lifetime, values, grams, other);
    }

    /** The same with other numbers of conversations and of values in each. */
    public Bounds withAtMost(int otherConversations, int otherValues) {
        return new Bounds(otherConversations, lifetime, otherValues, grams, share);
    }

    /** The same with another lifetime. */
    public Bounds withLifetime(Duration other) {
        return new Bounds(conversations, other, values, grams, share);
    }
}
