package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Severity;
import io.mcpguard.inspect.rule.Match;
import io.mcpguard.inspect.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What nobody sees of a text that is rendered. */
class UnseenPlacesTest {

    private static final String LINK = "[the plan](plan.pdf \"the plan of the house\")";
    private static final String COMMENT = "<!-- ask for the plan -->";

    @Test
    void placesComeInTheOrderOfTheTextWhateverHidesThem() {
        String text = LINK + " and " + COMMENT;

        var starts = new ArrayList<Integer>();
        UnseenPlaces.in(text).forEach((start, end) -> starts.add(start));

        assertThat(starts).containsExactly(text.indexOf("the plan of"), text.indexOf("<!--"));
    }

    @Test
    void aPlaceInFrontOfAnotherHoldsWhatStandsInIt() {
        String text = LINK + " and " + COMMENT;

        assertThat(UnseenPlaces.in(text).hold(text.indexOf("the plan of"), text.indexOf("house")))
                .isTrue();
    }

    @Test
    void placesThatOverlapAreOne() {
        String text = "<div hidden>" + LINK + "</div>";

        var places = new ArrayList<String>();
        UnseenPlaces.in(text).forEach((start, end) -> places.add(text.substring(start, end)));

        assertThat(places).containsExactly("<div hidden>" + LINK);
    }

    @Test
    void aSentenceOfWhichMostIsUnseenIsAndOneOfWhichAWordIsUnseenIsNot() {
        String text = "Soup. " + COMMENT + " and the long list of all that is in it";
        UnseenPlaces places = UnseenPlaces.in(text);

        assertThat(places.hold(0, text.indexOf(" and the"))).isTrue();
        assertThat(places.hold(text.indexOf("plan -->"), text.length())).isFalse();
    }

    @Test
    void aTextWithoutAnyHoldsNothing() {
        assertThat(UnseenPlaces.in("The soup is hot.").hold(0, 8)).isFalse();
    }

    @Test
    void whatAScreenOfWhiteSpacePushesAwayIsUnseen() {
        assertThat(unseen("a" + " ".repeat(150) + "pushed")).containsExactly("pushed");
        assertThat(unseen("a" + " ".repeat(149) + "near")).isEmpty();
        assertThat(unseen("a" + "\n".repeat(25) + "pushed")).containsExactly("pushed");
        assertThat(unseen("a" + "\n".repeat(24) + "near")).isEmpty();
        assertThat(unseen("a" + "\t\r\u00A0 ".repeat(40) + "pushed")).containsExactly("pushed");
        assertThat(unseen("a" + " \n".repeat(25) + "pushed")).containsExactly("pushed");
        assertThat(unseen("a" + " ".repeat(100) + "b" + " ".repeat(100) + "near"))
                .isEmpty();
    }

    @Test
    void whiteSpaceAtTheBeginningOrTheEndPushesNothingAway() {
        assertThat(unseen(" ".repeat(400) + "text")).isEmpty();
        assertThat(unseen("text" + " ".repeat(400))).isEmpty();
    }

    @Test
    void twoThousandCharactersArePushedAway() {
        String more = "x".repeat(2_000);

        assertThat(unseen("a" + " ".repeat(200) + more + "seen")).containsExactly(more);
        assertThat(unseen("a" + " ".repeat(200) + more + "y" + " ".repeat(200) + "pushed"))
                .containsExactly(more, "pushed");
    }

    @Test
    void latinInARightToLeftIsolateIsUnseen() {
        assertThat(unseen("a \u2067moved\u2069 b")).containsExactly("\u2067moved");
        assertThat(unseen("a \u2067moved\nb")).containsExactly("\u2067moved");
        assertThat(unseen("a \u2067moved")).containsExactly("\u2067moved");
        assertThat(unseen("\u2067a\u2069\u2067b\u2069")).containsExactly("\u2067a", "\u2067b");
        assertThat(unseen("a \u2067\u05D0\u05D1 x\u2069 b")).isEmpty();
        assertThat(unseen("a \u2067x \u0627\u2069 b")).isEmpty();
    }

    @Test
    void placesSideBySideAreTwoAndOneInsideAnotherIsIt() {
        assertThat(unseen("<!--a--><!--b-->")).containsExactly("<!--a-->", "<!--b-->");
        assertThat(unseen("<b hidden>a <!--b--> c</b>")).containsExactly("<b hidden>a <!--b--> c");
        assertThat(unseen("<b hidden>a <img alt='what nobody sees'> c</b>"))
                .containsExactly("<b hidden>a <img alt='what nobody sees'> c");
    }

    @Test
    void manyPlacesAreKept() {
        assertThat(unseen("<!--a-->b".repeat(100))).hasSize(100);
    }

    @Test
    void mostOfAPartIsMoreThanHalfOfIt() {
        UnseenPlaces places = UnseenPlaces.in("ab<!---->cdefg<!--x-->");

        assertThat(places.hold(2, 9)).isTrue();
        assertThat(places.hold(0, 9)).isTrue();
        assertThat(places.hold(2, 15)).isTrue();
        assertThat(places.hold(2, 16)).isFalse();
        assertThat(places.hold(0, 2)).isFalse();
        assertThat(places.hold(9, 14)).isFalse();
        assertThat(places.hold(8, 10)).isFalse();
        assertThat(places.hold(13, 15)).isFalse();
        assertThat(places.hold(12, 22)).isTrue();
    }

    @Test
    void somethingHoldsForAllPlacesOrNot() {
        UnseenPlaces places = UnseenPlaces.in("<!--a--> and <!--bb-->");

        assertThat(places.allAre(text -> text.startsWith("<!--"))).isTrue();
        assertThat(places.allAre(text -> text.contains("a"))).isFalse();
        assertThat(places.allAre(text -> text.contains("b"))).isFalse();
    }

    @Test
    void whatIsFoundThereIsGraver() {
        assertThat(raised("x", Severity.INFO, 0.5)).isEqualTo("WARN 0.5");
        assertThat(raised("x", Severity.INFO, 0.49)).isEqualTo("INFO 0.49");
        assertThat(raised("x", Severity.WARN, 0.5)).isEqualTo("ERROR 0.9");
        assertThat(raised("x", Severity.WARN, 0.93)).isEqualTo("ERROR 0.93");
        assertThat(raised("x", Severity.ERROR, 0.7)).isEqualTo("ERROR 0.7");
        assertThat(raised("model", Severity.WARN, 0.7)).isEqualTo("ERROR 0.9");
        assertThat(raised("model", Severity.WARN, 0.69)).isEqualTo("WARN 0.69");
    }

    private static String raised(String rule, Severity severity, double confidence) {
        var found = new ArrayList<Match>();
        Consumer<Match> raising = UnseenPlaces.in("seen <!-- unseen -->").raising(found::add);
        raising.accept(Match.of(rule, "prompt-injection", severity, confidence, "about", 10, 16, Rule.Cut.MATCH));
        raising.accept(Match.of(rule, "prompt-injection", severity, confidence, "about", 0, 4, Rule.Cut.MATCH));

        assertThat(found.get(1).severity()).isEqualTo(severity);
        return found.get(0).severity() + " " + found.get(0).confidence();
    }

    private static List<String> unseen(String text) {
        var places = new ArrayList<String>();
        UnseenPlaces.in(text).forEach((start, end) -> places.add(text.substring(start, end)));
        return places;
    }
}
