package io.mcpguard.cli.show;

import io.mcpguard.cli.judge.Named;
import io.mcpguard.cli.judge.OutcomeJson;
import io.mcpguard.cli.lock.Vetted;
import io.mcpguard.cli.lock.Vetted.Item;
import io.mcpguard.cli.lock.Vetted.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server as the object that docs/cli.md describes. */
public final class ServerJson {

    private ServerJson() {}

    /** {@return a server with all its declarations} */
    public static Map<String, @Nullable Object> full(Vetted vetted) {
        return json(vetted, item -> true, true);
    }

    /** {@return a server with the declarations that deviate from the lock} */
    public static Map<String, @Nullable Object> deviations(Vetted vetted) {
        return json(vetted, item -> item.state() == State.HELD, false);
    }

    private static Map<String, @Nullable Object> json(
            Vetted vetted, java.util.function.Predicate<Item> shown, boolean withDefinitions) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("name", vetted.survey().name());
        json.put("source", vetted.survey().configured().source());
        json.put("identity", vetted.place().identity());
        json.put("assurance", vetted.place().assurance().key());
        json.put("assurance_sentence", vetted.place().sentence());
        if (vetted.pinned() != null && (vetted.moved() || vetted.hasOtherFiles())) {
            json.put("pinned_identity", vetted.pinned().identity());
        }
        json.put("server_info", vetted.survey().serverInfo());
        String problem = vetted.survey().problem() == null
                ? vetted.problem()
                : vetted.survey().problem();
        if (problem != null) {
            json.put("problem", problem);
            json.put("stderr", vetted.survey().said());
        }
        json.put("remarks", vetted.survey().remarks());
        json.put("alarms", vetted.alarms());
        json.put("name_findings", OutcomeJson.findings(vetted.name().found()));
        var items = new ArrayList<Map<String, @Nullable Object>>();
        vetted.items().stream().filter(shown).forEach(item -> items.add(json(item, withDefinitions)));
        json.put("items", List.copyOf(items));
        return json;
    }

    private static Map<String, @Nullable Object> json(Item item, boolean withDefinitions) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("kind", Named.word(item.declared().kind()));
        json.put("name", item.declared().name());
        json.put("state", item.state().name().toLowerCase(Locale.ROOT));
        json.put("why", item.why());
        json.put("digest", item.digest());
        json.putAll(OutcomeJson.of(
                item.update() == null ? item.outcome() : item.outcome().with(item.update())));
        if (item.update() != null) {
            json.put("drift", OutcomeJson.of(item.update()));
        }
        if (withDefinitions) {
            json.put("definition", item.declared().definition());
        }
        return json;
    }
}
