package io.mcpguard.data.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.secret.Names.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "password, PASSWORD",
        "dbPasswd, PASSWORD",
        "smtp_pass, PASSWORD",
        "userpassword2, PASSWORD",
        "PASSWORD_VALUE, PASSWORD",
        "AWS_SECRET_ACCESS_KEY, SECRET",
        "apiKey, SECRET",
        "apikey, SECRET",
        "GitHubToken, SECRET",
        "client-secret, SECRET",
        "AccountKey, SECRET",
        "Authorization, VAGUE",
        "key, KEY",
        "mailchimp_key, KEY",
        "publicKey, NEVER",
        "max_tokens, NEVER",
        "nextPageToken, NEVER",
        "access_key_id, NEVER",
        "passwordPolicy, NEVER",
        "csrf_token, NEVER",
        "colour, OTHER",
        "title, NEVER",
        "compass, OTHER",
        "bypass, OTHER"
    })
    void saysWhatANameSays(String name, Kind kind) {
        assertThat(Names.kind(Names.words(name, 0, name.length()))).isEqualTo(kind);
    }

    @Test
    void takesCamelCaseApart() {
        assertThat(words("myAPIKey_for-XMLHttp2.x")).containsExactly("my", "api", "key", "for", "xml", "http2", "x");
    }

    @ParameterizedTest
    @CsvSource({"dbPassword", "AWS_SECRET_ACCESS_KEY", "userpwd", "snyk", "value", "x-api-key", "token2", "private_ai"})
    void theQuickLookLetsThroughWhatMatters(String name) {
        assertThat(Names.mayMatter(name, 0, name.length())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"title", "description", "name", "href", "inputSize", "x"})
    void theQuickLookStopsMostNames(String name) {
        assertThat(Names.mayMatter(name, 0, name.length())).isFalse();
    }

    private static List<String> words(String name) {
        return Names.words(name, 0, name.length());
    }
}
