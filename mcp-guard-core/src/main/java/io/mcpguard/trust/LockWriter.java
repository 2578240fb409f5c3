package io.mcpguard.trust;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.json.JsonPrinter;
import java.util.Comparator;
import java.util.List;

/**
 * Writes pins as the text of a lock. Equal pins give equal bytes: everything is sorted, one member or element a line.
 * Characters that a reviewer could not see are escaped, or a definition could look harmless in a diff.
 */
final class LockWriter {

    private static final Comparator<Pin> ORDER =
            Comparator.comparing(Pin::kind).thenComparing(Pin::name).thenComparing(Pin::digest);

    private final JsonPrinter out = new JsonPrinter(LockFormat.LIMITS, LockFormat.MAX_BYTES);

    private LockWriter() {}

    /** The bytes, in UTF-8; somewhat more than {@link LockFormat#MAX_BYTES} where there is too much. */
    static byte[] write(Pins pins) {
        var writer = new LockWriter();
        writer.lock(pins);
        return writer.out.lines();
    }

    private void lock(Pins pins) {
        out.begin('{');
        out.key(LockFormat.VERSION);
        out.tree(Pins.FORMAT);
        out.key(LockFormat.SERVERS);
        out.begin('{');
        pins.servers().forEach((name, server) -> {
            out.key(name);
            server(server);
        });
        out.end('}');
        out.end('}');
    }

    private void server(ServerPins server) {
        out.begin('{');
        out.key(LockFormat.IDENTITY);
        out.tree(server.identity());
        out.key(LockFormat.SERVER_INFO);
        out.tree(server.serverInfo());
        out.key(LockFormat.LISTED);
        out.tree(server.listed().stream().map(LockFormat::section).toList());
        List<Pin> pins = server.pins().stream().sorted(ORDER).toList();
        for (int from = 0; from < pins.size(); ) {
            ItemKind kind = pins.get(from).kind();
            int to = from;
            while (to < pins.size() && pins.get(to).kind() == kind) {
                to++;
            }
            out.key(LockFormat.section(kind));
            section(kind, pins.subList(from, to));
            from = to;
        }
        out.end('}');
    }

    /** An object of lists by name, or one list where a server has only one. */
    private void section(ItemKind kind, List<Pin> pins) {
        boolean named = LockFormat.isNamed(kind);
        if (!named && !pins.stream().allMatch(pin -> pin.name().isEmpty())) {
            throw new IllegalArgumentException("a server has only one of " + kind + ", and it has no name");
        }
        if (named) {
            out.begin('{');
        }
        for (int from = 0; from < pins.size(); ) {
            String name = pins.get(from).name();
            if (named) {
                out.key(name);
            }
            out.begin('[');
            while (from < pins.size() && pins.get(from).name().equals(name)) {
                out.next();
                pin(pins.get(from++));
            }
            out.end(']');
        }
        if (named) {
            out.end('}');
        }
    }

    private void pin(Pin pin) {
        out.begin('{');
        out.key(LockFormat.STATE);
        out.tree(LockFormat.word(pin.state()));
        out.key(LockFormat.DIGEST);
        out.tree(pin.digest());
        out.key(LockFormat.DEFINITION);
        out.tree(pin.definition());
        out.end('}');
    }
}
