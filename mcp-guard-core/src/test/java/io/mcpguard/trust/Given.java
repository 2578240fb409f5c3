package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.policy.PinPolicy;
import io.mcpguard.policy.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the tests of this package start from. */
final class Given {

    static final PinPolicy BALANCED = Policy.balanced().pin();
    static final PinPolicy CAREFUL = BALANCED.firstSight(PinPolicy.FirstSight.REFUSE);

    static final Server FILES = Server.command("files", List.of("java", "-jar", "files.jar"));
    static final Server OTHER = Server.command("other", List.of("java", "-jar", "other.jar"));

    private Given() {}

    static Object json(String text) {
        return JsonText.parse(text.replace('\'', '"'), Limits.DEFAULT);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(String text) {
        return (Map<String, Object>) json(text);
    }

    /** A tool as it came anew from the wire: equal calls give equal trees, never the same. */
    static Object tool(String name, String description) {
        return json("{'name':'" + name + "','description':'" + description
                + "','inputSchema':{'type':'object','properties':{'path':{'type':'string'}},'required':['path']}}");
    }

    static Observed.Item clean(Object tool) {
        return new Observed.Item(ItemKind.TOOL, name(tool), tool, true);
    }

    static Observed.Item unclean(Object tool) {
        return new Observed.Item(ItemKind.TOOL, name(tool), tool, false);
    }

    static String name(Object tool) {
        return (String) ((Map<?, ?>) tool).get("name");
    }

    static Observed listing(Observed.Item... items) {
        return new Observed(object("{'name':'srv','version':'1.0.0'}"), List.of(items));
    }

    static Observed listing(Object... tools) {
        return listing(Arrays.stream(tools).map(Given::clean).toArray(Observed.Item[]::new));
    }

    static Pin pin(PinState state, Object tool) {
        return Pin.of(ItemKind.TOOL, name(tool), state, Definitions.digest(tool), tool);
    }

    static Learned learn(TrustBook book, Server server, Observed observed) {
        return book.learn(server, observed).toCompletableFuture().join();
    }

    static Standing check(TrustBook book, Server server, Object tool) {
        return book.check(server, ItemKind.TOOL, name(tool), tool);
    }

    static boolean approve(TrustBook book, Server server, Object tool) {
        return book.approve(server.name(), ItemKind.TOOL, name(tool), Definitions.digest(tool))
                .toCompletableFuture()
                .join();
    }
}
