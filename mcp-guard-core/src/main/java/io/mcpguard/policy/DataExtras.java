package io.mcpguard.policy;

import io.mcpguard.json.CanonicalJson;
import io.mcpguard.policy.Checks.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the policy says about data for all servers alike. Immutable. */
record DataExtras(
        List<OwnClass> own,
        Set<String> off,
        List<String> canaries,
        int values,
        Duration lifetime,
        int entropyBits,
        DataTreatment beyondEntropy) {

    /** What may happen beyond the budget of entropy. */
    static final Set<DataTreatment> BEYOND =
            Set.of(DataTreatment.ALLOW, DataTreatment.RECORD, DataTreatment.ASK, DataTreatment.REFUSE);

    private static final int MIN_CANARY = 8;
    private static final int MAX_CANARY = 1_000;

    DataExtras {
        own = List.copyOf(own);
        off = Set.copyOf(off);
        canaries = List.copyOf(canaries);
    }

    static DataExtras usual(Preset preset) {
        return new DataExtras(
                List.of(),
                Set.of(),
                List.of(),
                (int) DataPolicy.VALUES.usual(),
                DataPolicy.LIFETIME.usual(),
                (int) DataPolicy.ENTROPY.usual(),
                preset == Preset.STRICT ? DataTreatment.ASK : DataTreatment.RECORD);
    }

    static @Nullable Fault canaryFault(String canary) {
        return canary.length() >= MIN_CANARY && canary.length() <= MAX_CANARY
                ? null
                : new Fault(
                        "a canary has " + canary.length() + " characters",
                        "write " + MIN_CANARY + " to " + MAX_CANARY + " that occur nowhere by chance");
    }

    DataExtras with(OwnClass more) {
        var all = new ArrayList<>(own);
        all.removeIf(each -> each.kind().equals(more.kind()));
        all.add(more);
        return new DataExtras(all, off, canaries, values, lifetime, entropyBits, beyondEntropy);
    }

    DataExtras off(Set<String> detectors) {
        return new DataExtras(own, detectors, canaries, values, lifetime, entropyBits, beyondEntropy);
    }

    DataExtras canaries(List<String> all) {
        return new DataExtras(own, off, all, values, lifetime, entropyBits, beyondEntropy);
    }

    DataExtras values(int most) {
        return new DataExtras(own, off, canaries, most, lifetime, entropyBits, beyondEntropy);
    }

    DataExtras lifetime(Duration time) {
        return new DataExtras(own, off, canaries, values, time, entropyBits, beyondEntropy);
    }

    DataExtras entropy(int bits, DataTreatment beyond) {
        return new DataExtras(own, off, canaries, values, lifetime, bits, beyond);
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        var patterns = new TreeMap<String, Object>();
        own.forEach(each -> patterns.put(each.kind().id(), each.pattern().pattern()));
        tree.put("own", patterns);
        var detectors = new TreeMap<String, Object>();
        off.forEach(id -> detectors.put(id, "off"));
        tree.put("detectors", detectors);
        tree.put(
                "canaries",
                canaries.stream().map(CanonicalJson::sha256).sorted().toList());
        tree.put("values", values);
        tree.put("lifetime", Durations.write(lifetime));
        var entropy = new LinkedHashMap<String, Object>();
        entropy.put("bits", entropyBits);
        entropy.put("beyond", beyondEntropy.key());
        tree.put("entropy", entropy);
        return tree;
    }
}
