package io.mcpguard.data.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.mcpguard.data.Detectors;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SurveyTest {

    private static final String SECRET = "AKIAQ3EGRLUM7ZVTY2XD";
    private static final Detectors DETECTORS = Detectors.standard(Map.of(), id -> false);

    private static List<Spot> spots(Map<String, @Nullable Object> payload) {
        return new Survey(DETECTORS, DETECTORS.all(), key -> null, kind -> 1)
                .of(payload)
                .spots(payload);
    }

    private static Map<String, @Nullable Object> object(Object... members) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < members.length; i += 2) {
            object.put(String.valueOf(members[i]), members[i + 1]);
        }
        return object;
    }

    @Test
    void findsValuesInKeysValuesAndLists() {
        var payload = object(SECRET, List.of("x", "a " + SECRET));

        assertThat(spots(payload))
                .extracting(Spot::pointer, Spot::start)
                .containsExactly(tuple("/" + SECRET, 0), tuple("", 2));
    }

    @Test
    void findsASecretThatIsCutInTwoAdjacentFields() {
        var payload = object("first", "use AKIAQ3EGR", "second", "LUM7ZVTY2XD, please");

        assertThat(spots(payload))
                .extracting(Spot::pointer, Spot::start, Spot::end)
                .containsExactly(tuple("/first", 4, 13), tuple("", 0, 11));
    }

    @Test
    void twoFieldsWithASpaceBetweenAreNotOne() {
        assertThat(spots(object("first", "use AKIAQ3EGR ", "second", "LUM7ZVTY2XD, please")))
                .isEmpty();
    }

    @Test
    void readsTextThatIsEncodedInAResourceAndLeavesPicturesAlone() {
        String text = Base64.getEncoder().encodeToString(("key " + SECRET).getBytes(StandardCharsets.UTF_8));
        var contents =
                List.of(object("uri", "file:///a", "blob", text), object("uri", "file:///b", "blob", "iVBORw0KGgo="));

        assertThat(spots(object("contents", contents)))
                .singleElement()
                .satisfies(spot -> assertThat(spot.pointer()).isEqualTo("/contents/0/blob"));
    }

    @Test
    void readsBase64AsClientsDoWithLineBreaksWithoutPaddingAndInTheOtherAlphabet() {
        String text = Base64.getEncoder().encodeToString(("key " + SECRET + "~~~??").getBytes(StandardCharsets.UTF_8));

        for (String blob : List.of(
                text,
                text.replace("=", ""),
                text.substring(0, 8) + "\r\n" + text.substring(8),
                text.replace('/', '_'),
                SECRET)) {
            var contents = List.of(object("uri", "file:///a", "blob", blob));
            assertThat(spots(object("contents", contents))).as(blob).hasSize(1);
        }
    }

    @Test
    void doesNotLookAtWhatOnlyItsAuthorUnderstands() {
        assertThat(spots(object("nextCursor", SECRET))).isEmpty();
    }
}
