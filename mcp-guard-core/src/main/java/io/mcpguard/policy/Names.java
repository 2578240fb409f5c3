package io.mcpguard.policy;

import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Checks.Fault;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which texts can be the name of a server, the name of an environment variable, a glob, an endpoint. */
final class Names {

    /** In characters. */
    static final int MAX_NAME = 128;

    private static final String TLS_KEY = "sha256/";

    static final int MAX_URL = 2048;

    /** What other pattern languages give a meaning to. */
    private static final String NOT_IN_GLOBS = "[]{}|^\\";

    private Names() {}

    static @Nullable Fault server(String name) {
        return text(name, MAX_NAME, "the name of a server");
    }

    static @Nullable Fault interceptor(String name) {
        return text(name, MAX_NAME, "the name of an interceptor");
    }

    static @Nullable Fault variable(String name) {
        int equals = name.indexOf('=');
        if (equals >= 0) {
            return new Fault(
                    "an environment variable is given with a value",
                    "write the name alone; its value comes from the environment of the application");
        }
        return text(name, MAX_NAME, "the name of an environment variable");
    }

    /** {@code sha256/} and the base64 of 32 bytes, in the one way that leaves no bit over. */
    static @Nullable Fault tlsKey(String key) {
        int length = TLS_KEY.length() + 44;
        boolean fits = key.length() == length
                && key.startsWith(TLS_KEY)
                && key.endsWith("=")
                && "AEIMQUYcgkosw048".indexOf(key.charAt(length - 2)) >= 0;
        for (int i = TLS_KEY.length(); i < length - 1 && fits; i++) {
            char c = key.charAt(i);
            fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
        }
        return fits
                ? null
                : new Fault(
                        "not the digest of a public key: " + Checks.quote(key),
                        "write sha256/ and the base64 SHA-256 of the SubjectPublicKeyInfo, 44 characters");
    }

    static @Nullable Fault program(String program) {
        return program.isBlank() ? new Fault("no program", "write the program and its arguments") : argument(program);
    }

    static @Nullable Fault argument(String argument) {
        return argument.indexOf('\0') < 0 ? null : new Fault("a NUL character", "remove it");
    }

    static @Nullable Fault glob(String glob) {
        Fault fault = text(glob, Glob.MAX_LENGTH, "a glob");
        if (fault != null) {
            return fault;
        }
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (NOT_IN_GLOBS.indexOf(c) >= 0) {
                return new Fault(
                        "not a glob: " + Checks.quote(glob) + " contains '" + c + "'",
                        "only * (any run of characters) and ? (one character) are special; write ? in its place");
            }
            if (c == '.'
                    && i + 1 < glob.length()
                    && glob.charAt(i + 1) == '*'
                    && (i == 0 || glob.charAt(i - 1) == '_' || glob.charAt(i - 1) == '-')) {
                return new Fault(
                        "not a glob: " + Checks.quote(glob) + " looks like a regular expression",
                        "write * in place of .*");
            }
        }
        return null;
    }

    private static @Nullable Fault text(String text, int max, String what) {
        if (text.isEmpty()) {
            return new Fault(what + " is empty", "write it or remove the entry");
        }
        if (text.length() > max) {
            return new Fault(what + " has " + text.length() + " characters", "write " + max + " characters at most");
        }
        if (text.charAt(0) == ' ' || text.charAt(text.length() - 1) == ' ') {
            return new Fault(what + " starts or ends with a space: " + Checks.quote(text), "remove the space");
        }
        // What an excerpt would have to escape, nobody who reviews the policy would see.
        if (!SafeText.excerpt(text, text.length()).equals(text)) {
            return new Fault(
                    what + " contains a character that cannot be seen: " + Checks.quote(text), "remove that character");
        }
        return null;
    }

    /** What is wrong with it as an endpoint. It may hold a secret, so that it is never told. */
    static @Nullable Fault url(String text) {
        String remedy = "write an http or https URL with a host, such as https://mcp.example.com/mcp";
        if (text.length() > MAX_URL) {
            return new Fault("a URL has " + text.length() + " characters", "write " + MAX_URL + " characters at most");
        }
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            return new Fault("not a URL", remedy);
        }
        String scheme = url.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            return new Fault("not an http or https URL", remedy);
        }
        if (url.getRawUserInfo() != null) {
            return new Fault("a URL with a user or password", "remove it; credentials belong into headers");
        }
        if (url.getHost() == null) {
            return new Fault("a URL without a host", remedy);
        }
        if (url.getRawFragment() != null) {
            return new Fault("a URL with a fragment", "remove the part from # on");
        }
        return null;
    }

    /** The form in which endpoints are compared: scheme and host in lower case, no default port, no last slash. */
    static String normalized(URI url) {
        String scheme = url.getScheme();
        String host = url.getHost();
        if (scheme == null || host == null) {
            return url.toString();
        }
        scheme = scheme.toLowerCase(Locale.ROOT);
        int port = url.getPort();
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        return scheme
                + "://"
                + (url.getRawUserInfo() == null ? "" : url.getRawUserInfo() + "@")
                + host.toLowerCase(Locale.ROOT)
                + (usual ? "" : ":" + port)
                + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery())
                + (url.getRawFragment() == null ? "" : "#" + url.getRawFragment());
    }

    /** Whether a URI has a segment {@code .} or {@code ..}, plain or percent-encoded, between slashes of either kind. */
    static boolean climbs(String uri) {
        int dots = 0;
        boolean dotsOnly = true;
        for (int i = 0; i <= uri.length(); i++) {
            char c = i < uri.length() ? uri.charAt(i) : '/';
            if (c == '%' && i + 2 < uri.length()) {
                c = decoded(uri.charAt(i + 1), uri.charAt(i + 2));
                i += c == '%' ? 0 : 2;
            }
            if (c == '/' || c == '\\' || c == '?' || c == '#') {
                if (dotsOnly && (dots == 1 || dots == 2)) {
                    return true;
                }
                dots = 0;
                dotsOnly = true;
            } else if (c == '.') {
                dots++;
            } else {
                dotsOnly = false;
            }
        }
        return false;
    }

    /** What matters here of what percent-encoding can stand for, else the percent sign itself. */
    private static char decoded(char first, char second) {
        return switch ("" + first + Character.toLowerCase(second)) {
            case "2e" -> '.';
            case "2f" -> '/';
            case "5c" -> '\\';
            default -> '%';
        };
    }
}
