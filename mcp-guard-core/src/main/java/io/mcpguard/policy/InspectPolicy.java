package io.mcpguard.policy;

import static io.mcpguard.policy.Treatment.ALLOW;
import static io.mcpguard.policy.Treatment.ASK;
import static io.mcpguard.policy.Treatment.BLOCK;
import static io.mcpguard.policy.Treatment.FENCE;
import static io.mcpguard.policy.Treatment.FLAG;
import static io.mcpguard.policy.Treatment.SANITIZE;
import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Finding;
import io.mcpguard.inspect.Inspector;
import io.mcpguard.inspect.OwnRules;
import io.mcpguard.inspect.RuleFileException;
import io.mcpguard.inspect.Surface;
import io.mcpguard.policy.Checks.Fault;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What happens to what inspection finds, per place. A clear attack gets the treatment of the place it was found in, a
 * mere suspicion that of {@link #noticed()}. Which of the two a finding is says inspection, unless thresholds of the
 * place or a setting of its rule say otherwise. Immutable; each wither returns a copy and refuses what the place cannot
 * have.
 */
public final class InspectPolicy {

    private static final String ALL = "inspect";

    private final Preset preset;
    /** Where it stands in the policy: {@link #ALL}, or below a server. */
    private final String path;
    /** What was said; all else is as the preset has it. */
    private final Map<Place, Setting<Treatment>> treatments;

    private final Map<Place, Setting<Double>> stops;
    private final Map<Place, Setting<Double>> notices;
    private final RuleTuning rules;
    /** The rules of rule files; for one server those that its settings may name. */
    private final OwnRules own;

    private InspectPolicy(
            Preset preset,
            String path,
            Map<Place, Setting<Treatment>> treatments,
            Map<Place, Setting<Double>> stops,
            Map<Place, Setting<Double>> notices,
            RuleTuning rules,
            OwnRules own) {
        this.preset = preset;
        this.path = path;
        this.treatments = treatments;
        this.stops = stops;
        this.notices = notices;
        this.rules = rules;
        this.own = own;
    }

    static InspectPolicy of(Preset preset) {
        return of(preset, ALL);
    }

    static InspectPolicy of(Preset preset, String path) {
        return new InspectPolicy(preset, path, Map.of(), Map.of(), Map.of(), RuleTuning.NONE, OwnRules.NONE);
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
     * @param treatment {@code FLAG}, {@code ASK}, {@code FENCE}, {@code SANITIZE} or {@code BLOCK}
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
     * @param treatment {@code FLAG}, {@code FENCE}, {@code SANITIZE} or {@code BLOCK}
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
     * @param treatment {@code FLAG}, {@code FENCE}, {@code SANITIZE} or {@code BLOCK}
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

    /**
     * From which confidence on a finding is stopped, whatever inspection thinks of it; less is noticed at most.
     *
     * @param surface where it was found; instructions go with definitions
     * @return from 0 to 1; empty if inspection decides what is stopped
     */
    public OptionalDouble stopAt(Surface surface) {
        return confidence(stops.get(Place.of(surface)));
    }

    /**
     * A copy that stops findings by their confidence.
     *
     * @param surface where they are found; instructions go with definitions
     * @param confidence from 0 to 1: as much and more is stopped, less is noticed at most
     * @return the copy
     */
    public InspectPolicy stopAt(Surface surface, double confidence) {
        Place place = Place.of(surface);
        return stop(place, checked(place, "stop", confidence));
    }

    /**
     * From which confidence on a finding that is not stopped is noticed; less is only recorded.
     *
     * @param surface where it was found; instructions go with definitions
     * @return from 0 to 1; empty if all that inspection finds is noticed
     */
    public OptionalDouble noticeAt(Surface surface) {
        return confidence(notices.get(Place.of(surface)));
    }

    /**
     * A copy that only records findings of little confidence.
     *
     * @param surface where they are found; instructions go with definitions
     * @param confidence from 0 to 1: what is not stopped and has less is recorded, and no suspicion
     * @return the copy
     */
    public InspectPolicy noticeAt(Surface surface, double confidence) {
        Place place = Place.of(surface);
        return notice(place, checked(place, "notice", confidence));
    }

    /**
     * A copy that treats findings of some rules in its own way, whatever their confidence. Of several globs that match a
     * rule the most specific one decides, of those alike the harsher.
     *
     * @param rules the id of a rule, or a glob of ids, of {@link Inspector#ruleIds()} or of {@link #ownRules()}
     * @param effect what its findings are
     * @return the copy
     */
    public InspectPolicy rule(String rules, RuleEffect effect) {
        Fault fault = RuleTuning.fault(rules, own);
        String at = Checks.member(path + ".rules", rules);
        if (fault != null) {
            throw fault.inBuilder(path + ".rules");
        }
        return rule(rules, requireNonNull(effect, "effect"), Checks.BUILDER + " " + at);
    }

    /**
     * A copy with more rules, which are tried beside those that come with the guard, for all servers.
     *
     * @param more rules of one's own; said before they are tuned by id
     * @return the copy
     */
    public InspectPolicy rules(OwnRules more) {
        if (!path.equals(ALL)) {
            throw Checks.builderProblem(
                    path,
                    "rules for one server",
                    "add them to the inspection of the policy, and set them off by id here");
        }
        try {
            return with(own.and(more));
        } catch (RuleFileException e) {
            throw Checks.builderProblem(path, String.valueOf(e.getMessage()), "correct the rule file");
        }
    }

    /** {@return the rules that were added to those of the guard} */
    public OwnRules ownRules() {
        return own;
    }

    /** {@return an inspector with all rules that the policy wants; the same one every time} */
    public Inspector inspector() {
        return own.inspector();
    }

    /**
     * What is to happen to one finding, and the lines that say so.
     *
     * @param surface where it was found
     * @param finding as inspection reported it
     * @return what the policy makes of it
     */
    public FindingRuling ruling(Surface surface, Finding finding) {
        Place place = Place.of(surface);
        return FindingRuling.of(
                finding, rules, stops.get(place), notices.get(place), treatment(place), treatment(Place.NOTICED));
    }

    Treatment get(Place place) {
        return treatment(place).value();
    }

    private Setting<Treatment> treatment(Place place) {
        Setting<Treatment> given = treatments.get(place);
        return given == null ? new Setting<>(place.usual(preset), preset.asRule()) : given;
    }

    InspectPolicy with(Place place, Treatment treatment) {
        if (!place.allowed.contains(treatment)) {
            throw Checks.builderProblem(
                    path + "." + place.key(), Checks.quote(treatment.key()) + " is not possible here", place.remedy());
        }
        return with(place, treatment, Checks.BUILDER + " " + path + "." + place.key());
    }

    // What the file's reader uses as well: values that have been checked, with the place they stand at.

    InspectPolicy with(Place place, Treatment treatment, String where) {
        return new InspectPolicy(
                preset, path, put(treatments, place, new Setting<>(treatment, where)), stops, notices, rules, own);
    }

    /** With these rules instead of those it has. */
    InspectPolicy with(OwnRules rulesOfFiles) {
        return new InspectPolicy(preset, path, treatments, stops, notices, rules, rulesOfFiles);
    }

    InspectPolicy stop(Place place, Setting<Double> stop) {
        return new InspectPolicy(preset, path, treatments, put(stops, place, stop), notices, rules, own);
    }

    InspectPolicy notice(Place place, Setting<Double> notice) {
        return new InspectPolicy(preset, path, treatments, stops, put(notices, place, notice), rules, own);
    }

    InspectPolicy rule(String glob, RuleEffect effect, String where) {
        return new InspectPolicy(preset, path, treatments, stops, notices, rules.with(glob, effect, where), own);
    }

    /** What a server has of its own over what holds for all. */
    InspectPolicy over(InspectPolicy general) {
        if (isEmpty()) {
            return general;
        }
        return new InspectPolicy(
                preset,
                path,
                putAll(general.treatments, treatments),
                putAll(general.stops, stops),
                putAll(general.notices, notices),
                rules.over(general.rules),
                general.own);
    }

    boolean isEmpty() {
        return treatments.isEmpty() && stops.isEmpty() && notices.isEmpty() && rules.isEmpty();
    }

    /** What is wrong with it as a whole: a place that would notice less than it stops. */
    @Nullable
    Fault fault(Place place) {
        Setting<Double> stop = stops.get(place);
        Setting<Double> notice = notices.get(place);
        return stop == null || notice == null || notice.value() <= stop.value()
                ? null
                : new Fault(
                        "notice " + notice.value() + " is above stop " + stop.value(),
                        "write a smaller notice: what is stopped need not be noticed");
    }

    /** As a builder returned it. */
    InspectPolicy checked() {
        for (Place place : Place.values()) {
            Fault fault = fault(place);
            if (fault != null) {
                throw fault.inBuilder(path + "." + place.key());
            }
        }
        return this;
    }

    private Setting<Double> checked(Place place, String key, double confidence) {
        String at = path + "." + place.key() + "." + key;
        Fault fault = Checks.confidence(confidence);
        if (fault != null) {
            throw fault.inBuilder(at);
        }
        return new Setting<>(confidence, Checks.BUILDER + " " + at);
    }

    private static OptionalDouble confidence(@Nullable Setting<Double> setting) {
        return setting == null ? OptionalDouble.empty() : OptionalDouble.of(setting.value());
    }

    private static <V> Map<Place, V> put(Map<Place, V> map, Place place, V value) {
        return putAll(map, Map.of(place, value));
    }

    private static <V> Map<Place, V> putAll(Map<Place, V> map, Map<Place, V> more) {
        var copy = new EnumMap<Place, V>(Place.class);
        copy.putAll(map);
        copy.putAll(more);
        return copy;
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        for (Place place : Place.values()) {
            tree.put(place.key(), tree(place));
        }
        if (!rules.isEmpty()) {
            tree.put("rules", rules.tree());
        }
        if (!own.isEmpty()) {
            tree.put("rule_files", own.digests());
        }
        return tree;
    }

    private Object tree(Place place) {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("treatment", get(place).key());
        Setting<Double> stop = stops.get(place);
        if (stop != null) {
            tree.put("stop", stop.value());
        }
        Setting<Double> notice = notices.get(place);
        if (notice != null) {
            tree.put("notice", notice.value());
        }
        return tree.size() == 1 ? get(place).key() : tree;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof InspectPolicy that && tree().equals(that.tree());
    }

    @Override
    public int hashCode() {
        return tree().hashCode();
    }

    @Override
    public String toString() {
        return tree().toString();
    }

    /** Where something can be found, with what the balanced preset does about it and what can be done at all. */
    enum Place {
        DEFINITIONS(BLOCK, FLAG, BLOCK),
        RESULTS(SANITIZE, FLAG, ASK, FENCE, SANITIZE, BLOCK),
        ERRORS(SANITIZE, FLAG, FENCE, SANITIZE, BLOCK),
        NOTIFICATIONS(SANITIZE, FLAG, FENCE, SANITIZE, BLOCK),
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

        Treatment usual(Preset preset) {
            return preset == Preset.OBSERVE ? FLAG : preset == Preset.STRICT && this == ARGUMENTS ? ASK : usual;
        }

        /** Whether findings of text are judged there by how sure they are. */
        boolean hasThresholds() {
            return this != NOTICED && this != FOREIGN_ORDERS;
        }

        static Place of(Surface surface) {
            return switch (surface) {
                case DEFINITION, INSTRUCTIONS -> DEFINITIONS;
                case RESULT -> RESULTS;
                case ERROR -> ERRORS;
                case NOTIFICATION -> NOTIFICATIONS;
                case SERVER_REQUEST -> SERVER_REQUESTS;
                case ARGUMENTS -> ARGUMENTS;
            };
        }

        String remedy() {
            return Checks.oneOf(allowed.stream().map(Treatment::key).toList());
        }
    }
}
