package io.mcpguard.cli.show;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.cli.config.ServerConfig;
import io.mcpguard.cli.lock.Vetted;
import io.mcpguard.cli.lock.Vetted.Item;
import io.mcpguard.cli.lock.Vetted.State;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy to start from: the servers that were vetted, each with the tools and prompts that nothing speaks against, and
 * without anything it might ask of the client. It is made to be read and changed by a person.
 */
public final class PolicyDraft {

    /** What a glob may not hold, or would take for more than itself. */
    private static final String NOT_IN_NAMES = "*?[]{}|^\\";

    private static final int MAX_GLOBS = 500;
    private static final int MAX_LEFT = 50;

    private final StringBuilder out = new StringBuilder();

    private PolicyDraft() {}

    /** {@return the text of {@code mcp-guard.yaml}} */
    public static String of(List<Vetted> servers) {
        var draft = new PolicyDraft();
        draft.line("# Suggested by mcp-guard vet. Read it, and loosen what your application needs.");
        draft.line("version: 1");
        draft.line("extends: balanced");
        draft.line("servers:");
        boolean none = true;
        for (Vetted vetted : servers) {
            if (vetted.survey().problem() == null && vetted.survey().server() != null) {
                draft.server(vetted);
                none = false;
            } else {
                draft.line("  # " + shown(vetted.survey().name()) + " could not be vetted");
            }
        }
        return none ? draft.out.toString().replace("servers:\n", "servers: {}\n") : draft.out.toString();
    }

    private void server(Vetted vetted) {
        ServerConfig config = vetted.survey().configured().server();
        line("  " + quoted(vetted.survey().name()) + ":");
        if (config != null) {
            place(vetted, config);
        }
        names(vetted, ItemKind.TOOL, "tools");
        names(vetted, ItemKind.PROMPT, "prompts");
        line("    client:");
        line("      sampling: refuse");
        line("      elicitation: refuse");
        line("      roots: refuse");
    }

    private void place(Vetted vetted, ServerConfig config) {
        if (config.url() != null) {
            boolean shows = config.literal()
                    && config.url().toString().equals(vetted.place().identity().get("url"));
            line(
                    shows
                            ? "    url: " + quoted(config.url().toString())
                            : "    # url: left out, because it may hold a secret; the lock binds the server to it");
            return;
        }
        boolean shows = config.literal()
                && config.cwd() == null
                && config.command().equals(vetted.place().identity().get("command"));
        String why = config.cwd() == null ? "it may hold a secret" : "it runs in another folder";
        line(
                shows
                        ? "    command: " + list(config.command())
                        : "    # command: left out, because " + why + "; the lock binds the server to it");
        if (!config.env().isEmpty()) {
            line("    env: " + list(List.copyOf(config.envNames())));
        }
    }

    private void names(Vetted vetted, ItemKind kind, String section) {
        var allowed = new ArrayList<String>();
        var left = new ArrayList<String>();
        for (Item item : vetted.items()) {
            if (item.declared().kind() == kind) {
                boolean fine = item.state() == State.SEEN || item.state() == State.APPROVED;
                String name = item.declared().name();
                (fine && isPlain(name) && allowed.size() < MAX_GLOBS ? allowed : left).add(name);
            }
        }
        if (allowed.isEmpty() && left.isEmpty()) {
            return;
        }
        line("    " + section + ":");
        line("      allow: " + (allowed.isEmpty() ? "[]" : ""));
        allowed.forEach(name -> line("        - " + quoted(name)));
        left.stream().limit(MAX_LEFT).forEach(name -> line("        # left out: " + shown(name)));
        if (left.size() > MAX_LEFT) {
            line("        # left out: " + (left.size() - MAX_LEFT) + " more; write patterns such as \"read_*\"");
        }
    }

    private static boolean isPlain(String name) {
        return !name.isBlank()
                && name.equals(name.strip())
                && name.length() <= 256
                && name.chars().noneMatch(c -> NOT_IN_NAMES.indexOf(c) >= 0 || c < ' ' || c > '~');
    }

    private static String list(List<String> texts) {
        return "[" + String.join(", ", texts.stream().map(PolicyDraft::quoted).toList()) + "]";
    }

    /** JSON's strings are YAML's, too. */
    private static String quoted(String text) {
        return JsonText.write(text);
    }

    private static String shown(String text) {
        return SafeText.excerpt(JsonText.write(text), 200);
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
