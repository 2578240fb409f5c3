package io.mcpguard.cli.survey;

import io.mcpguard.cli.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Variables for proxies and certificates that this process has and a child process does not get, since its environment is
 * minimal. A launcher that downloads may need them; it usually waits and says nothing.
 */
final class NotPassed {

    /** In capital letters; curl and others read the small ones as well. */
    private static final List<String> KNOWN = List.of(
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "NO_PROXY",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "NODE_EXTRA_CA_CERTS",
            "NODE_USE_SYSTEM_CA",
            "NODE_USE_ENV_PROXY",
            "REQUESTS_CA_BUNDLE",
            "CURL_CA_BUNDLE",
            "PIP_CERT",
            "NPM_CONFIG_REGISTRY",
            "PIP_INDEX_URL",
            "UV_INDEX_URL",
            "UV_DEFAULT_INDEX");

    private NotPassed() {}

    /** A sentence that follows a problem, {@code ""} if there are none. Names only: a proxy's URL may hold a password. */
    static String hint(ServerConfig config, Map<String, String> environment) {
        var names = new ArrayList<String>();
        for (String known : KNOWN) {
            for (String name : List.of(known, known.toLowerCase(Locale.ROOT))) {
                if (environment.containsKey(name) && !config.env().containsKey(name)) {
                    names.add(name);
                }
            }
        }
        if (config.url() != null || names.isEmpty()) {
            return "";
        }
        return ". Set here and not passed on to it: " + String.join(", ", names) + "; if it needs them: --env "
                + String.join(" --env ", names);
    }
}
