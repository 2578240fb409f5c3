package io.mcpguard.cli;

import io.mcpguard.trust.LockFile;
import io.mcpguard.trust.LockSignature;
import io.mcpguard.trust.PemKeys;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Whose signature a lock needs, if anybody's. */
final class TrustedKeys {

    @Option(
            names = "--trust-key",
            paramLabel = "FILE",
            description = "Believe only a lock that the owner of this public key signed: Ed25519 in PEM. May be given "
                    + "several times; one of them is enough.")
    private List<Path> files = List.of();

    private List<PublicKey> keys(Io io) {
        var keys = new ArrayList<PublicKey>();
        for (Path file : files) {
            keys.add(PemKeys.publicKey(io.folder().resolve(file)));
        }
        return keys;
    }

    /** Whether none is needed, or one of the keys signed the lock as it is now. */
    boolean accept(Io io, Path lock) {
        List<PublicKey> keys = keys(io);
        return keys.isEmpty() || keys.stream().anyMatch(key -> LockSignature.verify(lock, key));
    }

    /** The lock; each time that it is read, its signature is checked on what was read. */
    LockFile store(Io io, Path lock) {
        List<PublicKey> keys = keys(io);
        LockFile file = LockFile.at(lock);
        return keys.isEmpty() ? file : file.trustOnly(keys.toArray(PublicKey[]::new));
    }

    /** A signature is of a lock as it was; after a change it has to be made anew. */
    static void remindToSign(Io io, Path lock) {
        Path signature = lock.resolveSibling(lock.getFileName() + ".sig");
        if (java.nio.file.Files.exists(signature)) {
            io.out()
                    .println(signature.getFileName()
                            + " is of the lock as it was before; sign it anew: mcp-guard sign --key FILE");
        }
    }
}
