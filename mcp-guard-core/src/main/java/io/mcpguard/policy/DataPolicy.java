package io.mcpguard.policy;

import static java.util.Objects.requireNonNull;

import com.google.re2j.Pattern;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detectors;
import io.mcpguard.policy.Checks.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What happens to secrets and personal data on their way to and from servers. What is said of a tool counts before what is
 * said of its server, that before what is said of all, and that before the preset; in each place a class counts before
 * {@code personal}, which means all classes but {@code secret}. Immutable; each wither returns a copy.
 */
public final class DataPolicy {

    static final Checks.Range VALUES = new Checks.Range("data.values", 10, 100_000, 10_000);
    static final Checks.Span LIFETIME =
            new Checks.Span("data.lifetime", Duration.ofMinutes(1), Duration.ofDays(7), Duration.ofHours(8));
    static final Checks.Range ENTROPY = new Checks.Range("data.entropy.bits", 256, 100_000_000, 65_536);
    static final int MAX_CANARIES = 1_000;
    static final int MAX_TOOLS = 500;

    private static final Comparator<ToolRules> SPECIFIC_FIRST =
            Comparator.comparing(ToolRules::glob, Glob::compareSpecificity);

    private final Preset preset;
    private final String path;
    private final DataRules rules;
    private final List<ToolRules> tools;
    /** What is said of all, where this is what is said of one server. */
    private final DataRules general;

    private final DataExtras extras;

    private record ToolRules(Glob glob, DataRules rules) {}

    private DataPolicy(
            Preset preset, String path, DataRules rules, List<ToolRules> tools, DataRules general, DataExtras extras) {
        this.preset = preset;
        this.path = path;
        this.rules = rules;
        this.tools = tools;
        this.general = general;
        this.extras = extras;
    }

    static DataPolicy of(Preset preset) {
        return of(preset, "data");
    }

    static DataPolicy of(Preset preset, String path) {
        return new DataPolicy(preset, path, DataRules.NONE, List.of(), DataRules.NONE, DataExtras.usual(preset));
    }

    /**
     * A copy with another treatment of what goes to servers.
     *
     * @param name a class such as {@code email}, or {@code personal} for all but secrets
     * @param treatment what happens to a value of it
     * @return the copy
     */
    public DataPolicy arguments(String name, DataTreatment treatment) {
        return with(DataDirection.ARGUMENTS, name, treatment);
    }

    /**
     * A copy with another treatment of what comes from servers.
     *
     * @param name a class such as {@code email}, or {@code personal} for all but secrets
     * @param treatment what happens to a value of it
     * @return the copy
     */
    public DataPolicy results(String name, DataTreatment treatment) {
        return with(DataDirection.RESULTS, name, treatment);
    }

    private DataPolicy with(DataDirection direction, String name, DataTreatment treatment) {
        requireNonNull(treatment, "treatment");
        String at = path + "." + direction.key();
        Fault fault = classFault(name);
        if (fault != null) {
            throw fault.inBuilder(at);
        }
        return with(direction, name, treatment, Checks.BUILDER + " " + Checks.member(at, name));
    }

    DataPolicy with(DataDirection direction, String name, DataTreatment treatment, String where) {
        return new DataPolicy(
                preset, path, rules.with(direction, name, new Setting<>(treatment, where)), tools, general, extras);
    }

    /**
     * A copy with another treatment for some tools of a server.
     *
     * @param tools a glob of their names
     * @param direction which way the data goes
     * @param name a class, or {@code personal}
     * @param treatment what happens to a value of it
     * @return the copy
     */
    public DataPolicy tool(String tools, DataDirection direction, String name, DataTreatment treatment) {
        requireNonNull(treatment, "treatment");
        String at = Checks.member(path + ".tools", tools);
        Fault fault = Names.glob(tools);
        fault = fault == null ? classFault(name) : fault;
        if (fault != null) {
            throw fault.inBuilder(at);
        }
        return tool(tools, direction, name, treatment, Checks.BUILDER + " " + at + "." + direction.key() + "." + name);
    }

