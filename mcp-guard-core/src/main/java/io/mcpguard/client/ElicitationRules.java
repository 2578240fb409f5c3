package io.mcpguard.client;

import io.mcpguard.api.Json;
import io.mcpguard.api.Server;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.ClientPolicy;
import io.mcpguard.policy.Ruling.Effect;
import io.mcpguard.policy.Setting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server may ask of the user: no secrets in forms, which MCP forbids, and no address that is not what it seems.
 */
final class ElicitationRules {

    /** In characters, of the message and of everything that a form shows. What nobody reads is not asked. */
    private static final int MAX_TEXT = 10_000;

    private static final int MAX_KEY = 100;

    private ElicitationRules() {}

    static void judge(Asked asked, Server server, ClientPolicy client, List<Concern> to) {
        Map<String, @Nullable Object> params = asked.params();
        if (length(params.get("message")) + length(params.get("requestedSchema")) > MAX_TEXT) {
            to.add(Concern.of(
                    Effect.REFUSE,
                    asked.path(),
                    "elicitation.too-long",
                    "elicitation",
                    "more than " + MAX_TEXT + " characters, which nobody reads"));
            return;
        }
        boolean address = "url".equals(params.get("mode"));
        if (address) {
            ElicitationAddress.judge(asked, server, client, to);
        }
        if (!address || params.containsKey("requestedSchema")) {
            form(asked, client, to); // clients that do not know of addresses show the form
        }
    }

    private static void form(Asked asked, ClientPolicy client, List<Concern> to) {
        Setting<Effect> secrets = client.secrets();
        String field = SecretFields.find(String.valueOf(asked.params().get("message")), asked.params());
        if (field != null) {
            to.add(Concern.of(
                    secrets.value(),
                    asked.path() + escaped(field),
                    secrets.rule(),
                    "secret-phishing",
                    "a form asks for a secret"));
        }
    }

    /** A pointer with the names of fields, which the server chose, fit to be shown. */
    private static String escaped(String pointer) {
        var safe = new StringBuilder();
        for (String token : pointer.substring(1).split("/", -1)) {
            safe.append('/').append(Json.escape(SafeText.excerpt(Json.unescape(token), MAX_KEY)));
        }
        return safe.toString();
    }

    /** How many characters there are to read in a value, keys included. */
    private static long length(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        long sum = 0;
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> member : map.entrySet()) {
                sum += length(member.getKey()) + length(member.getValue());
            }
        } else if (value instanceof List<?> list) {
            for (Object item : list) {
                sum += length(item);
            }
        }
        return sum;
    }
}
