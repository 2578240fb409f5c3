package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriTemplateTest {

    @ParameterizedTest
    @CsvSource({
        "file:///{path}, file:///readme",
        "file:///{+path}, file:///a/b/readme",
        "file:///{path}.md, file:///a.md.md",
        "db://{table}/{row}, db://users/7",
        "db://{table}/{row}/name, db://users/7/name",
        "search{?q}, search?q=a/b",
        "plain:uri, plain:uri",
        "{+all}, anything/at:all"
    })
    void knowsUrisThatATemplateMakes(String template, String uri) {
        assertThat(UriTemplate.matches(template, uri)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "file:///{path}, file:///a/b",
        "file:///{path}, file:///../etc",
        "file:///{path}, http://readme",
        "file:///{path}.md, file:///readme.txt",
        "db://{table}/{row}, db://users",
        "db://{table}/{row}/name, db://users/name",
        "plain:uri, plain:uri2",
        "file:///{path, file:///readme"
    })
    void knowsUrisThatATemplateDoesNotMake(String template, String uri) {
        assertThat(UriTemplate.matches(template, uri)).isFalse();
    }

    @Test
    void looksAtNothingLong() {
        String many = "{a}x".repeat(UriTemplate.MAX_LENGTH / 4);

        assertThat(UriTemplate.matches(many + "x", "x".repeat(100))).isFalse();
        assertThat(UriTemplate.matches("{+a}", "x".repeat(UriTemplate.MAX_LENGTH + 1)))
                .isFalse();
        assertThat(UriTemplate.matches(many, "x".repeat(UriTemplate.MAX_LENGTH)))
                .isTrue();
    }
}