    DataPolicy tool(String glob, DataDirection direction, String name, DataTreatment treatment, String where) {
        var changed = new ArrayList<ToolRules>();
        DataRules said = DataRules.NONE;
        for (ToolRules each : tools) {
            if (each.glob.text().equals(glob)) {
                said = each.rules;
            } else {
                changed.add(each);
            }
        }
        changed.add(new ToolRules(new Glob(glob), said.with(direction, name, new Setting<>(treatment, where))));
        changed.sort(SPECIFIC_FIRST);
        return new DataPolicy(preset, path, rules, List.copyOf(changed), general, extras);
    }

    /**
     * A copy that knows one more class of data.
     *
     * @param name its name: small letters, digits and hyphens
     * @param pattern the RE2 pattern of its values
     * @return the copy
     */
    public DataPolicy own(String name, String pattern) {
        String at = Checks.member(path + ".own", name);
        Fault fault = OwnClass.nameFault(name);
        fault = fault == null ? OwnClass.patternFault(pattern) : fault;
        if (fault == null && extras.own().size() >= OwnClass.MAX_CLASSES) {
            fault = new Fault("more than " + OwnClass.MAX_CLASSES + " own classes", "write fewer");
        }
        if (fault != null) {
            throw fault.inBuilder(at);
        }
        return extras(extras.with(OwnClass.of(name, pattern)));
    }

    /**
     * A copy with values that must never be seen on their way to any server, in whatever disguise.
     *
     * @param canaries each of 8 to 1,000 characters
     * @return the copy
     */
    public DataPolicy canaries(String... canaries) {
        for (String canary : canaries) {
            Fault fault = DataExtras.canaryFault(canary);
            if (fault != null) {
                throw fault.inBuilder(path + ".canaries");
            }
        }
        return extras(extras.canaries(List.of(canaries)));
    }

    /**
     * A copy that takes no notice of what some detectors find.
     *
     * @param detectors their ids, such as {@code ip-private}
     * @return the copy
     */
    public DataPolicy without(String... detectors) {
        var off = new TreeSet<>(extras.off());
        off.addAll(List.of(detectors));
        return extras(extras.off(off));
    }

    /**
     * A copy with another number of values that are remembered in one conversation; beyond it the oldest are forgotten.
     *
     * @param values from 10 to 100,000
     * @return the copy
     */
    public DataPolicy values(int values) {
        return extras(extras.values((int) VALUES.check(values)));
    }

    /**
     * A copy with another time for which values of a conversation are remembered after its last message.
     *
     * @param lifetime from a minute to seven days
     * @return the copy
     */
    public DataPolicy lifetime(Duration lifetime) {
        return extras(extras.lifetime(LIFETIME.check(lifetime)));
    }

    /**
     * A copy with another budget of random-looking text that one server may get in one conversation.
     *
     * @param bits from 256 to 100,000,000
     * @param beyond {@code ALLOW}, which does not count, {@code RECORD}, {@code ASK} or {@code REFUSE}
     * @return the copy
     */
    public DataPolicy entropy(int bits, DataTreatment beyond) {
        if (!DataExtras.BEYOND.contains(beyond)) {
            throw new Fault("entropy cannot be redacted", "choose ALLOW, RECORD, ASK or REFUSE").inBuilder(path);
        }
        return extras(extras.entropy((int) ENTROPY.check(bits), beyond));
    }

    DataPolicy extras(DataExtras changed) {
        return new DataPolicy(preset, path, rules, tools, general, changed);
    }

    DataExtras extras() {
        return extras;
    }

    /** This, where it says something of one server, over what is said of all. */
    DataPolicy over(DataPolicy all) {
        return new DataPolicy(preset, path, rules, tools, all.rules, all.extras);
    }

