package io.mcpguard.policy;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.trust.DriftSeverity;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** How definitions are held to what was approved. Immutable; each wither returns a copy. */
public final class PinPolicy {

    /** What collisions can be treated with, and drift of whatever severity. */
    static final List<Treatment> TREATMENTS = List.of(Treatment.FLAG, Treatment.BLOCK);

    /** What drift of one severity can be treated with. */
    static final List<Treatment> DRIFT_TREATMENTS = List.of(Treatment.FLAG, Treatment.ASK, Treatment.BLOCK);

    /** Severities that can be told apart in a policy. */
    static final List<DriftSeverity> SEVERITIES =
            List.of(DriftSeverity.BENIGN, DriftSeverity.SUSPICIOUS, DriftSeverity.CRITICAL);

    static final Checks.Span RECHECK =
            new Checks.Span("pin.recheck", Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofMinutes(10));

    private final FirstSight firstSight;
    private final Map<DriftSeverity, Treatment> drift;
    private final Treatment collision;
    private final boolean resources;
    private final Duration recheck;

    private PinPolicy(
            FirstSight firstSight,
            Map<DriftSeverity, Treatment> drift,
            Treatment collision,
            boolean resources,
            Duration recheck) {
        this.firstSight = firstSight;
        this.drift = drift;
        this.collision = collision;
        this.resources = resources;
        this.recheck = recheck;
    }

    static PinPolicy of(Preset preset) {
        Treatment collision = preset == Preset.OBSERVE ? Treatment.FLAG : Treatment.BLOCK;
        return new PinPolicy(
                preset == Preset.STRICT ? FirstSight.REFUSE : FirstSight.TRUST,
                preset == Preset.BALANCED ? bySeverity() : all(collision),
                collision,
                false,
                RECHECK.usual());
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
        return new PinPolicy(requireNonNull(firstSight, "firstSight"), drift, collision, resources, recheck);
    }

    private static Map<DriftSeverity, Treatment> all(Treatment treatment) {
        var all = new EnumMap<DriftSeverity, Treatment>(DriftSeverity.class);
        SEVERITIES.forEach(severity -> all.put(severity, treatment));
        return all;
    }

    /** What people can live with: they are asked about what says something new, and what rug pulls do is held back. */
    private static Map<DriftSeverity, Treatment> bySeverity() {
        var each = new EnumMap<DriftSeverity, Treatment>(DriftSeverity.class);
        each.put(DriftSeverity.BENIGN, Treatment.FLAG);
        each.put(DriftSeverity.SUSPICIOUS, Treatment.ASK);
        each.put(DriftSeverity.CRITICAL, Treatment.BLOCK);
        return each;
    }

    /**
     * What happens to a definition that changed or came later.
     *
     * @param severity how grave it is
     * @return {@code FLAG}: it is recorded and goes on; {@code ASK}: it is shown, and who uses it needs an approval;
     *     {@code BLOCK}: it is held back
     */
    public Treatment drift(DriftSeverity severity) {
        return drift.getOrDefault(severity, Treatment.BLOCK);
    }

    /**
     * A copy that treats all drift alike.
     *
     * @param drift {@code FLAG} or {@code BLOCK}
     * @return the copy
     */
    public PinPolicy drift(Treatment drift) {
        return new PinPolicy(firstSight, all(check("pin.drift", drift, TREATMENTS)), collision, resources, recheck);
    }

    /**
     * A copy with another treatment of drift of one severity.
     *
     * @param severity {@code BENIGN}, {@code SUSPICIOUS} or {@code CRITICAL}
     * @param treatment {@code FLAG}, {@code ASK} or {@code BLOCK}
     * @return the copy
     */
    public PinPolicy drift(DriftSeverity severity, Treatment treatment) {
        String path = "pin.drift." + key(severity);
        if (!SEVERITIES.contains(severity)) {
            throw Checks.builderProblem(
                    path,
                    "this severity has no treatment",
                    Checks.oneOf(SEVERITIES.stream().map(PinPolicy::key).toList()));
        }
        var changed = new EnumMap<>(drift);
        changed.put(severity, check(path, treatment, DRIFT_TREATMENTS));
        return new PinPolicy(firstSight, changed, collision, resources, recheck);
    }

    static String key(DriftSeverity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
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
        return new PinPolicy(firstSight, drift, check("pin.collision", collision, TREATMENTS), resources, recheck);
    }

    /** {@return whether resources are pinned too, which are often data} */
    public boolean resources() {
        return resources;
    }

    /**
     * A copy that pins resources or not.
     *
     * @param resources whether only resources that are listed as they were pinned, or whose URI a pinned template makes,
     *     may be read
     * @return the copy
     */
    public PinPolicy resources(boolean resources) {
        return new PinPolicy(firstSight, drift, collision, resources, recheck);
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
        return new PinPolicy(firstSight, drift, collision, resources, RECHECK.check(recheck));
    }

    private static Treatment check(String path, Treatment treatment, List<Treatment> possible) {
        if (!possible.contains(treatment)) {
            throw Checks.builderProblem(
                    path,
                    Checks.quote(treatment.key()) + " is not possible here",
                    Checks.oneOf(possible.stream().map(Treatment::key).toList()));
        }
        return treatment;
    }

    /** One word where all severities are treated alike. */
    private Object driftTree() {
        Treatment benign = drift(DriftSeverity.BENIGN);
        if (drift.values().stream().allMatch(benign::equals) && TREATMENTS.contains(benign)) {
            return benign.key();
        }
        var tree = new LinkedHashMap<String, Object>();
        SEVERITIES.forEach(severity -> tree.put(key(severity), drift(severity).key()));
        return tree;
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("first_sight", firstSight.key());
        tree.put("drift", driftTree());
        tree.put("collision", collision.key());
        tree.put("resources", resources);
        tree.put("recheck", Durations.write(recheck));
        return tree;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PinPolicy that
                && firstSight == that.firstSight
                && drift.equals(that.drift)
                && collision == that.collision
                && resources == that.resources
                && recheck.equals(that.recheck);
    }

    @Override
    public int hashCode() {
        return Objects.hash(firstSight, drift, collision, resources, recheck);
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
