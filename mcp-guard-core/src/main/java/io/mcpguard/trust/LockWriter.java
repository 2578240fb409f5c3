package io.mcpguard.trust;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes pins as the text of a lock. Equal pins give equal bytes: everything is sorted, one member or element a line.
 * Characters that a reviewer could not see are escaped, or a definition could look harmless in a diff.
 */
final class LockWriter {

    private static final Comparator<Pin> ORDER =
            Comparator.comparing(Pin::kind).thenComparing(Pin::name).thenComparing(Pin::digest);

    private final StringBuilder out = new StringBuilder(1 << 16);
    private int depth;
    private boolean empty;

    private LockWriter() {}

    /** The bytes, in UTF-8; somewhat more than {@link LockFormat#MAX_BYTES} where there is too much. */
    static byte[] write(Pins pins) {
        var writer = new LockWriter();
        writer.lock(pins);
        return writer.out.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void lock(Pins pins) {
        begin('{');
        key(LockFormat.VERSION);
        out.append(Pins.FORMAT);
        key(LockFormat.SERVERS);
        begin('{');
        pins.servers().forEach((name, server) -> {
            key(name);
            server(server);
        });
        end('}');
        end('}');
    }

    private void server(ServerPins server) {
        begin('{');
        key(LockFormat.IDENTITY);
        tree(server.identity());
        key(LockFormat.SERVER_INFO);
        tree(server.serverInfo());
        key(LockFormat.LISTED);
        tree(server.listed().stream().map(LockFormat::section).toList());
        List<Pin> pins = server.pins().stream().sorted(ORDER).toList();
        for (int from = 0; from < pins.size(); ) {
            ItemKind kind = pins.get(from).kind();
            int to = from;
            while (to < pins.size() && pins.get(to).kind() == kind) {
                to++;
            }
            key(LockFormat.section(kind));
            section(kind, pins.subList(from, to));
            from = to;
        }
        end('}');
    }

    /** An object of lists by name, or one list where a server has only one. */
    private void section(ItemKind kind, List<Pin> pins) {
        boolean named = LockFormat.isNamed(kind);
        if (!named && !pins.stream().allMatch(pin -> pin.name().isEmpty())) {
            throw new IllegalArgumentException("a server has only one of " + kind + ", and it has no name");
        }
        if (named) {
            begin('{');
        }
        for (int from = 0; from < pins.size(); ) {
            String name = pins.get(from).name();
            if (named) {
                key(name);
            }
            begin('[');
            while (from < pins.size() && pins.get(from).name().equals(name)) {
                next();
                pin(pins.get(from++));
            }
            end(']');
        }
        if (named) {
            end('}');
        }
    }

    private void pin(Pin pin) {
        begin('{');
        key(LockFormat.STATE);
        string(LockFormat.word(pin.state()));
        key(LockFormat.DIGEST);
        string(pin.digest());
        key(LockFormat.DEFINITION);
        tree(pin.definition());
        end('}');
    }

    private void tree(@Nullable Object tree) {
        if (out.length() > LockFormat.MAX_BYTES) {
            out.append("null"); // too much already: the rest is of no use
        } else if (tree instanceof Map<?, ?> object) {
            begin('{');
            new TreeMap<>(object).forEach((name, value) -> {
                key((String) name);
                tree(value);
            });
            end('}');
        } else if (tree instanceof List<?> array) {
            begin('[');
            for (Object element : array) {
                next();
                tree(element);
            }
            end(']');
        } else if (tree instanceof String text) {
            string(text);
        } else if (tree instanceof Number number) {
            out.append(new String(CanonicalJson.write(number), StandardCharsets.US_ASCII));
        } else {
            out.append(tree);
        }
    }

    private void begin(char bracket) {
        out.append(bracket);
        depth++;
        empty = true;
    }

    private void next() {
        if (!empty) {
            out.append(',');
        }
        line();
    }

    private void key(String name) {
        next();
        string(name);
        out.append(": ");
    }

    private void end(char bracket) {
        depth--;
        if (!empty) {
            line();
        }
        out.append(bracket);
        empty = false;
    }

    private void line() {
        out.append('\n');
        for (int i = 0; i < depth; i++) {
            out.append("  ");
        }
        empty = false;
    }

    private void string(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
                out.append(JsonText.write(text));
                return;
            }
        }
        out.append('"').append(text).append('"');
    }
}
