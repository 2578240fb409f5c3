package io.mcpguard.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.trust.Pins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeysTest {

    private static final String EXTRACT = "; make it with: openssl pkey -in team.pem -pubout -out team.pub.pem";

    @TempDir
    private Path directory;

    private final KeyPair team = keys("Ed25519");

    private static KeyPair keys(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, Key key) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded()) + "\n-----END " + label
                + "-----\n";
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("key.pem"), content);
    }

    private Path publicFile() throws IOException {
        return Files.writeString(directory.resolve("team.pub.pem"), pem("PUBLIC KEY", team.getPublic()));
    }

    private static void refuses(Path file, String message) {
        assertThatThrownBy(() -> PemKeys.publicKey(file))
                .isInstanceOf(LockException.class)
                .hasMessage(file + message);
    }

    @Test
    void readsWhatOpensslWrites() throws IOException {
        // openssl genpkey -algorithm ed25519 | openssl pkey -pubout
        Path file = file("""
                -----BEGIN PUBLIC KEY-----
                MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
                -----END PUBLIC KEY-----
                """);

        assertThat(PemKeys.publicKey(file).getAlgorithm()).isIn("EdDSA", "Ed25519");
    }

    @Test
    void readsBothHalvesOfAPair() throws IOException {
        assertThat(PemKeys.publicKey(publicFile())).isEqualTo(team.getPublic());
        assertThat(PemKeys.privateKey(file(pem("PRIVATE KEY", team.getPrivate()))))
                .isEqualTo(team.getPrivate());
    }

    @Test
    void readsLineEndsOfWindowsAndTextAround() throws IOException {
        String pem =
                "Key of the team:\r\n" + pem("PUBLIC KEY", team.getPublic()).replace("\n", "\r\n");

        assertThat(PemKeys.publicKey(file(pem))).isEqualTo(team.getPublic());
    }

    @Test
    void aLockTrustsTheKeyOfAFile() throws IOException {
        Path path = directory.resolve("mcp-guard.lock");
        Files.write(path, LockWriter.write(Pins.empty()));
        LockSignature.sign(path, team.getPrivate());

        LockFile trusting = LockFile.at(path).trustOnly(publicFile());
        assertThat(trusting.isSigned()).isTrue();
        assertThat(trusting.load().toCompletableFuture().join().pins()).isEqualTo(Pins.empty());

        Path other = file(pem("PUBLIC KEY", keys("Ed25519").getPublic()));
        assertThatThrownBy(() -> LockFile.at(path)
                        .trustOnly(other)
                        .load()
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining("the lock is not signed by a key that is trusted");
        assertThat(LockFile.at(path).trustOnly(other, publicFile()).load())
                .succeedsWithin(java.time.Duration.ofSeconds(20));
    }

    @Test
    void refusesAKeyOfAnotherKind() throws IOException {
        refuses(
                file(pem("PUBLIC KEY", keys("EC").getPublic())),
                ": no Ed25519 key; make one with: openssl genpkey -algorithm ed25519 -out team.pem");
    }

    @Test
    void refusesThePrivateKeyInThePlaceOfThePublicOne() throws IOException {
        refuses(file(pem("PRIVATE KEY", team.getPrivate())), ": no public key in PEM" + EXTRACT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "-----BEGIN PUBLIC KEY-----\nAAAA",
                "-----END PUBLIC KEY-----\n-----BEGIN PUBLIC KEY-----",
                "-----BEGIN PUBLIC KEY-----\n!!!!\n-----END PUBLIC KEY-----",
            })
    void refusesWhatIsNoKey(String content) throws IOException {
        refuses(file(content), ": no public key in PEM" + EXTRACT);
    }

    @Test
    void refusesTwoKeysOfWhichOneWouldCountForNothing() throws IOException {
        String both = pem("PUBLIC KEY", team.getPublic())
                + pem("PUBLIC KEY", keys("Ed25519").getPublic());

        refuses(file(both), ": more than one key; give each a file of its own");
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        refuses(file(" ".repeat(65_537)), ": larger than 64 KiB; is this a key?");
        assertThat(PemKeys.publicKey(file(pem("PUBLIC KEY", team.getPublic()) + " ".repeat(60_000))))
                .isEqualTo(team.getPublic());
    }

    @Test
    void saysThatThereIsNoFile() {
        refuses(directory.resolve("none.pem"), ": no such file");
    }
}
