package io.mcpguard.data.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD=gr3yHeron",
                "export DB_PASSWORD='gr3yHeron'",
                "db.password = gr3yHeron",
                "db_password: gr3yHeron",
                "\"dbPassword\": \"gr3yHeron\"",
                "{\\\"dbPassword\\\": \\\"gr3yHeron\\\"}",
                "'db-password' => 'gr3yHeron'",
                "db_password := \"gr3yHeron\"",
                "DB_PASSWORD ?= gr3yHeron",
                "config['db_password'] ||= 'gr3yHeron'",
                "String dbPassword = \"gr3yHeron\";",
                "db_password: str = \"gr3yHeron\"",
                "val dbPassword: String = \"gr3yHeron\"",
                "<dbPassword>gr3yHeron</dbPassword>",
                "<db password=\"gr3yHeron\"/>",
                "<add key=\"DbPassword\" value=\"gr3yHeron\" />",
                "- name: DB_PASSWORD\n  value: gr3yHeron",
                "{\"name\": \"DB_PASSWORD\", \"value\": \"gr3yHeron\"}",
                "props.put(\"db.password\", \"gr3yHeron\");",
                "tool --db-password gr3yHeron --verbose",
                "tool --db-password=gr3yHeron",
                "Server=db;User=app;Password=gr3yHeron;Encrypt=true",
                "jdbc:postgresql://db/app?user=app&password=gr3yHeron&ssl=true",
                "the db password is gr3yHeron, tell nobody"
            })
    void findsAPasswordInAllNotations(String text) {
        assertThat(Found.in(text)).containsExactly("gr3yHeron");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = get_password()",
                "password = os.environ[\"DB_PASSWORD\"]",
                "password: ${DB_PASSWORD}",
                "password: $DB_PASSWORD",
                "password: {{ db_password }}",
                "password=<your-password>",
                "password = \"your-password1\"",
                "password = \"changeme123\"",
                "password = \"********\"",
                "password = var.db_password2",
                "password = config.auth.password1",
                "password: string",
                "\"password\": {\"type\": \"string\"}",
                "Password: at least 8 characters",
                "password_policy: \"min8-upper1\"",
                "password_file = \"/run/secrets/db1\"",
                "passwordHint = \"born1984\"",
                "The password is required.",
                "if (password != \"\") return",
                "--- PASS: TestLogin/second2 (0.01s)",
                "--pass: #22c55e;",
                "password: null",
                "password = \"123456789\""
            })
    void passesWhatStandsForAPassword(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "API_KEY=q7Zt2mXw9Kc4Vb1N",
                "X-Api-Key: q7Zt2mXw9Kc4Vb1N",
                "curl -H 'Authorization: Bearer q7Zt2mXw9Kc4Vb1N' https://api.acme.dev",
                "GET /v1?access_token=q7Zt2mXw9Kc4Vb1N&page=2",
                "Cookie: session=q7Zt2mXw9Kc4Vb1N; theme=dark",
                "//registry.acme.dev/:_authToken=q7Zt2mXw9Kc4Vb1N",
                "client_secret: 'q7Zt2mXw9Kc4Vb1N'",
                "API Key: q7Zt2mXw9Kc4Vb1N"
            })
    void findsAKeyThatAMachineDrew(String text) {
        assertThat(Found.in(text)).containsExactly("q7Zt2mXw9Kc4Vb1N");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_tokens: 4096",
                "token_count = \"q7Zt2mXw9Kc4Vb1N\"",
                "nextPageToken: \"q7Zt2mXw9Kc4Vb1N\"",
                "csrf_token = \"q7Zt2mXw9Kc4Vb1N\"",
                "public_key = \"q7Zt2mXw9Kc4Vb1N\"",
                "access_key_id: q7Zt2mXw9Kc4Vb1N",
                "\"integrity\": \"sha512-q7Zt2mXw9Kc4Vb1Nq7Zt2mXw9Kc4Vb1N==\"",
                "secret_name: \"prod-2-api-key\"",
                "token: \"demo-key-12345\"",
                "token: \"refresh_token\"",
                "api_key = settings.API_KEY_2",
                "token = tokens[i2].value",
                "access_token_url='https://acme.dev/login/oauth2/access_token'",
                "keyFile=s_rsa4096_priv.pem",
                "apiVersion: v1beta12",
                "primaryKey: q7Zt2mXw9Kc4Vb1N",
                "secret: arn:aws:secretsmanager:eu-west-1:1:secret:db-Ab12"
            })
    void passesWhatIsNoKey(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HEROKU_API_KEY, 6f1c2a9e-4b3d-4e8f-9a7b-0c5d2e1f8a6b, heroku-key",
        "mailchimp_api_key, 3f9a1c7e5b2d8f4a6c0e9b7d1a3f5c8e-us12, mailchimp-key",
        "wandbKey, 9f2c4e6a8b0d1f3e5c7a9b2d4f6e8a0c1b3d5f7e, wandb-key",
        "TWITTER_API_SECRET, h4Kd9sLq2Wz7Xc1Vb5Nm8Jp3Rt6Yf0Gu4Aa9Ee2Ii7Oo5Uu1Bc, twitter-key"
    })
    void knowsTheKeysOfServicesByTheirLength(String name, String key, String detector) {
        assertThat(Found.detectors(name + "=" + key)).containsExactly(detector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "herokuAppName=6f1c2a9e-4b3d-4e8f-9a7b-0c5d2e1f8a6b",
                "commit: 9f2c4e6a8b0d1f3e5c7a9b2d4f6e8a0c1b3d5f7e"
            })
    void needsTheNameOfTheServiceAndOfAKey(String text) {
        assertThat(Found.in(text)).isEmpty();
    }

    @Test
    void takesAWholeStringUnderItsField() {
        assertThat(Found.in(new Text(" Tr0ub4dor&3\n", "password"))).containsExactly("Tr0ub4dor&3");
        assertThat(Found.in(new Text("Tr0ub4dor&3", "title"))).isEmpty();
        assertThat(Found.in(new Text("The password of the account", "password")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"password: tundra42, true", "DB_PASSWORD=tundra42, true", "password = tundra42, false"})
    void takesANameWithANumberForAValueWhereItIsNoCode(String text, boolean found) {
        assertThat(Found.in(text).isEmpty()).isNotEqualTo(found);
    }

    @Test
    void onlyRecordsAWordUnderTheNameOfAPassword() {
        assertThat(Found.in("password: \"sunflower\"")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'Authorization: Basic a2FyaW46YmlyazNuV2FsZA==', a2FyaW46YmlyazNuV2FsZA==",
        "'Authorization: Basic dXNlcjpwYXNzd29yZA==', ",
        "'Authorization: Basic ...', ",
        "'Authorization: Bearer $TOKEN', ",
        "'Authorization: Bearer <token>', "
    })
    void looksIntoAuthorizationHeaders(String text, String found) {
        assertThat(Found.in(text)).isEqualTo(found == null ? List.of() : List.of(found));
    }
}
