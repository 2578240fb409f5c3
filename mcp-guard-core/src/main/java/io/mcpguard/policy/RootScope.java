package io.mcpguard.policy;

import io.mcpguard.policy.Checks.Fault;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which directories a server may be told of: these and what lies below them, by segments, after decoding. */
final class RootScope {

    private static final String REMEDY = "write the file URI of a directory, such as file:///work/project";

    private final List<String> texts;
    private final List<String> directories;

    RootScope(List<String> texts) {
        this.texts = List.copyOf(texts);
        this.directories = texts.stream().map(RootScope::directory).toList();
    }

    List<String> texts() {
        return texts;
    }

    boolean covers(String uri) {
        String wanted = directory(uri);
        return wanted != null
                && directories.stream().anyMatch(directory -> directory != null && wanted.startsWith(directory));
    }

    /** The decoded path with a slash at its end, so that {@code /work} is no beginning of {@code /workshop}. */
    private static @Nullable String directory(String uri) {
        if (uri.length() > NameRules.MAX_NAME || Names.climbs(uri)) {
            return null;
        }
        URI parsed;
        try {
            parsed = new URI(uri);
        } catch (URISyntaxException e) {
            return null;
        }
        String host = parsed.getRawAuthority();
        String path = parsed.getPath();
        boolean local =
                host == null || host.isEmpty() || host.toLowerCase(Locale.ROOT).equals("localhost");
        if (!"file".equalsIgnoreCase(parsed.getScheme())
                || !local
                || path == null
                || !path.startsWith("/")
                || parsed.getRawQuery() != null
                || parsed.getRawFragment() != null) {
            return null;
        }
        return path.endsWith("/") ? path : path + "/";
    }

    static @Nullable Fault fault(String uri) {
        if (!uri.startsWith("file:///") || uri.indexOf('?') >= 0 || uri.indexOf('#') >= 0) {
            return new Fault("not the URI of a directory: " + Checks.quote(uri), REMEDY);
        }
        return directory(uri) == null ? new Fault("not a URL of a directory: " + Checks.quote(uri), REMEDY) : null;
    }
}
