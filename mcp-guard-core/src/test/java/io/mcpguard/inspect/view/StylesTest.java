package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What style sheets hide, and what they do not: where the word ORDER lies in a place that nobody sees. */
class StylesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>.x{display:none}</style><p class='a x b'>ORDER</p>",
                "<STYLE>.X{DISPLAY:NONE}</STYLE><P CLASS='X'>ORDER</P>",
                "<p class=x>ORDER</p><style>@charset 'utf-8'; /* {} */ a,div > .x { display : none !important }</style>",
                "<style>.a{color:red}#x{font-size:0}</style><b id=\"x\">ORDER</b>",
                "<style>aside{opacity:0.01}</style><aside>ORDER</aside>",
                "<style>.x{text-indent:-9999px}</style><p class=x>ORDER</p>",
                "<style>.x{position:absolute;top:-2000px}</style><p class=x>ORDER</p>",
                "<style>.x{height:0;overflow:hidden}</style><p class=x>ORDER</p>",
                "<style>.x{clip:rect(0,0,0,0)}</style><p class=x>ORDER</p>",
                "<style>.x{color:white;background-color:#fff}</style><p class=x>ORDER</p>",
                "<style>.x{color:transparent}</style><p class=x>ORDER</p>",
                "<p hidden='until-found'>ORDER</p>",
                "<p style='color:#0a0;background:#00aa00'>ORDER</p>",
                "<div style='display:none'><div>a</div><div>b</div>ORDER</div>"
            })
    void isUnseen(String html) {
        assertThat(holds(html)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<style>.y{display:none}</style><p class='x'>ORDER</p>",
                "<style>.x{display:none}</style><p class='xx'>ORDER</p><p class=x>a</p>",
                "<style>.x{display:none}</style><p class=x>a</p><p>ORDER</p>",
                "<style>@media print {.x{display:none} p{color:red}}</style><p class='x'>ORDER</p>",
                "<style>@media (max-width: 600px) {.x{display:none}}</style><p class='x'>ORDER</p>",
                "<style>.x:hover{display:none}.x::before{opacity:0}</style><p class='x'>ORDER</p>",
                "<style>/* .x{display:none} */</style><p class='x'>ORDER</p>",
                "<style>.x{display:none}</style><img class=x><p>ORDER</p>",
                "<style>.x{color:#fff}</style><p class='x'>ORDER</p>",
                "<style>.x{left:-20px;position:relative}</style><p class='x'>ORDER</p>",
                "<style>.x{opacity:0.5;font-size:11px;height:0}</style><p class='x'>ORDER</p>",
                "<style>.x{font-size:1.2em}</style><p class='x'>ORDER</p>",
                "<style>.x{display:none}<p class='x'>ORDER</p>",
                "<span aria-hidden='false'>ORDER</span>",
                "<svg aria-hidden='true'><path d='ORDER'/></svg>",
                "<p style='color:#0a0;background:#00ab00'>ORDER</p>"
            })
    void isSeen(String html) {
        assertThat(holds(html)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "visibility:hidden",
                "opacity:0.05",
                "font-size:0",
                "font-size:1px",
                "font-size:1pt",
                "font-size:0.1em",
                "font-size:.1rem",
                "font-size:0.1%",
                "position:fixed;left:-401px",
                "position:absolute;top:-401px",
                "left:-9999px",
                "text-indent:-401px",
                "height:0;overflow:hidden",
                "max-height:0px;overflow:hidden",
                "width:0;overflow:hidden",
                "clip:rect(1px,1px,1px,1px)",
                "clip:rect(0 0 0 0)",
                "clip-path:inset(50%)",
                "clip-path:inset(100%)",
                "transform:scale(0)",
                "color:#fff",
                "color:white",
                "color:rgb(255, 255, 255)",
                "color:rgba(0,0,0,0)",
                "color:rgb(0,0,0);background:black",
                "color:#123;background-color:#112233",
                "color:grey;background:#808080",
                "COLOR : White !important",
                "a:b;;c;:d;display:none"
            })
    void aStyleThatShowsNothing(String style) {
        assertThat(Styles.hides(style, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "display:block",
                "visibility:visible",
                "opacity:0.06",
                "opacity:x",
                "opacity:-",
                "font-size:1.1px",
                "font-size:0.11em",
                "font-size:0.5em",
                "font-size:0.2%",
                "font-size:1",
                "font-size:2pt",
                "position:absolute;left:-400px",
                "position:absolute;top:-400px",
                "position:relative;left:-500px",
                "left:-500px",
                "text-indent:-400px",
                "height:0",
                "height:1px;overflow:hidden",
                "height:auto;overflow:hidden",
                "width:0;overflow:visible",
                "clip:rect(0,0,200px,200px)",
                "clip-path:inset(5%)",
                "transform:scale(1)",
                "color:#fff;background:#000",
                "color:white;background-color:navy",
                "color:rgb(0,0,0);background:white",
                "color:#123;background:#112234",
                "opacity:1234567890123456789"
            })
    void aStyleThatShowsSomething(String style) {
        assertThat(Styles.hides(style, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".x{display:none",
                ".y{color:red}.x{display:none}",
                "@import url(a.css);.x{display:none}",
                "@media print{.y{display:none}}.x{display:none}",
                "@media print{.y{display:none}.z{color:red}} .x{display:none}",
                "@font-face{src:url(a)}.x{display:none}",
                "/*a*//*{*/.x{display:none}",
                ".x/*}*/{display:none}",
                "p>.x{display:none}",
                "p+.x{display:none}",
                "div p.x{display:none}",
                ".a.x{display:none}",
                "*{color:red}.x{display:none}",
                ".y,\n.x{display:none}",
                ".X{display:none}"
            })
    void aRuleThatHidesAClass(String sheet) {
        var styles = new Styles();
        styles.add(sheet);

        assertThat(styles.hidesClasses("a x")).isTrue();
        assertThat(styles.hidesClasses("a xy")).isFalse();
        assertThat(styles.hidesId("x")).isFalse();
        assertThat(styles.hidesElement("x")).isFalse();
        assertThat(styles.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                ".x",
                ".x{}",
                "{display:none}",
                "@media print{.x{display:none}",
                "@media print{@supports(a){.y{}.x{display:none}}}",
                "@page{display:none}",
                "@page .x{display:none}",
                "/*.x{display:none}",
                "/*.x{display:none}*/",
                "/*/.x{display:none}",
                ".x:hover{display:none}",
                ".x[a]{display:none}",
                "*.x{display:none}",
                "&.x{display:none}"
            })
    void aSheetThatHidesNothing(String sheet) {
        var styles = new Styles();
        styles.add(sheet);

        assertThat(styles.isEmpty()).isTrue();
        assertThat(styles.hidesClasses("x")).isFalse();
    }

    @Test
    void noMoreThanAThousandSelectorsAreKept() {
        var styles = new Styles();
        for (int i = 1; i <= 1_001; i++) {
            styles.add("#a" + i + "{display:none}");
        }

        assertThat(styles.hidesId("a1000")).isTrue();
        assertThat(styles.hidesId("a1001")).isFalse();
    }

    @Test
    void whiteInASheetMayStandOnWhatIsDark() {
        assertThat(Styles.hides("color:white", false)).isFalse();
        assertThat(Styles.hides("color:white;background:#fff", false)).isTrue();
    }

    @Test
    void sheetsWithoutEndTakeTimeInProportion() {
        String hostile = "<style>" + ".a{display:none}".repeat(5_000) + "</style>";
        String text = hostile.repeat(10) + "<b class=a>".repeat(50_000) + "<style>".repeat(50_000);
        long start = System.nanoTime();

        UnseenPlaces.in(text);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    private static boolean holds(String html) {
        int at = html.indexOf("ORDER");
        var unseen = new ArrayList<int[]>();
        Markup.forEachUnseen(html, (start, end) -> unseen.add(new int[] {start, end}));
        return unseen.stream().anyMatch(place -> place[0] <= at && at + 5 <= place[1]);
    }
}
