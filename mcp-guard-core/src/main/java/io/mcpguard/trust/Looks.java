package io.mcpguard.trust;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.shadow.NameClaims;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the names of some pins look like, for the kinds of which two must not have one name. Immutable. */
final class Looks {

    static final Looks NONE = new Looks(Map.of());

    private final Map<ItemKind, Set<String>> looks;

    private Looks(Map<ItemKind, Set<String>> looks) {
        this.looks = looks;
    }

    static Looks of(String server, Collection<Pin> pins, NameClaims names) {
        var looks = new EnumMap<ItemKind, Set<String>>(ItemKind.class);
        for (Pin pin : pins) {
            if (NameClaims.areShared(pin.kind())) {
                looks.computeIfAbsent(pin.kind(), kind -> new HashSet<>())
                        .add(names.look(server, pin.kind(), pin.name()));
            }
        }
        return new Looks(looks);
    }

    static Looks of(String server, Pin pin, NameClaims names) {
        return of(server, List.of(pin), names);
    }

    /** Both together. */
    Looks and(Looks more) {
        var all = new EnumMap<ItemKind, Set<String>>(ItemKind.class);
        for (Looks side : List.of(this, more)) {
            side.looks.forEach((kind, names) ->
                    all.computeIfAbsent(kind, k -> new HashSet<>()).addAll(names));
        }
        return new Looks(all);
    }

    Set<ItemKind> kinds() {
        return looks.keySet();
    }

    boolean has(ItemKind kind, String look) {
        return looks.getOrDefault(kind, Set.of()).contains(look);
    }

    boolean isDisjoint(Looks other) {
        return looks.entrySet().stream()
                .allMatch(mine ->
                        Collections.disjoint(mine.getValue(), other.looks.getOrDefault(mine.getKey(), Set.of())));
    }
}
