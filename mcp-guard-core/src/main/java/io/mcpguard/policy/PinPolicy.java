package io.mcpguard.policy;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** How definitions are held to what was approved. Immutable; each wither returns a copy. */
public final class PinPolicy {

    /** What drift and collisions can be treated with. */
    static final List<Treatment> TREATMENTS = List.of(Treatment.FLAG, Treatment.BLOCK);

    static final Checks.Span RECHECK =
            new Checks.Span("pin.recheck", Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofMinutes(10));

    private final FirstSight firstSight;
    private final Treatment drift;
    private final Treatment collision;
    private final Duration recheck;

    private PinPolicy(FirstSight firstSight, Treatment drift, Treatment collision, Duration recheck) {
        this.firstSight = firstSight;
        this.drift = drift;
        this.collision = collision;
        this.recheck = recheck;
    }

    static PinPolicy of(Preset preset) {
        Treatment change = preset == Preset.OBSERVE ? Treatment.FLAG : Treatment.BLOCK;
        return new PinPolicy(
                preset == Preset.STRICT ? FirstSight.REFUSE : FirstSight.TRUST, change, change, RECHECK.usual());
    }

    /** {@return what happens to a server without pins} */
    public FirstSight firstSight() {
        return firstSight;
    }

    /**
     * A copy with another first sight.
     *
     * @param firstSight what happens to a server without pins
     * @return the copy
     */
    public PinPolicy firstSight(FirstSight firstSight) {
        return new PinPolicy(requireNonNull(firstSight, "firstSight"), drift, collision, recheck);
    }

    /** {@return what happens to a definition that changed or came later} */
    public Treatment drift() {
        return drift;
    }

    /**
     * A copy with another treatment of drift.
     *
     * @param drift {@code FLAG} or {@code BLOCK}
     * @return the copy
     */
    public PinPolicy drift(Treatment drift) {
        return new PinPolicy(firstSight, check("pin.drift", drift), collision, recheck);
    }

    /** {@return what happens to a tool whose name another server has already} */
    public Treatment collision() {
        return collision;
    }

    /**
     * A copy with another treatment of collisions.
     *
     * @param collision {@code FLAG} or {@code BLOCK}
     * @return the copy
     */
    public PinPolicy collision(Treatment collision) {
        return new PinPolicy(firstSight, drift, check("pin.collision", collision), recheck);
    }

    /** {@return after which time definitions are listed and compared again} */
    public Duration recheck() {
        return recheck;
    }

    /**
     * A copy with another time between comparisons.
     *
     * @param recheck from a second to a day
     * @return the copy
     */
    public PinPolicy recheck(Duration recheck) {
        return new PinPolicy(firstSight, drift, collision, RECHECK.check(recheck));
    }

    private static Treatment check(String path, Treatment treatment) {
        if (!TREATMENTS.contains(treatment)) {
            throw Checks.builderProblem(
                    path,
                    Checks.quote(treatment.key()) + " is not possible here",
                    Checks.oneOf(TREATMENTS.stream().map(Treatment::key).toList()));
        }
        return treatment;
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("first_sight", firstSight.key());
        tree.put("drift", drift.key());
        tree.put("collision", collision.key());
        tree.put("recheck", Durations.write(recheck));
        return tree;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PinPolicy that
                && firstSight == that.firstSight
                && drift == that.drift
                && collision == that.collision
                && recheck.equals(that.recheck);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firstSight, drift, collision, recheck);
    }

    @Override
    public String toString() {
        return tree().toString();
    }

    /** What happens to a server without pins. May gain constants. */
    public enum FirstSight {
        /** What it lists first is pinned, if the list is complete and nothing was found in it. */
        TRUST,
        /** Nothing of it is used until someone approved it. */
        REFUSE;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
