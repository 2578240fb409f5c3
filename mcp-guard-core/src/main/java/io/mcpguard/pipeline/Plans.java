package io.mcpguard.pipeline;

import io.mcpguard.api.Interceptor;
import io.mcpguard.api.Mutator;
import io.mcpguard.api.Phase;
import io.mcpguard.api.Validator;
import io.mcpguard.policy.Policy;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which interceptors see which messages, in which order: worked out once an event, then looked up. */
final class Plans {

    /** A server may invent methods; what it invents beyond this is worked out each time and not kept. */
    private static final int MAX_KEPT = 256;

    /** In characters. What is longer is no method that MCP has, and keeping it would be keeping what a server sends. */
    private static final int MAX_KEPT_LENGTH = 128;

    /** An interceptor with what the policy says of it. */
    record Step<I extends Interceptor>(I interceptor, boolean enforced, boolean failOpen, String name) {}

    record Plan(List<Step<Validator>> validators, List<Step<Mutator>> mutators) {}

    private record Key(String event, Phase phase) {}

    private final ConcurrentHashMap<Key, Plan> kept = new ConcurrentHashMap<>();
    private final List<Interceptor> interceptors;
    private final Policy policy;

    Plans(List<Interceptor> interceptors, Policy policy) {
        var names = new HashSet<String>();
        for (Interceptor interceptor : interceptors) {
            if (!names.add(interceptor.name())) {
                throw new IllegalArgumentException("two interceptors are named \"" + interceptor.name()
                        + "\"; names are unique within a guard, because the audit log and the policy go by them");
            }
        }
        names.add(Inspection.NAME);
        names.add(Exposure.NAME);
        for (String named : policy.interceptors().keySet()) {
            if (!names.contains(named)) {
                throw new IllegalArgumentException(policy.origin() + " interceptors." + named
                        + ": there is no such interceptor; " + "there are " + new TreeSet<>(names));
            }
        }
        this.interceptors = List.copyOf(interceptors);
        this.policy = policy;
    }

    Plan plan(String event, Phase phase) {
        var key = new Key(event, phase);
        Plan plan = kept.get(key);
        if (plan == null) {
            plan = workOut(event, phase);
            if (event.length() <= MAX_KEPT_LENGTH && kept.size() < MAX_KEPT) {
                kept.put(key, plan);
            }
        }
        return plan;
    }

    private Plan workOut(String event, Phase phase) {
        List<Interceptor> wanted = interceptors.stream()
                .filter(i -> i.hook().matches(event, phase))
                .toList();
        return new Plan(
                wanted.stream()
                        .filter(Validator.class::isInstance)
                        .map(i -> step((Validator) i))
                        .toList(),
                wanted.stream()
                        .filter(Mutator.class::isInstance)
                        .map(Mutator.class::cast)
                        .sorted(Comparator.comparingInt((Mutator m) -> m.priorityHint(phase))
                                .thenComparing(Mutator::name))
                        .map(this::step)
                        .toList());
    }

    private <I extends Interceptor> Step<I> step(I interceptor) {
        boolean enforced = policy.modeOf(interceptor) == Interceptor.Mode.ENFORCE;
        return new Step<>(interceptor, enforced, interceptor.failOpen(), interceptor.name());
    }
}
