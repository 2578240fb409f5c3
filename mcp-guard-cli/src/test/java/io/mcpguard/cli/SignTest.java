package io.mcpguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** sign, and verify --trust-key. */
class SignTest {

    @TempDir
    private Path folder;

    private Run run;
    private KeyPair team;

    @BeforeEach
    void vet() throws GeneralSecurityException {
        run = new Run(folder);
        run.file("mcp.json", Run.mcpJson(Map.of("files", "files")));
        assertThat(run.run("vet").status()).isEqualTo(Exit.FINE);
        team = keys("Ed25519", "team");
    }

    /** As openssl writes them. */
    private KeyPair keys(String algorithm, String name) throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        run.file(name + ".pem", pem("PRIVATE KEY", pair.getPrivate()));
        run.file(name + ".pub.pem", pem("PUBLIC KEY", pair.getPublic()));
        return pair;
    }

    private static String pem(String label, Key key) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    @Test
    void aSignedLockIsBelieved() {
        Run.Result signed = run.run("sign", "--key", "team.pem");
        Run.Result verified = run.run("verify", "--trust-key", "team.pub.pem");

        assertThat(signed.status()).isEqualTo(Exit.FINE);
        assertThat(signed.out())
                .contains("files: 10 trusted, 0 held; known by ", "Signed mcp-guard.lock: mcp-guard.lock.sig");
        assertThat(verified.out()).startsWith("same files");
        assertThat(verified.status()).isEqualTo(Exit.FINE);
    }

    @Test
    void anUnsignedLockIsNot() {
        Run.Result result = run.run("verify", "--trust-key", "team.pub.pem");

        assertThat(result.status()).isEqualTo(Exit.FOUND);
        assertThat(result.out()).startsWith("unsigned ").contains("sign it: mcp-guard sign");
        assertThat(run.run("verify", "--trust-key", "team.pub.pem", "--json").json())
                .containsEntry("status", "unsigned");
    }

    @Test
    void aLockThatSomebodyElseSignedIsNot() throws GeneralSecurityException {
        keys("Ed25519", "other");
        run.run("sign", "--key", "other.pem");

        assertThat(run.run("verify", "--trust-key", "team.pub.pem").status()).isEqualTo(Exit.FOUND);
        assertThat(run.run("verify", "--trust-key", "team.pub.pem", "--trust-key", "other.pub.pem")
                        .status())
                .isEqualTo(Exit.FINE);
    }

    @Test
    void aLockThatWasChangedSinceIsNotAndTheChangeSaysSo() {
        run.run("sign", "--key", "team.pem");

        Run.Result approved = run.run("approve", "--all", "--seen", "--yes");

        assertThat(approved.out()).contains("mcp-guard.lock.sig is of the lock as it was before; sign it anew");
        assertThat(run.run("verify", "--trust-key", "team.pub.pem").status()).isEqualTo(Exit.FOUND);
    }

    @Test
    void otherKeysAreRefusedWithARemedy() throws GeneralSecurityException {
        keys("RSA", "rsa");
        run.file("nonsense.pem", "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----\n");
        run.file("encrypted.pem", "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");

        for (String key : new String[] {"rsa.pem", "nonsense.pem", "encrypted.pem", "team.pub.pem", "mcp.json"}) {
            Run.Result result = run.run("sign", "--key", key);

            assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
            assertThat(result.err()).contains(key + ": ", "openssl");
        }
        for (String key : new String[] {"rsa.pub.pem", "team.pem", "mcp.json"}) {
            Run.Result result = run.run("verify", "--trust-key", key);

            assertThat(result.status()).isEqualTo(Exit.UNKNOWN);
            assertThat(result.err()).contains(key + ": ", "openssl");
        }
        assertThat(folder.resolve("mcp-guard.lock.sig")).doesNotExist();
    }

    @Test
    void thePrivateKeyIsNeverPrinted() {
        Run.Result result = run.run("sign", "--key", "team.pem");
        Run.Result taken = run.run("verify", "--trust-key", "team.pem");

        String secret = Base64.getEncoder().encodeToString(team.getPrivate().getEncoded());
        assertThat(result.out() + result.err() + taken.out() + taken.err())
                .doesNotContain(secret.substring(24, 40))
                .doesNotContain(secret.substring(secret.length() - 16));
    }

    @Test
    void aDamagedLockIsNotSigned() {
        run.file("mcp-guard.lock", run.read("mcp-guard.lock").substring(0, 100));

        assertThat(run.run("sign", "--key", "team.pem").status()).isEqualTo(Exit.UNKNOWN);
        assertThat(folder.resolve("mcp-guard.lock.sig")).doesNotExist();
    }
}
