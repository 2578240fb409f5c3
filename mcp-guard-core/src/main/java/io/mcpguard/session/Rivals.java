package io.mcpguard.session;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.json.SafeText;
import io.mcpguard.shadow.NameClaims;
import io.mcpguard.trust.TrustBook;
import java.util.Locale;

/** Says whose a name is that a server may not have, why, and what somebody does who wants it otherwise. */
final class Rivals {

    private static final int MAX_NAME = 100;

    private Rivals() {}

    /**
     * The sentence about an item that is held because of its name.
     *
     * @return without a full stop; names are escaped and cut
     */
    static String sentence(TrustBook book, Server server, ItemKind kind, String name) {
        String what = kind.name().toLowerCase(Locale.ROOT) + " " + quote(name) + " of server " + quote(server.name());
        String reserved = book.foreign().reservedFor(server.name(), kind, name).orElse("");
        if (reserved.equals(NameClaims.APPLICATION)) {
            return what
                    + " has the name of a tool of the application, or one that looks like it; approve it if both are"
                    + " meant";
        }
        if (!reserved.isEmpty()) {
            String list = "servers." + SafeText.excerpt(reserved, MAX_NAME) + "." + key(kind) + ".allow";
            return what + " has a name that the policy gives to server " + quote(reserved) + " (" + list
                    + "), or one that looks like it; if this server is meant, name it under its own " + key(kind)
                    + ".allow instead, or approve it if both are";
        }
        String owner = book.ownerElsewhere(server, kind, name).orElse("");
        return what + " has a name that " + (owner.isEmpty() ? "another server" : "server " + quote(owner))
                + " has too, or one that looks like it; approve it if both are meant, or let the policy name it for one"
                + " of them";
    }

    private static String key(ItemKind kind) {
        return kind == ItemKind.PROMPT ? "prompts" : "tools";
    }

    private static String quote(String name) {
        return "\"" + SafeText.excerpt(name, MAX_NAME) + "\"";
    }
}
