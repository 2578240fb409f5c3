package io.mcpguard.inspect.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
}
