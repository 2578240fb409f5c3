package io.mcpguard.cli;

import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.cli.lock.Place;
import io.mcpguard.cli.show.PlaceText;
import io.mcpguard.json.SafeText;
import io.mcpguard.trust.LockFile;
import io.mcpguard.trust.LockSignature;
import io.mcpguard.trust.PemKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signs a lock. */
@Command(
        name = "sign",
        description = {
            "Signs the lock as it is now: writes mcp-guard.lock.sig beside it. Commit both.",
            "",
            "Applications that have the public key, and verify --trust-key, believe no other lock. Review the lock before. "
                    + "Definitions that are held stay held. Whatever changes the lock later makes the signature worthless."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard sign --key team.pem",
            "  mcp-guard sign --key team.pem --lock ops/mcp-guard.lock",
            "",
            "Keys, the private one for whoever signs and the public one for everybody:",
            "  openssl genpkey -algorithm ed25519 -out team.pem",
            "  openssl pkey -in team.pem -pubout -out team.pub.pem"
        })
final class SignCommand implements Callable<Integer> {

    private static final int NAME = 80;

    private final Io io;

    @Option(
            names = "--key",
            required = true,
            paramLabel = "FILE",
            description = "The private key, Ed25519 in PEM (PKCS #8), not encrypted.")
    private @Nullable Path key;

    @Option(names = "--lock", paramLabel = "FILE", description = "The lock; mcp-guard.lock if not given.")
    private Path lock = Path.of("mcp-guard.lock");

    @Mixin
    private ColorOption color = new ColorOption();

    SignCommand(Io io) {
        this.io = io;
    }

    @Override
    public Integer call() throws IOException {
        PrivateKey signer = PemKeys.privateKey(io.folder().resolve(String.valueOf(key)));
        Path file = io.folder().resolve(lock);
        if (!Files.exists(file)) {
            throw new CliException(file + ": no such file; run mcp-guard vet first");
        }
        var shown = LockFile.at(file).load().toCompletableFuture().join();
        show(shown.pins());
        Path signature = LockSignature.sign(file, signer);
        var signed = LockFile.at(file).load().toCompletableFuture().join();
        if (!signed.revision().equals(shown.revision())) {
            Files.deleteIfExists(signature);
            throw new CliException(lock + ": somebody else changed it while it was signed, so it has no signature now; "
                    + "review it and run the command again");
        }
        io.out().println("Signed " + lock + ": " + signature.getFileName());
        return Exit.FINE;
    }

    private void show(Pins pins) {
        pins.servers().forEach((name, server) -> {
            long held = server.pins().stream()
                    .filter(pin -> pin.state() == PinState.HELD)
                    .count();
            io.out()
                    .println(
                            SafeText.excerpt(name, NAME) + ": " + (server.pins().size() - held) + " trusted, " + held
                                    + " held; " + PlaceText.assurance(color.style(io), new Place(server.identity())));
        });
    }
}
