package io.mcpguard.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that a person would put a secret into, and fields that only sound like it. */
class SecretFieldsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "Password",
                "pass_word",
                "userPassword",
                "new-password",
                "passwordConfirmation",
                "passphrase",
                "pwd",
                "apiKey",
                "API_KEY",
                "APIKey",
                "OpenAI API key",
                "access_token",
                "githubToken",
                "my_token",
                "token",
                "client_secret",
                "secret",
                "AWS secret access key",
                "privateKey",
                "SSH key",
                "pin",
                "PIN code",
                "bank_pin",
                "credit card number",
                "cardNumber",
                "Credit card",
                "cvv",
                "security code",
                "SSN",
                "Social security number",
                "seed phrase",
                "recovery words",
                "one-time code",
                "passport number",
                "driver's license number",
                "p\u0430ssword",
                "\uff50\uff41\uff53\uff53word",
                "pass\u200bword",
                "Passwort",
                "Kennwort",
                "API-Schl\u00fcssel",
                "Privater Schl\u00fcssel",
                "Kreditkartennummer",
                "Geheimzahl",
                "Mot de passe",
                "Cl\u00e9 d\u2019API",
                "Code secret",
                "Num\u00e9ro de carte bancaire",
                "Contrase\u00f1a",
                "Clave",
                "Clave de acceso",
                "N\u00famero de tarjeta",
                "Frase semilla",
                "Senha",
                "Wachtwoord",
                "\u041f\u0430\u0440\u043e\u043b\u044c",
                "\u5bc6\u7801",
            })
    void findsALabelOfASecret(String label) {
        assertThat(find("Please fill this in", label, Map.of("type", "string"))).isNotNull();
        assertThat(find("Please fill this in", "f1", Map.of("type", "string", "title", label)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passport country",
                "token count",
                "max_tokens",
                "page_token",
                "next page token",
                "password policy link",
                "password_reset_url",
                "password length",
                "api_key_name",
                "key of the map",
                "key",
                "primary key",
                "keyboard",
                "map pin",
                "pin location",
                "shipping",
                "opinion",
                "Pinterest board",
                "private key file",
                "ssh key path",
                "secret_name",
                "secretary",
                "card type",
                "credit card brand",
                "business card title",
                "postcode",
                "compass",
                "boarding pass",
                "bypass",
                "city",
                "e-mail",
                "first name",
                "Stadt",
                "Schl\u00fcsselwort",
                "Passwort-Richtlinie",
                "ville",
                "cl\u00e9 de la carte g\u00e9ographique",
                "ciudad",
                "palabra clave de b\u00fasqueda",
            })
    void passesALabelThatOnlySoundsLikeOne(String label) {
        assertThat(find("Please fill this in", label, Map.of("type", "string"))).isNull();
        assertThat(find("Please fill this in", "f1", Map.of("type", "string", "title", label)))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Enter your password to go on",
                "Please confirm your GitHub access token",
                "We need your PIN",
                "Type the six digit OTP",
                "Do not forget to enter your password",
                "Don't worry, just enter your password",
                "Bitte Passwort eingeben",
                "Geben Sie Ihr Kennwort ein",
                "Saisissez votre mot de passe",
                "Introduzca su contrase\u00f1a",
                "\u8bf7\u8f93\u5165\u5bc6\u7801",
            })
    void findsAMessageOrDescriptionThatAsksForASecret(String text) {
        assertThat(find(text, "value", Map.of("type", "string"))).isEqualTo("/message");
        assertThat(find("Please fill this in", "value", Map.of("type", "string", "description", text)))
                .isEqualTo("/requestedSchema/properties/value");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Which city?",
                "Enter the link to your password policy: password policy link",
                "Never enter your password here",
                "Do not give your PIN to anybody",
                "Enter the token count",
                "Enter the country of your passport",
                "Drop a pin on the map and name it",
            })
    void passesAMessageThatDoesNot(String text) {
        assertThat(find(text, "value", Map.of("type", "string"))).isNull();
    }

    @Test
    void isNotFooledByAHarmlessMentionBeforeTheOrder() {
        assertThat(find("Never share your password. Now enter your password.", "value", Map.of("type", "string")))
                .isEqualTo("/message");
    }

    @Test
    void findsAPasswordByItsFormat() {
        assertThat(find("Go on", "value", Map.of("type", "string", "format", "password")))
                .isNotNull();
        assertThat(find("Go on", "value", Map.of("type", "string", "format", "email")))
                .isNull();
    }

    @Test
    void passesSwitchesAndFixedChoices() {
        assertThat(find("Reset your password?", "reset_password", Map.of("type", "boolean")))
                .isNull();
        assertThat(find(
                        "How do you sign in?",
                        "method",
                        Map.of("type", "string", "title", "Password or key", "enum", List.of("password", "key"))))
                .isNull();
    }

    @Test
    void looksIntoNestedFields() {
        assertThat(find(
                        "Go on",
                        "account",
                        Map.of("type", "object", "properties", Map.of("password", Map.of("type", "string")))))
                .isEqualTo("/requestedSchema/properties/account/properties/password");
    }

    private static String find(String message, String field, Map<String, ?> definition) {
        Map<String, Object> schema = Map.of("type", "object", "properties", Map.of(field, definition));
        return SecretFields.find(message, Map.of("message", message, "requestedSchema", schema));
    }
}
