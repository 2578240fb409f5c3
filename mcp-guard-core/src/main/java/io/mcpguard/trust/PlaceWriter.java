package io.mcpguard.trust;

import io.mcpguard.api.Server;
import io.mcpguard.identity.LaunchedPackage;
import io.mcpguard.json.CanonicalJson;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes down where a server runs. Parts that may hold a secret become digests ({@link SecretDigests}), which bind the
 * server to the secret. Telling secrets is a heuristic that rather takes too much than too little: what is not a secret is
 * bound by its digest as well, and only harder to read.
 */
final class PlaceWriter {

    /** An argument whose name contains one of these is followed by a secret. */
    private static final List<String> SECRET_WORDS = List.of(
            "key",
            "token",
            "secret",
            "pass",
            "pwd",
            "auth",
            "credential",
            "bearer",
            "cookie",
            "session",
            "signature",
            "private",
            "dsn",
            "connection");

    /** Short names that say the same. {@code -e} and {@code -H} carry variables and headers. */
    private static final List<String> SECRET_FLAGS = List.of("pat", "env", "header", "e", "h", "p", "u", "user");

    /** Shorter words are no tokens. */
    private static final int TOKEN_LENGTH = 20;

    private static final int TOKEN_DIGITS = 4;

    private final String serverName;

    private PlaceWriter(String serverName) {
        this.serverName = serverName;
    }

    static Map<String, @Nullable Object> write(Server server) {
        var writer = new PlaceWriter(server.name());
        if (!server.command().isEmpty()) {
            List<String> command = writer.command(server.command());
            return server.files()
                    .map(files -> writer.measured(server, command, files))
                    .orElseGet(() -> Map.of(Identity.COMMAND, command));
        }
        return server.url().map(url -> at(writer.url(url), server.tlsKeys())).orElseGet(Map::of);
    }

    private static Map<String, @Nullable Object> at(String url, Set<String> keys) {
        return keys.isEmpty() ? Map.of(Identity.URL, url) : Map.of(Identity.URL, url, Identity.SPKI, List.copyOf(keys));
    }

    private Map<String, @Nullable Object> measured(Server server, List<String> command, Map<String, String> files) {
        LaunchedPackage launched = LaunchedPackage.of(server.command());
        var shown = new TreeMap<String, @Nullable Object>();
        shown.put(Identity.COMMAND, command);
        var from = new TreeMap<String, @Nullable Object>();
        from.put("ecosystem", launched.ecosystem().key());
        launched.name().ifPresent(name -> from.put("name", argument(name)));
        launched.version().ifPresent(version -> from.put("version", version));
        shown.put(Identity.PACKAGE, Collections.unmodifiableMap(from));
        if (!files.isEmpty()) {
            var digests = new TreeMap<String, @Nullable Object>();
            files.forEach((name, digest) -> digests.put(argument(name), digest));
            shown.put(Identity.FILES, Collections.unmodifiableMap(digests));
        }
        shown.put("assurance", launched.assurance(files).key());
        return Collections.unmodifiableMap(shown);
    }

    private List<String> command(List<String> commandLine) {
        var shown = new ArrayList<String>(commandLine.size());
        shown.add(commandLine.get(0));
        boolean secretNext = false;
        for (String argument : commandLine.subList(1, commandLine.size())) {
            boolean flag = argument.startsWith("-");
            shown.add(secretNext && !flag ? valueOf(argument) : argument(argument));
            secretNext = flag && argument.indexOf('=') < 0 && isSecretName(argument);
        }
        return List.copyOf(shown);
    }

    private String argument(String argument) {
        int scheme = argument.indexOf("://");
        int equals = argument.indexOf('=');
        if (equals > 0 && (scheme < 0 || equals < scheme)) {
            String name = argument.substring(0, equals + 1);
            String value = argument.substring(equals + 1);
            return name + (isSecretName(name) ? digest(name, value) : argument(value));
        }
        if (scheme >= 0) {
            return location(argument, scheme + 3);
        }
        int colon = argument.indexOf(':');
        if (colon > 0 && isSecretName(argument.substring(0, colon))) {
            return argument.substring(0, colon + 1) + digest(argument.substring(0, colon), argument.substring(colon));
        }
        return looksSecret(argument) ? digest("", argument) : argument;
    }

    /** The value of a flag that says nothing of it but that it is secret: of {@code NAME=value} the name stays. */
    private String valueOf(String value) {
        int split = value.indexOf('=') > 0 ? value.indexOf('=') : value.indexOf(':');
        return split > 0 && value.indexOf("://") < 0
                ? value.substring(0, split + 1) + digest(value.substring(0, split), value.substring(split + 1))
                : digest("", value);
    }

    private String url(URI url) {
        String text = url.toString();
        int scheme = text.indexOf("://");
        return scheme < 0
                ? location(text, 0)
                : location(text.substring(0, scheme).toLowerCase(Locale.ROOT) + text.substring(scheme), scheme + 3);
    }

    /** A URL, of which user, query, fragment and segments like tokens become digests. */
    private String location(String url, int authority) {
        int query = firstOf(url, "?#", authority);
        int path = Math.min(query, firstOf(url, "/", authority));
        int user = url.lastIndexOf('@', path - 1);
        var shown = new StringBuilder(url.substring(0, authority));
        if (user >= authority) {
            shown.append(digest("user", url.substring(authority, user))).append('@');
        }
        shown.append(url.substring(Math.max(authority, user + 1), path).toLowerCase(Locale.ROOT));
        for (int from = path; from < query; ) {
            int to = Math.min(query, firstOf(url, "/", from + 1));
            String segment = url.substring(from + 1, to);
            shown.append('/').append(looksSecret(segment) ? digest("path", segment) : segment);
            from = to;
        }
        return query < url.length()
                ? shown.append(url.charAt(query))
                        .append(digest("query", url.substring(query + 1)))
                        .toString()
                : shown.toString();
    }

    private static boolean isSecretName(String name) {
        String word = stripDashes(name).toLowerCase(Locale.ROOT);
        if (word.endsWith("=")) {
            word = word.substring(0, word.length() - 1);
        }
        return SECRET_FLAGS.contains(word) || SECRET_WORDS.stream().anyMatch(word::contains);
    }

    private static String stripDashes(String name) {
        int from = 0;
        while (from < name.length() && name.charAt(from) == '-') {
            from++;
        }
        return name.substring(from);
    }

    /** Long words with many digits, and whatever could be taken for a digest. */
    private static boolean looksSecret(String text) {
        if (text.startsWith(SecretDigests.PLAIN) || text.startsWith(SecretDigests.KEYED) || text.startsWith("eyJ")) {
            return true;
        }
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (!isTokenLetter(c)) {
                return false;
            }
        }
        return text.length() >= TOKEN_LENGTH && digits >= TOKEN_DIGITS;
    }

    private static boolean isTokenLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '+';
    }

    /** Server and place go in, so that equal secrets in two places do not show as equal, nor in a table made once. */
    private String digest(String place, String secret) {
        return SecretDigests.PLAIN + CanonicalJson.sha256(List.of("mcp-guard identity", serverName, place, secret));
    }

    private static int firstOf(String text, String characters, int from) {
        for (int i = from; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
