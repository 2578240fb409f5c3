package io.mcpguard.cli.lock;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.cli.survey.Declared;
import io.mcpguard.drift.Renamed;
import io.mcpguard.drift.Renames;
import io.mcpguard.trust.Standing;
import io.mcpguard.trust.TrustBook;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Which declarations are old ones under a new name. */
final class Renamings {

    /** Where an item of a list has its name. */
    private static final Map<ItemKind, String> NAME_KEYS = Map.of(
            ItemKind.TOOL, "name",
            ItemKind.PROMPT, "name",
            ItemKind.RESOURCE, "uri",
            ItemKind.RESOURCE_TEMPLATE, "uriTemplate");

    private final TrustBook book;
    private final Items items;

    Renamings(TrustBook book, Items items) {
        this.book = book;
        this.items = items;
    }

    /** What was not there before and says nearly the same as something that is gone. */
    Map<Declared, Renamed> of(Server server, List<Declared> declared) {
        var found = new HashMap<Declared, Renamed>();
        NAME_KEYS.forEach((kind, nameKey) -> {
            var names = new HashSet<String>();
            var added = new HashMap<String, Declared>();
            for (Declared each : declared) {
                boolean isNew = each.kind() == kind
                        && names.add(each.name())
                        && items.isPinned(kind)
                        && book.check(server, kind, each.name(), each.definition())
                                        .state()
                                == Standing.State.ADDED;
                if (isNew) {
                    added.put(each.name(), each);
                }
            }
            List<Renames.Named> named = added.values().stream()
                    .map(each -> new Renames.Named(each.name(), requireNonNull(each.definition())))
                    .toList();
            book.renames(server, kind, names, named, nameKey)
                    .forEach((name, renamed) -> found.put(requireNonNull(added.get(name)), renamed));
        });
        return found;
    }
}
