package io.mcpguard.session;

import io.mcpguard.api.Finding;
import io.mcpguard.api.Interception;
import io.mcpguard.api.Severity;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.json.SafeText;
import io.mcpguard.shadow.ForeignTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports resources and resource templates that another server lists under the same address. It keeps nothing out: two
 * servers of files both have {@code file:///}, and each is asked for its own.
 */
final class SharedAddresses {

    private static final String RULE = "shadow.address";
    private static final int MAX_NAME = 100;

    /** More of one page are not told. */
    private static final int MAX_FOUND = 100;

    private final CurrentServer server;
    private final ForeignTools tools;

    SharedAddresses(CurrentServer server, ForeignTools tools) {
        this.server = server;
        this.tools = tools;
    }

    /** Remembers what a page lists, and tells what of it others list too; nothing of a list without addresses. */
    List<Finding> page(DeclaredList list, List<?> items) {
        if (list != DeclaredList.RESOURCES && list != DeclaredList.TEMPLATES) {
            return List.of();
        }
        String name = server.get().name();
        tools.lists(
                name,
                list.kind(),
                items.stream()
                        .map(item -> address(list, item))
                        .filter(address -> address != null)
                        .toList());
        var findings = new ArrayList<Finding>(1);
        for (int i = 0; i < items.size() && findings.size() < MAX_FOUND; i++) {
            String address = address(list, items.get(i));
            String other = address == null ? null : tools.alsoListedBy(name, list.kind(), address);
            if (other != null) {
                findings.add(finding("/" + list.key() + "/" + i, list.word(), other));
            }
        }
        return findings;
    }

    private static @Nullable String address(DeclaredList list, @Nullable Object item) {
        return item instanceof Map<?, ?> definition && definition.get(list.nameKey()) instanceof String address
                ? address
                : null;
    }

    /** The same when it is used. */
    List<Finding> use(Interception in) {
        String other = in.payload().get("uri") instanceof String uri
                ? tools.alsoListedBy(server.get().name(), ItemKind.RESOURCE, uri)
                : null;
        return other == null ? List.of() : List.of(finding("/uri", DeclaredList.RESOURCES.word(), other));
    }

    private static Finding finding(String path, String what, String other) {
        String owner = "\"" + SafeText.excerpt(other, MAX_NAME) + "\"";
        return Finding.of(Severity.WARN, path, "server " + owner + " has a " + what + " of this address too")
                .rule(RULE)
                .category("shadowing");
    }
}
