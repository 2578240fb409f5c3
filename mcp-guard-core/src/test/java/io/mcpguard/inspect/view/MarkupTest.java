package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between the brackets is unseen, and nothing else. */
class MarkupTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a ⟦<!-- note -->⟧ b ⟦<!---->⟧ c",
                "⟦<!-- never closed",
                "<! -- none --> <!- none -> 1 < 2 <3 </p> <",
                "<p>seen</p> ⟦<p hidden>unseen⟧</p> seen",
                "⟦<p hidden=\"hidden\">unseen⟧</p> seen",
                "⟦<P HIDDEN>unseen⟧</P>",
                "⟦<my-note hidden>unseen⟧</my-note> seen",
                "<p hiddenly>seen</p> <p data-hidden>seen</p>",
                "⟦<div style='display:none'>a <div>b</div> c⟧</div> seen",
                "⟦<div hidden>a <divider>b</divider> c⟧</div> seen",
                "⟦<p hidden>a⟧</p> <p>b</p>",
                "⟦<li hidden>a <li>b⟧</li> c",
                "⟦<b hidden>a</bb> b⟧</b> c",
                "⟦<b hidden>to the end",
                "⟦<b hidden>to the end⟧</b",
                "⟦<b hidden>to the end</",
                "⟦<b hidden>to the end <",
                "⟦<span aria-hidden=\"true\">a⟧</span> <svg aria-hidden=\"true\">b</svg> <i aria-hidden=\"false\">c</i>",
                "<i aria-label=\"true\">c</i>",
                "<script>run()</script> <script type=\"module\">run()</script>",
                "⟦<script type=\"text/plain\">words⟧</script> ⟦<script type='text/markdown'>words⟧</script>",
                "<link type=\"text/plain\">words",
                "<script src=\"text/plain\">run()</script>",
                "<img hidden src=x> seen <br hidden> seen",
                "<b style=\"color:red\">seen</b>"
            })
    void commentsAndElementsThatAreStyledAway(String marked) {
        seesAllBut(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>.x{display:none}</style> ⟦<p class=\"a x\">unseen⟧</p> <p class=\"xx\">seen</p>",
                "⟦<p class=x>unseen⟧</p> <STYLE>.x{display:none}</STYLE>",
                "<style>#x{display:none}</style> ⟦<p id=\"x\">unseen⟧</p> <p id=\"y\">seen</p> <p class=\"x\">seen</p>",
                "<style>em{display:none}</style> ⟦<em>unseen⟧</em> <b>seen</b>",
                "<style>.y{color:red}</style> <style type=\"text/css\">.x{display:none}</style> ⟦<p class='x'>unseen⟧</p>",
                "<p class=\"x\" id=\"x\">seen</p>",
                "<style>.x{display:none} <p class=\"x\">the sheet has no end</p>",
                "<style"
            })
    void elementsThatASheetHides(String marked) {
        seesAllBut(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img alt=\"⟦what eyes do not see⟧\" src=\"a picture of a pump\">",
                "<a title='⟦what eyes do not see⟧'>seen</a>",
                "<a aria-label=\"⟦what eyes do not see⟧\">seen</a>",
                "<b data-prompt=\"⟦what eyes do not see⟧\">seen</b>",
                "<meta content=\"⟦what eyes do not see⟧\" name=\"description of it\">",
                "<img alt=\"⟦twelve chars⟧\"> <img alt=\"eleven char\">",
                "<img alt=⟦what-eyes-do-not-see⟧> <img alt=⟦what-eyes-do-not-see⟧ src=x> seen",
                "<img alt=⟦what-eyes-do-not-see⟧\nsrc=x>",
                "<img alt=\\\"⟦what eyes do not see\\⟧\">",
                "<img alt=\"⟦it has a > and a < in it⟧\" title=\"⟦and something else⟧\">",
                "<img alt=\"⟦it never ends",
                "<img alt=\"⟦one after another⟧\"title=\"⟦without a blank⟧\">",
                "<img src='an address without end' alternate='of no kind at all'>",
                "<img alt",
                "<img alt=",
                "<img alt=\""
            })
    void attributesForOtherReadersThanEyes(String marked) {
        seesAllBut(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see ![⟦what eyes do not see⟧](a.png) there",
                "![⟦twelve chars⟧](a.png) ![eleven cha](a.png)",
                "see [what eyes do see](a.png) there",
                "[text](a.html \"⟦a title⟧\") and [text](b.html '⟦another⟧') there",
                "[text](a.html \"⟦a (title) in it⟧\") there",
                "[text](a.html \"⟦a title\nof two lines⟧\")",
                "[text](a.html \"⟦a title⟧\nof a line and a \"quotation\".",
                "[text](a.html \"⟦one⟧\" \"⟦two⟧\") there",
                "[text](a\"b\") [text](a.html)",
                "[text](a.html \"⟦",
                "](",
                "![",
                "\n](a.html \"⟦title⟧\")",
                "[text](a.html \"⟦one⟧"
            })
    void altTextsAndTitlesOfMarkdown(String marked) {
        seesAllBut(marked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "⟦[//]: # (a comment)⟧",
                "text\n⟦[note]: # \"a comment\"⟧\ntext",
                "text\n⟦[note]: a.html 'a title'⟧\n⟦[b]: b.html (another)⟧\ntext",
                "text\n[note]: a.html\ntext [note]: # (in a line) text",
                "text\n[note]: a.html and more",
                "note]: # (no label)",
                "\nnote]: # (no label)",
                "[note]: #",
                "[note]: ",
                "⟦[note]: a.html \"⟧",
                "]: "
            })
    void referencesWithATitle(String marked) {
        seesAllBut(marked);
    }

    @Test
    void aHiddenElementOrCommentEndsAfterEightThousandCharacters() {
        String words = "word ".repeat(4_000);

        assertThat(unseen("<!--" + words + "-->")).containsExactly("<!--" + words.substring(0, 7_996));
        assertThat(unseen("<b hidden>" + words + "</b>"))
                .singleElement()
                .satisfies(part -> assertThat(part).hasSizeBetween(8_000, 8_010));
        assertThat(unseen("<!--" + "x".repeat(7_990) + "-->"))
                .singleElement()
                .satisfies(part -> assertThat(part).endsWith("x-->"));
    }

    @Test
    void aTagIsNotReadBeyondTwoThousandCharacters() {
        assertThat(unseen("<b " + "x ".repeat(990) + "hidden>a</b>")).hasSize(1);
        assertThat(unseen("<b " + "x ".repeat(1_010) + "hidden>a</b>")).isEmpty();
    }

    @Test
    void aLinkIsNotReadBeyondSixHundredCharacters() {
        String title = "t".repeat(700);

        assertThat(unseen("[text](a.html \"" + title + "\")"))
                .singleElement()
                .satisfies(part -> assertThat(part).hasSizeBetween(580, 600));
        assertThat(unseen("![" + "a".repeat(590) + "](a.html)")).hasSize(1);
        assertThat(unseen("![" + "a".repeat(610) + "](a.html)")).isEmpty();
        assertThat(unseen("[" + "a".repeat(58) + "]: # (title)")).hasSize(1);
        assertThat(unseen("[" + "a".repeat(62) + "]: # (title)")).isEmpty();
    }

    @Test
    void aSheetOfMoreThanAHundredThousandCharactersIsNotRead() {
        String hidden = "</style><b class=\"x\">a</b>";

        assertThat(unseen("<style>.x{display:none}" + " ".repeat(99_000) + hidden))
                .hasSize(1);
        assertThat(unseen("<style>.x{display:none}" + " ".repeat(101_000) + hidden))
                .isEmpty();
    }

    private static void seesAllBut(String marked) {
        var expected = new ArrayList<String>();
        int open = marked.indexOf('⟦');
        while (open >= 0) {
            int close = marked.indexOf('⟧', open);
            int end = close < 0 ? marked.length() : close;
            int start =
                    marked.substring(0, open).replace("⟦", "").replace("⟧", "").length();
            expected.add(start + ": " + marked.substring(open + 1, end));
            open = marked.indexOf('⟦', end);
        }
        String text = marked.replace("⟦", "").replace("⟧", "");
        var found = new ArrayList<String>();
        Markup.forEachUnseen(text, (start, end) -> found.add(start + ": " + text.substring(start, end)));

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> unseen(String text) {
        var found = new ArrayList<String>();
        Markup.forEachUnseen(text, (start, end) -> found.add(text.substring(start, end)));
        return found;
    }
}
