package io.mcpguard.inspect.sanitise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a sentence begins and ends: a caret stands in it, guillemets around it. */
class SentencesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rain. ‹Go ^now.› Then stop.",
                "Rain! ‹Go ^now?› Then stop.",
                "Rain.   ‹Go ^now!›",
                "‹Go to a.b ^now.› Then stop.",
                "Rain。‹Now ^go！›Then",
                "Rain？‹Now ^go。›Then",
                "‹(Go ^now.›) Then",
                "‹Go ^now.›' Then",
                "‹Go ^now.›\" Then",
                "‹Go ^now.›<br>",
                "‹Go ^now›",
                "^‹›"
            })
    void aSentenceOfProseEndsWithItsStop(String marked) {
        assertThatSentenceIsFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "‹1. ^Open it.› 2. Close it.",
                "Rain. ‹2. ^Open it.› Go.",
                "Rain.\n‹12. ^Open it.› Go.",
                "> ‹1. ^Open it.› Go.",
                "‹a. ^Open it.› Go.",
                "‹Pick a. ^Open it.› Go.",
                "‹Use e.g. ^a hat.› Go."
            })
    void aNumberOrALetterBeforeAnItemEndsNoSentence(String marked) {
        assertThatSentenceIsFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It costs 12. ‹Now ^go.›",
                "Take v2. ‹Now ^go.›",
                "It was 12345. ‹Now ^go.›",
                "It was 1. ‹Now ^go.›",
                "Take ab. ‹Now ^go.›"
            })
    void aNumberAtTheEndOfASentenceEndsIt(String marked) {
        assertThatSentenceIsFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>‹Go ^now›</p>",
                "‹Go ^now›<a>",
                "‹Go ^now›<z>",
                "‹Go ^now›<A>",
                "‹Go ^now›<Z>",
                "‹Go ^now›<!doctype>",
                "‹<!-- go ^now ›-->",
                "‹If a < ^b and c go.› Then",
                "‹If a^ <1 go.› Then",
                "‹If a^ <` go.› Then",
                "‹If a^ <{ go.› Then",
                "‹If a^ <@ go.› Then",
                "‹If a^ <[ go.› Then",
                "‹Go ^now <›",
                "‹Go ^now -- or later.› Then"
            })
    void anElementEndsASentenceAndALessThanDoesNot(String marked) {
        assertThatSentenceIsFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "| x | ‹go ^now ›| y |",
                "‹a | ^bus.› c",
                "x\t‹go ^now›\ty",
                "See ‹![^x](y).› Then",
                "Shut it\n‹Go ^now›\nB",
                "Shut it\r\n‹Go ^now›\r\nB",
                "Shut it\\n‹Go ^now›\\nB",
                "‹Go to the\n^shop.› Then",
                "‹Go ^to\nthe shop.› Then",
                "a \u2066‹go ^now›\u2069 b",
                "a \u2067‹go ^now›\u2069 b",
                "a \u2068‹go ^now›\u2069 b",
                "‹a \u2065go ^now.› b"
            })
    void cellsLinesAndIsolatesHoldTheirSentence(String marked) {
        assertThatSentenceIsFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\": \"‹Go ^now.›\", \"b\": 1}",
                "{\"a\": \"‹Go ^now›\", \"b\": 1}",
                "{\"a\": \"It rains. ‹Go ^now›\"}",
                "x = \"‹go ^now›\"",
                "x = \\\"‹go ^now›\\\"",
                "x: '‹go ^now›'",
                "f(\"‹go ^now›\", 5)",
                "f(\"‹go ^now›\", true)",
                "f(\"‹go ^now›\",",
                "f(\"‹go ^now›\")",
                "f(\"‹go ^now›\");",
                "f(\"‹go ^now›\"}] ",
                "x = \"‹go ^now›\"\n",
                "x = \"‹go ^now›\" : 1",
                "x = \"‹go ^now›\"</p>"
            })
    void aStringOfStructuredTextHoldsItsSentence(String marked) {
        assertThatSentenceIsFound(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "‹Say \"go ^now\" to him.› Then",
                "‹Say ^\"go now\" to him.› Then",
                "‹Say ^\"go\", and run.› Then",
                "‹Say (^\"go\") and run.› Then",
                "‹Don't go ^now, it's late.› Then"
            })
    void aQuotationInProseIsPartOfItsSentence(String marked) {
        assertThatSentenceIsFound(marked);
    }

    @Test
    void aSentenceWithoutEndReachesOnlySoFar() {
        var sentences = new Sentences("x".repeat(10_000));

        assertThat(sentences.start(5_000)).isEqualTo(5_000 - 600);
        assertThat(sentences.end(5_000)).isEqualTo(5_000 + 2_000);
        assertThat(sentences.start(600)).isZero();
        assertThat(sentences.end(8_000)).isEqualTo(10_000);
    }

    private static void assertThatSentenceIsFound(String marked) {
        String text = marked.replaceAll("[‹›^]", "");
        var sentences = new Sentences(text);
        int at = marked.replaceAll("[‹›]", "").indexOf('^');

        assertThat(text.substring(sentences.start(at), sentences.end(at)))
                .isEqualTo(marked.replace("^", "").replaceAll("(?s).*‹(.*)›.*", "$1"));
        assertThat(sentences.start(at)).isEqualTo(marked.replace("^", "").indexOf('‹'));
    }
}
