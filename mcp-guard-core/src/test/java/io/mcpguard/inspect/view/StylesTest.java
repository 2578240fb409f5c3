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
