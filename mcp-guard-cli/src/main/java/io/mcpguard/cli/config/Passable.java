package io.mcpguard.cli.config;

import java.util.Set;

/** What a system can hand to a process, and HTTP to a server: errors that would else be told as something else. */
final class Passable {

    /** Those that the HTTP client sets itself. */
    private static final Set<String> OURS = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private Passable() {}

    static void program(String program, String place) {
        if (program.isBlank()) {
            throw new ConfigException(place + ".command: empty; name a program");
        }
    }

    static void argument(String text, String place) {
        if (text.indexOf('\0') >= 0) {
            throw new ConfigException(place + ": a NUL character, which no program can be given; remove it");
        }
    }

    static void variable(String name, String value, String place) {
        if (name.isEmpty() || name.indexOf('=') >= 0) {
            throw new ConfigException(place + ": a variable cannot be called so; give it a name without \"=\"");
        }
        argument(name, place);
        argument(value, place);
    }

    /** RFC 9110, 5.1 and 5.5. */
    static void header(String name, String value, String place) {
        if (name.isEmpty() || !name.chars().allMatch(Passable::isToken)) {
            throw new ConfigException(place + ": no header can be called so; write letters, digits and \"-\"");
        }
        if (OURS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            throw new ConfigException(place + ": the HTTP client sets this header itself; remove it");
        }
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f))) {
            throw new ConfigException(
                    place + ": a line end or control character; a header cannot have one, so remove it");
        }
    }

    private static boolean isToken(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c < 128 && "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }
}
