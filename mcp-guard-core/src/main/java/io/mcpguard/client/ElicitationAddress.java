package io.mcpguard.client;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.mcpguard.api.Server;
import io.mcpguard.inspect.text.LookAlikes;
import io.mcpguard.policy.ClientPolicy;
import io.mcpguard.policy.Origins;
import io.mcpguard.policy.Ruling.Effect;
import io.mcpguard.policy.Setting;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a server may send the user. An address goes on only if it is what a person takes it for: encrypted or local, of
 * an origin that the policy names or the server's own, and none that looks like one of those. A message that names one
 * host beside the address of another is somebody's to decide.
 */
final class ElicitationAddress {

    private static final String CATEGORY = "spoofed-address";

    private static final Pattern HOST =
            Pattern.compile("\\b(?:https?://|www\\.)([a-z0-9.-]+[a-z0-9])|\\b((?:[a-z0-9][a-z0-9-]{0,62}\\.)+"
                    + "(?:com|org|net|edu|gov|mil|io|dev|app|ai|co|me|info|biz|xyz|online|site|cloud|tech|bank|us|uk|de"
                    + "|fr|es|it|nl|eu|ch|at|be|se|dk|fi|pl|pt|ru|cn|jp|kr|in|br|ca|au|mx))\\b");

    private static final int MAX_HOSTS = 50;

    private ElicitationAddress() {}

    static void judge(Asked asked, Server server, ClientPolicy client, List<Concern> to) {
        String path = asked.path() + "/url";
        URI url = parse(String.valueOf(asked.params().get("url")));
        String origin = url == null ? null : Origins.of(url).orElse(null);
        if (url == null || origin == null) {
            refuse(to, path, "address", "no http or https address with a host");
            return;
        }
        String host = host(url);
        if (!Origins.isPrivate(url)) {
            refuse(to, path, "plain-http", "anybody on the way can read and change what is at an http address");
        }
        if (url.getRawUserInfo() != null) {
            refuse(
                    to,
                    path,
                    "user-in-address",
                    "a user or password before the host makes another host look like this one");
        }
        if (host.chars().allMatch(Character::isDigit) || host.startsWith("0x")) {
            refuse(to, path, "number", "a host written as a number, so that nobody knows it");
        }
        Setting<List<String>> known = known(server, client);
        if (!known.value().contains(origin)) {
            other(host, known.value(), path, client, to);
        }
        if (namesAnother(String.valueOf(asked.params().get("message")), host)) {
            Setting<Effect> effect = client.otherOrigins();
            to.add(Concern.of(
                    effect.value() == Effect.REFUSE ? Effect.REFUSE : Effect.ASK,
                    asked.path() + "/message",
                    "elicitation.names-another-host",
                    CATEGORY,
                    "the message names another host than the address has"));
        }
    }

    private static void other(String host, List<String> known, String path, ClientPolicy client, List<Concern> to) {
        Setting<Effect> others = client.otherOrigins();
        if (host.startsWith("xn--") || host.contains(".xn--")) {
            refuse(to, path, "punycode", "a host in other letters than it seems to be in");
        } else if (known.stream().anyMatch(origin -> pretends(host, host(URI.create(origin))))) {
            refuse(to, path, "look-alike", "a host that looks like one that is allowed");
        } else if (others.value() != Effect.ALLOW) {
            to.add(Concern.of(
                    others.value(),
                    path,
                    client.urlOrigins().isPresent() && others.value() == Effect.REFUSE
                            ? client.urlOrigins().get().rule()
                            : others.rule(),
                    "policy",
                    "an address of an origin that the policy does not name"));
        }
    }

    private static Setting<List<String>> known(Server server, ClientPolicy client) {
        return client.urlOrigins()
                .orElseGet(() -> new Setting<>(
                        server.url().flatMap(Origins::of).map(List::of).orElse(List.of()), ""));
    }

    /** Null for what is no address in ASCII: RFC 3986 knows no other letters, and they can lie. */
    private static @Nullable URI parse(String text) {
        if (text.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
            return null;
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** {@code auth.example.com.evil.test}, {@code auth-example-com.evil.test} and {@code auth.examp1e.com}. */
    private static boolean pretends(String host, String known) {
        return !host.equals(known)
                && (host.startsWith(known + ".")
                        || host.startsWith(known.replace('.', '-') + ".")
                        || host.startsWith(known.replace('.', '-') + "-")
                        || look(host).equals(look(known)));
    }

    private static String look(String host) {
        return host.replace("rn", "m")
                .replace("vv", "w")
                .replace('0', 'o')
                .replace('1', 'l')
                .replace('i', 'l')
                .replace("-", "")
                .replace(".", "");
    }

    private static boolean namesAnother(String message, String host) {
        Matcher matcher = HOST.matcher(LookAlikes.lookOf(message));
        for (int i = 0; i < MAX_HOSTS && matcher.find(); i++) {
            String named = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            if (named != null && !site(named).equals(site(host))) {
                return true;
            }
        }
        return false;
    }

    /** The part of a host that one owner has, without a list of all of them: two labels, or three under co.uk. */
    private static String site(String host) {
        String[] labels = host.split("\\.", -1);
        int length = labels.length;
        boolean local = length > 2 && labels[length - 1].length() == 2 && labels[length - 2].length() <= 3;
        int kept = Math.min(length, local ? 3 : 2);
        return String.join(".", List.of(labels).subList(length - kept, length));
    }

    private static String host(URI url) {
        return url.getHost() == null ? "" : url.getHost().toLowerCase(Locale.ROOT);
    }

    private static void refuse(List<Concern> to, String path, String rule, String message) {
        to.add(Concern.of(Effect.REFUSE, path, "elicitation." + rule, CATEGORY, message));
    }

    /** The ids of what was asked by address, so that only these can be said to be complete. */
    static @Nullable String id(Asked asked) {
        Map<String, @Nullable Object> params = asked.params();
        return asked.method().equals("elicitation/create")
                        && "url".equals(params.get("mode"))
                        && params.get("elicitationId") instanceof String id
                ? id
                : null;
    }
}
