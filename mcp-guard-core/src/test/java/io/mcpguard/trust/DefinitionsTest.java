package io.mcpguard.trust;

import static io.mcpguard.trust.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.json.CanonicalJson;
import io.mcpguard.json.JsonTree;
import io.mcpguard.json.Limits;
import io.mcpguard.json.SameJson;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

    @Test
    void keyOrderIsNoDifference() {
        assertThat(SameJson.same(json("{'a':1,'b':{'c':2,'d':3}}"), json("{'b':{'d':3,'c':2},'a':1}")))
                .isTrue();
    }

    @Test
    void spellingOfNumbersIsNoDifference() {
        assertThat(SameJson.same(json("[1, 100, 0]"), json("[1.0, 1e2, -0.0]"))).isTrue();
        assertThat(SameJson.same(1, 1L)).isTrue();
    }

    @Test
    void numberIsNoText() {
        assertThat(SameJson.same(json("[1]"), json("['1']"))).isFalse();
    }

    @Test
    void integersBeyondDoublesStayDistinct() {
        assertThat(SameJson.same(json("[9007199254740992]"), json("[9007199254740993]")))
                .isFalse();
        assertThat(SameJson.same(json("[9007199254740992.0]"), json("[9007199254740993]")))
                .isFalse();
    }

    @Test
    void nullMemberIsNoMissingMember() {
        assertThat(SameJson.same(json("{'a':null}"), json("{'b':null}"))).isFalse();
        assertThat(SameJson.same(json("{'a':null}"), json("{}"))).isFalse();
        assertThat(SameJson.same(json("{'a':null}"), json("{'a':null}"))).isTrue();
    }

    @Test
    void orderOfElementsIsADifference() {
        assertThat(SameJson.same(json("[1,2]"), json("[2,1]"))).isFalse();
    }

    @Test
    void respelledTreesAreTheSameAndHaveOneDigest() {
        var random = new Random(1);
        var trees = new RandomJson(random);
        for (int i = 0; i < 2_000; i++) {
            Object tree = trees.tree();
            Object respelled = trees.respelled(tree);
            assertThat(SameJson.same(tree, respelled)).isTrue();
            assertThat(Definitions.digest(respelled)).isEqualTo(Definitions.digest(tree));
        }
    }

    @Test
    void treesAreTheSameExactlyIfTheirCanonicalFormIs() {
        var trees = new RandomJson(new Random(2));
        IdentityHashMap<Object, byte[]> forms = new IdentityHashMap<>();
        while (forms.size() < 200) {
            Object tree = trees.tree();
            if (tree != null) {
                forms.put(tree, CanonicalJson.write(tree));
            }
        }
        forms.forEach((a, formA) -> forms.forEach((b, formB) -> {
            if (SameJson.same(a, b) != Arrays.equals(formA, formB)) {
                throw new AssertionError(a + " and " + b);
            }
        }));
    }

    @Test
    void deepTreesWeighMoreThanALockHolds() {
        Object deep = "x";
        for (int i = 0; i < LockFormat.MAX_DEPTH; i++) {
            deep = List.of(deep);
        }
        Object tree = JsonTree.freeze(deep, new Limits(1_000, 10_000, 10, 10));
        assertThat(Definitions.weight("t", tree)).isGreaterThan(Retention.MAX_WEIGHT);
    }

    @Test
    void keysThatALockCannotExpressWeighMoreThanItHolds() {
        assertThat(Definitions.weight("t", JsonTree.freeze(Map.of("a", Map.of("x\ud800", 1)), Limits.DEFAULT)))
                .isGreaterThan(Retention.MAX_WEIGHT);
        assertThat(Definitions.weight("t\udc00", json("{}"))).isGreaterThan(Retention.MAX_WEIGHT);
        assertThat(Definitions.weight("t\ud83d\ude00", json("'\\ud800'"))).isLessThan(1_000);
    }

    @Test
    void weightIsNeverMuchBelowTheBytesInTheLock() {
        var trees = new RandomJson(new Random(3));
        for (int i = 0; i < 500; i++) {
            Object tree = trees.tree();
            var pins = Pins.empty().with("s", ServerPins.of(Map.of(), List.of(pinOf(tree))));
            int bytes = LockWriter.write(pins).length;
            assertThat(Definitions.weight("t", tree) + 400).isGreaterThan(bytes);
        }
    }

    private static Pin pinOf(Object tree) {
        return Pin.of(ItemKind.TOOL, "t", PinState.SEEN, Definitions.digest(tree), tree);
    }
}
