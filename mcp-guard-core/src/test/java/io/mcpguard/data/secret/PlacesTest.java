package io.mcpguard.data.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.Hit;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, commands, keys, files with a grammar of their own, and what is encoded. */
class PlacesTest {

    private static final String BODY = "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQC7VJTUt9Us8cKj";

    @ParameterizedTest
    @CsvSource({
        "postgres://svc:9fK2mQ7x@db.acme.dev:5432/app, 9fK2mQ7x",
        "mongodb+srv://svc:9fK2mQ7x@c0.acme.dev/?w=1, 9fK2mQ7x",
        "redis://:9fK2mQ7x@cache:6379, 9fK2mQ7x",
        "git clone https://bob:9fK2mQ7x@git.acme.dev/r.git, 9fK2mQ7x",
        "amqp://svc:p%409fK2@mq, p%409fK2"
    })
    void findsThePasswordInAnAddress(String text, String password) {
        assertThat(Found.in(text)).containsExactly(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://postgres:postgres@localhost/db",
                "postgres://user:password@localhost/db",
                "https://user:${TOKEN}@git.acme.dev",
                "https://acme.dev:8443/a@b",
                "git@git.acme.dev:team/repo.git",
                "mysql://root:<password>@db",
                "see http://a.dev and mail x@y.dev"
            })
    void passesAddressesWithoutASecret(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "curl -u bob:9fK2mQ7x https://acme.dev, 9fK2mQ7x",
        "curl -s --user 'bob:9fK2mQ7x' https://acme.dev, 9fK2mQ7x",
        "curl -u \"9fK2mQ7xWb4T:\" https://acme.dev, 9fK2mQ7xWb4T",
        "mysql -u root -p9fK2mQ7x shop, 9fK2mQ7x",
        "machine acme.dev login bob password 9fK2mQ7x, 9fK2mQ7x"
    })
    void findsThePasswordInACommand(String text, String password) {
        assertThat(Found.in(text)).containsExactly(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -u user:pass https://acme.dev",
                "curl -u \"$USER:$PASS\" https://acme.dev",
                "curl -u bob https://acme.dev",
                "nc -u -l 4123:9fK2mQ7x",
                "mysql -u root -p shop",
                "machine acme.dev login bob password <secret>"
            })
    void passesCommandsWithoutASecret(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK"})
    void findsPrivateKeysFromTheBeginningToTheEnd(String title) {
        String key = "-----BEGIN " + title + "-----\n" + BODY + "\n-----END " + title + "-----";

        assertThat(Found.in("key:\n" + key + "\nend")).containsExactly(key);
        assertThat(Found.in("{\"pem\": \"" + key.replace("\n", "\\n") + "\"}"))
                .containsExactly(key.replace("\n", "\\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----\nanything\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY----------END PRIVATE KEY-----",
                "-----BEGIN PUBLIC KEY-----\n" + BODY + "\n-----END PUBLIC KEY-----",
                "-----BEGIN CERTIFICATE-----\n" + BODY + "\n-----END CERTIFICATE-----"
            })
    void passesWhatIsNoPrivateKey(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @Test
    void findsAKeyThatIsCutOff() {
        assertThat(Found.hits(Text.of("-----BEGIN PRIVATE KEY-----\n" + BODY)))
                .extracting(Hit::certainty)
                .containsExactly(Certainty.LIKELY);
    }

    @Test
    void findsPuttyKeys() {
        String text = "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nPublic-Lines: 1\nAAAA\nPrivate-Lines: 1\n"
                + BODY + "\nPrivate-MAC: 12";

        assertThat(Found.detectors(text)).containsExactly("putty-private-key");
    }

    @Test
    void findsTheValuesOfAKubernetesSecret() {
        String text = """
                apiVersion: v1
                kind: Secret
                metadata:
                  name: db
                data:
                  place: cG9zdGdyZXM6Ly9zdmM6OWZLMm1RN3g=
                """;

        assertThat(Found.detectors(text)).containsExactly("kubernetes-secret");
        assertThat(Found.in(text.replace("Secret", "ConfigMap"))).isEmpty();
    }

    @Test
    void looksIntoBase64OneLevelDeep() {
        String once = base64("{\"db_password\": \"gr3yHeron\"}");

        assertThat(Found.in("blob " + once + " end")).containsExactly(once);
        assertThat(Found.in("blob " + base64("{\"db_name\": \"grey-heron-db\"}")))
                .isEmpty();
        assertThat(Found.in("blob " + base64(base64("{\"db_password\": \"gr3yHeron\"}"))))
                .isEmpty();
    }

    @Test
    void looksBehindPercentSigns() {
        assertThat(Found.in("next=%2Fcb%3Fclient_secret%3Dq7Zt2mXw9Kc4Vb1N%26x%3D1"))
                .containsExactly("q7Zt2mXw9Kc4Vb1N");
    }

    @Test
    void findsATokenBehindAnEscape() {
        String token = "sk_live_" + "9dKq2LmZx7Wc4Vb1Nt8R";

        assertThat(Found.in("{\"log\": \"key:\\n" + token + "\\n\"}")).containsExactly(token);
        assertThat(Found.in("?next%3D" + token)).containsExactly(token);
    }

    @ParameterizedTest
    @CsvSource({"true, PROVEN", "false, LIKELY"})
    void isSurerOfATokenWhoseChecksumIsRight(boolean right, Certainty certainty) {
        String token = "ghp_"
                + (right ? "9dKq2LmZx7Wc4Vb1Nt8RgH5jF3sA6p" + "319DR1" : "9dKq2LmZx7Wc4Vb1Nt8RgH5jF3sA6p" + "000000");

        assertThat(Checksums.isCrc62(token)).isEqualTo(right);
        assertThat(Found.hits(Text.of(token))).extracting(Hit::certainty).containsExactly(certainty);
    }

    @Test
    void onlyRecordsATokenThatCountsUp() {
        String token = "ghp_" + "abcdefghijklmnopqrstuvwxyz1234567890";
        var hits = new Hits();
        SecretDetector.standard().detect(Text.of(token), hits);

        assertThat(hits.disjoint()).extracting(Hit::certainty).containsExactly(Certainty.POSSIBLE);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