    /**
     * What happens to a value, and which line of the policy says so.
     *
     * @param direction which way it goes
     * @param kind its class
     * @param tool the tool that is called, null if none is
     * @return the treatment
     */
    public Setting<DataTreatment> treatment(DataDirection direction, DataClass kind, @Nullable String tool) {
        if (tool != null && tool.length() <= NameRules.MAX_NAME) {
            for (ToolRules each : tools) {
                Setting<DataTreatment> said = each.glob.matches(tool) ? each.rules.of(direction, kind) : null;
                if (said != null) {
                    return said;
                }
            }
        }
        Setting<DataTreatment> said = rules.of(direction, kind);
        said = said == null ? general.of(direction, kind) : said;
        return said == null ? DataPresets.of(preset, direction, kind) : said;
    }

    /**
     * What happens to a value of which nobody knows which tool it is of: the strictest of what is said of any.
     *
     * @param direction which way it goes
     * @param kind its class
     * @return the treatment
     */
    public Setting<DataTreatment> strictest(DataDirection direction, DataClass kind) {
        Setting<DataTreatment> strictest = treatment(direction, kind, null);
        for (ToolRules each : tools) {
            Setting<DataTreatment> said = each.rules.of(direction, kind);
            if (said != null && said.value().compareTo(strictest.value()) > 0) {
                strictest = said;
            }
        }
        return strictest;
    }

    /** {@return what finds values by this policy: what comes with the guard, the policy's own, without what is off} */
    public Detectors detectors() {
        var own = new LinkedHashMap<DataClass, Pattern>();
        extras.own().forEach(each -> own.put(each.kind(), each.pattern()));
        List<Glob> off = extras.off().stream().map(Glob::new).toList();
        return Detectors.standard(own, id -> off.stream().anyMatch(glob -> glob.matches(id)));
    }

    /** {@return the values that must be seen nowhere} */
    public List<String> canaries() {
        return extras.canaries();
    }

    /** {@return how many values of one conversation are remembered} */
    public int values() {
        return extras.values();
    }

    /** {@return how long they are, after its last message} */
    public Duration lifetime() {
        return extras.lifetime();
    }

    /** {@return the bits of random-looking text that one server may get in one conversation} */
    public int entropyBits() {
        return extras.entropyBits();
    }

    /** {@return what happens beyond them} */
    public DataTreatment beyondEntropy() {
        return extras.beyondEntropy();
    }

    /** What is wrong with the name of a class, in this policy. */
    @Nullable
    Fault classFault(String name) {
        var known = new TreeSet<String>();
        DataClass.all().forEach(each -> known.add(each.id()));
        extras.own().forEach(each -> known.add(each.kind().id()));
        known.add(DataRules.PERSONAL);
        if (known.contains(name)) {
            return null;
        }
        String closest = Suggestion.closest(name, known);
        return new Fault(
                "no class of data is called " + Checks.quote(name),
                closest != null ? "did you mean \"" + closest + "\"?" : Checks.oneOf(List.copyOf(known)));
    }

    /** Presets resolved; canaries as a digest, for the policy is not to tell them on. */
    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        for (DataDirection direction : DataDirection.values()) {
            var classes = new TreeMap<String, Object>();
            DataClass.all()
                    .forEach(kind -> classes.put(
                            kind.id(), treatment(direction, kind, null).value().key()));
            extras.own()
                    .forEach(own -> classes.put(
                            own.kind().id(),
                            treatment(direction, own.kind(), null).value().key()));
            tree.put(direction.key(), classes);
        }
        var byGlob = new TreeMap<String, Object>();
        tools.forEach(each -> byGlob.put(each.glob.text(), each.rules.tree()));
        if (!byGlob.isEmpty()) {
            tree.put("tools", byGlob);
        }
        tree.putAll(extras.tree());
        return tree;
    }

    @Override
    public boolean equals(@Nullable Object o) {
        return o instanceof DataPolicy that && tree().equals(that.tree());
    }

    @Override
    public int hashCode() {
        return tree().hashCode();
    }

    @Override
    public String toString() {
        return tree().toString();
    }
}
