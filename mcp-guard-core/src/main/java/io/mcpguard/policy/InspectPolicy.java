package io.mcpguard.policy;

import static io.mcpguard.policy.Treatment.ALLOW;
import static io.mcpguard.policy.Treatment.ASK;
import static io.mcpguard.policy.Treatment.BLOCK;
import static io.mcpguard.policy.Treatment.FLAG;
import static io.mcpguard.policy.Treatment.SANITIZE;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What happens to what inspection finds, per place. A clear attack gets the treatment of the place it was found in, a
 * mere suspicion that of {@link #noticed()}. Immutable; each wither returns a copy and refuses a treatment that the
 * place cannot have.
 */
public final class InspectPolicy {

    private final EnumMap<Place, Treatment> treatments;

    private InspectPolicy(EnumMap<Place, Treatment> treatments) {
        this.treatments = treatments;
    }

    static InspectPolicy of(Preset preset) {
        var treatments = new EnumMap<Place, Treatment>(Place.class);
        for (Place place : Place.values()) {
            treatments.put(place, preset == Preset.OBSERVE ? FLAG : place.usual);
        }
        if (preset == Preset.STRICT) {
            treatments.put(Place.ARGUMENTS, ASK);
        }
        return new InspectPolicy(treatments);
    }

    /** {@return for definitions of tools, prompts and resources, and for a server's instructions} */
    public Treatment definitions() {
        return get(Place.DEFINITIONS);
    }

    /**
     * A copy with another treatment of definitions and instructions.
     *
     * @param treatment {@code FLAG} or {@code BLOCK}
     * @return the copy
     */
    public InspectPolicy definitions(Treatment treatment) {
        return with(Place.DEFINITIONS, treatment);
    }

    /** {@return for results of calls, prompts, resources and completions} */
    public Treatment results() {
        return get(Place.RESULTS);
    }

    /**
     * A copy with another treatment of results.
     *
     * @param treatment {@code FLAG}, {@code ASK}, {@code SANITIZE} or {@code BLOCK}
     * @return the copy
     */
    public InspectPolicy results(Treatment treatment) {
        return with(Place.RESULTS, treatment);
    }

    /** {@return for JSON-RPC errors} */
    public Treatment errors() {
        return get(Place.ERRORS);
    }

    /**
     * A copy with another treatment of errors.
     *
     * @param treatment {@code FLAG}, {@code SANITIZE} or {@code BLOCK}
     * @return the copy
     */
    public InspectPolicy errors(Treatment treatment) {
        return with(Place.ERRORS, treatment);
    }

    /** {@return for notifications: log and progress messages, changed lists, updated resources} */
    public Treatment notifications() {
        return get(Place.NOTIFICATIONS);
    }

    /**
     * A copy with another treatment of notifications.
     *
     * @param treatment {@code FLAG}, {@code SANITIZE} or {@code BLOCK}
     * @return the copy
     */
    public InspectPolicy notifications(Treatment treatment) {
        return with(Place.NOTIFICATIONS, treatment);
    }

    /** {@return for what a server asks of the client: sampling, elicitation, roots} */
    public Treatment serverRequests() {
        return get(Place.SERVER_REQUESTS);
    }

    /**
     * A copy with another treatment of a server's requests.
     *
     * @param treatment {@code FLAG} or {@code BLOCK}
     * @return the copy
     */
    public InspectPolicy serverRequests(Treatment treatment) {
        return with(Place.SERVER_REQUESTS, treatment);
    }

    /** {@return for what the application sends, arguments of calls above all} */
    public Treatment arguments() {
        return get(Place.ARGUMENTS);
    }

    /**
     * A copy with another treatment of what the application sends.
     *
     * @param treatment {@code FLAG}, {@code ASK} or {@code BLOCK}
     * @return the copy
     */
    public InspectPolicy arguments(Treatment treatment) {
        return with(Place.ARGUMENTS, treatment);
    }

    /** {@return for suspicions, wherever they are} */
    public Treatment noticed() {
        return get(Place.NOTICED);
    }

    /**
     * A copy with another treatment of suspicions.
     *
     * @param treatment {@code ALLOW} or {@code FLAG}
     * @return the copy
     */
    public InspectPolicy noticed(Treatment treatment) {
        return with(Place.NOTICED, treatment);
    }

    /** {@return for orders about tools of other servers in results, errors, notifications and requests of servers} */
    public Treatment foreignOrders() {
        return get(Place.FOREIGN_ORDERS);
    }

    /**
     * A copy with another treatment of orders about tools of other servers in anything that is no definition.
     *
     * @param treatment {@code ALLOW}, which does not look for them, {@code FLAG}, {@code SANITIZE} or {@code BLOCK}
     * @return the copy
     */
    public InspectPolicy foreignOrders(Treatment treatment) {
        return with(Place.FOREIGN_ORDERS, treatment);
    }

    Treatment get(Place place) {
        return treatments.getOrDefault(place, BLOCK);
    }

    InspectPolicy with(Place place, Treatment treatment) {
        if (!place.allowed.contains(treatment)) {
            throw Checks.builderProblem(
                    "inspect." + place.key(), Checks.quote(treatment.key()) + " is not possible here", place.remedy());
        }
        var copy = new EnumMap<>(treatments);
        copy.put(place, treatment);
        return new InspectPolicy(copy);
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        treatments.forEach((place, treatment) -> tree.put(place.key(), treatment.key()));
        return tree;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof InspectPolicy that && treatments.equals(that.treatments);
    }

    @Override
    public int hashCode() {
        return treatments.hashCode();
    }

    @Override
    public String toString() {
        return tree().toString();
    }

    /** Where something can be found, with what the balanced preset does about it and what can be done at all. */
    enum Place {
        DEFINITIONS(BLOCK, FLAG, BLOCK),
        RESULTS(SANITIZE, FLAG, ASK, SANITIZE, BLOCK),
        ERRORS(SANITIZE, FLAG, SANITIZE, BLOCK),
        NOTIFICATIONS(SANITIZE, FLAG, SANITIZE, BLOCK),
        SERVER_REQUESTS(BLOCK, FLAG, BLOCK),
        ARGUMENTS(FLAG, FLAG, ASK, BLOCK),
        NOTICED(FLAG, ALLOW, FLAG),
        FOREIGN_ORDERS(SANITIZE, ALLOW, FLAG, SANITIZE, BLOCK);

        final Treatment usual;

        @SuppressWarnings("ImmutableEnumChecker") // a List.of
        final List<Treatment> allowed;

        Place(Treatment usual, Treatment... allowed) {
            this.usual = usual;
            this.allowed = List.of(allowed);
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        String remedy() {
            return Checks.oneOf(allowed.stream().map(Treatment::key).toList());
        }
    }
}
