package io.mcpguard.policy;

import io.mcpguard.api.Server;
import io.mcpguard.identity.Assurance;
import io.mcpguard.identity.LaunchedPackage;
import io.mcpguard.policy.Ruling.Effect;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a server may be used at all. Reasons never quote command or URL, which may hold secrets; of a
 * command they name package, image or file. */
final class Admission {

    private Admission() {}

    static Ruling of(Preset preset, @Nullable ServerPolicy listed, ServerPolicy unlisted, Server server) {
        if (listed == null) {
            return unlisted.tool("");
        }
        Setting<String> fault = fault(preset, listed, server);
        if (fault == null) {
            return new Ruling(Effect.ALLOW, listed.identityRule(), "the server is listed");
        }
        return new Ruling(preset == Preset.OBSERVE ? Effect.ALLOW : Effect.REFUSE, fault.rule(), fault.value());
    }

    /** Whether a server is the one that is listed, as far as the policy says how to know it. */
    static boolean isTheOne(Preset preset, ServerPolicy listed, Server server) {
        return fault(preset, listed, server) == null;
    }

    /** What speaks against it, with the line that wants it otherwise. */
    private static @Nullable Setting<String> fault(Preset preset, ServerPolicy listed, Server server) {
        String fault = mismatch(listed, server);
        if (fault != null) {
            return new Setting<>(fault, listed.identityRule());
        }
        fault = preset == Preset.STRICT ? uncertainty(listed, server) : null;
        if (fault != null) {
            return new Setting<>(fault, preset.asRule());
        }
        fault = tooLittleKnown(listed, server);
        return fault == null ? null : new Setting<>(fault, listed.assurance().rule());
    }

    private static @Nullable String mismatch(ServerPolicy listed, Server server) {
        if (!listed.command().isEmpty() && !listed.command().equals(server.command())) {
            return server.command().isEmpty()
                    ? "the policy names a command, and the server was given without one"
                    : "its command is not the one in the policy";
        }
        Optional<String> wanted = listed.url().map(Names::normalized);
        Optional<String> given = server.url().map(Names::normalized);
        if (wanted.isPresent() && !wanted.equals(given)) {
            return given.isEmpty()
                    ? "the policy names a URL, and the server was given without one"
                    : "its URL is not the one in the policy";
        }
        return null;
    }

    /** Before it starts nobody has looked at its files, and then what could be known of them counts. */
    private static @Nullable String tooLittleKnown(ServerPolicy listed, Server server) {
        Assurance least = listed.assurance().value();
        if (least == Assurance.NAME) {
            return null;
        }
        var launched = LaunchedPackage.of(server.command());
        boolean looksLater =
                server.assurance() == Server.Assurance.CHECKED && server.files().isEmpty();
        Map<String, String> files = server.files().orElse(Map.of());
        Assurance known = looksLater ? launched.best() : launched.assurance(files);
        return known.isAtLeast(least)
                ? null
                : "the policy wants assurance \"" + least.key() + "\", and what its command starts is known as "
                        + launched.sentence(files);
    }

    private static @Nullable String uncertainty(ServerPolicy listed, Server server) {
        if (listed.command().isEmpty() && listed.url().isEmpty()) {
            return "strict wants a command or a url in the policy, to compare the server with";
        }
        return server.assurance() == Server.Assurance.CHECKED
                ? null
                : "strict wants a transport that the guard makes from the checked command or URL";
    }
}
