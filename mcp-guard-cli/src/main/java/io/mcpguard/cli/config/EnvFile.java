package io.mcpguard.cli.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads a file of {@code NAME=value} lines as VS Code reads the {@code envFile} of a server: {@code #} starts a comment,
 * {@code export } before a name is fine, a value may stand in double, single or back quotes, and within double quotes
 * {@code \n} and {@code \r} are line ends. The separator may be a colon. A line without one is nothing. The last value of a
 * name counts. Linear, at most 1 MiB and 10,000 variables. Values are never part of a message.
 */
final class EnvFile {

    static final int MAX_BYTES = 1 << 20;
    static final int MAX_VARIABLES = 10_000;

    private EnvFile() {}

    /**
     * Reads a file.
     *
     * @param file the file
     * @param place what named it, for messages
     * @return variables in their order
     * @throws ConfigException if it cannot be read or is no such file
     */
    static Map<String, String> read(Path file, String place) {
        try {
            if (!Files.exists(file)) {
                throw new ConfigException(place + ": no such file; write its whole path or ${workspaceFolder}/.env");
            }
            if (!Files.isRegularFile(file)) {
                throw new ConfigException(place + ": no regular file; name a file of NAME=value lines");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw new ConfigException(place + ": larger than 1 MiB; is this the right file?");
                }
                return parse(decoded(bytes, place), place);
            }
        } catch (IOException e) {
            throw new ConfigException(
                    place + ": cannot be read, " + e.getClass().getSimpleName() + "; check its permissions");
        }
    }

    private static String decoded(byte[] bytes, String place) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ConfigException(place + ": not UTF-8; save it as UTF-8");
        }
    }

    static Map<String, String> parse(String text, String place) {
        var variables = new LinkedHashMap<String, String>();
        int number = 0;
        for (int at = 0; at < text.length(); ) {
            int end = at;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            number++;
            line(text.substring(at, end).strip(), variables, place + " line " + number);
            boolean both = end + 1 < text.length() && text.charAt(end) == '\r' && text.charAt(end + 1) == '\n';
            at = end + (both ? 2 : 1);
        }
        return variables;
    }

    private static void line(String line, Map<String, String> variables, String place) {
        if (line.startsWith("#")) {
            return;
        }
        String text =
                line.startsWith("export ") ? line.substring("export ".length()).strip() : line;
        int separator = outsideQuotes(text, "=:");
        String name = text.substring(0, Math.max(0, separator)).strip();
        if (name.isEmpty()) {
            return;
        }
        String value = value(text.substring(separator + 1).strip());
        if (name.indexOf('\0') >= 0 || value.indexOf('\0') >= 0) {
            throw new ConfigException(place + ": a NUL character; no variable can have one, so remove it");
        }
        if (name.indexOf('=') >= 0) {
            throw new ConfigException(place + ": a name with \"=\"; no variable can have one, so remove its quotes");
        }
        variables.put(name, value);
        if (variables.size() > MAX_VARIABLES) {
            throw new ConfigException(place + ": more than " + MAX_VARIABLES + " variables; is this the right file?");
        }
    }

    private static String value(String text) {
        int comment = outsideQuotes(text, "#");
        String value = comment < 0 ? text : text.substring(0, comment).strip();
        if (value.length() < 2 || value.charAt(0) != value.charAt(value.length() - 1)) {
            return value;
        }
        String inner = value.substring(1, value.length() - 1);
        return switch (value.charAt(0)) {
            case '"' -> inner.replace("\\n", "\n").replace("\\r", "\r");
            case '\'', '`' -> inner;
            default -> value;
        };
    }

    /** Where one of the characters first stands outside of quotes, -1 if nowhere. */
    private static int outsideQuotes(String text, String wanted) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote && text.charAt(i - 1) != '\\' ? 0 : quote;
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (wanted.indexOf(c) >= 0) {
                return i;
            }
        }
        return -1;
    }
}
