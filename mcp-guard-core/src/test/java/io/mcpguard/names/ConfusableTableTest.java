package io.mcpguard.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** ICU4J is the oracle: the resource is what it knows, and skeletons are what it computes. */
class ConfusableTableTest {

    @Test
    void resourceIsWhatTheOracleWrites() throws IOException {
        try (var in = ConfusableTable.class.getResourceAsStream(ConfusableTable.RESOURCE)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo(IcuTable.text());
        }
    }

    @Test
    void tableIsWhatTheOracleKnows() {
        assertThat(ConfusableTable.instance().entries()).isEqualTo(IcuTable.entries());
    }

    @Test
    void versionIsTheOracles() {
        assertThat(Confusables.UNICODE).isEqualTo(IcuTable.unicode());
    }

    @Test
    void noCodePointGrowsMoreThanIsSaid() {
        assertThat(ConfusableTable.instance().entries().values().stream()
                        .mapToInt(String::length)
                        .max())
                .hasValue(ConfusableTable.MAX_GROWTH);
    }

    /**
     * Characters that the Java runtime does not know yet have no normal form there. Those that are not shown are left to
     * another test: the standard does not say whether marks that they kept apart are put in order before the mapping.
     */
    @Test
    void skeletonsAreTheOracles() {
        var random = new Random(4);
        int[] sources = ConfusableTable.instance().entries().keySet().stream()
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < 200_000; i++) {
            var text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                int c = random.nextBoolean() ? sources[random.nextInt(sources.length)] : random.nextInt(0x20000);
                if (Character.isDefined(c) && Character.getType(c) != Character.SURROGATE && !IcuTable.isIgnorable(c)) {
                    text.appendCodePoint(c);
                }
            }
            String expected = IcuTable.skeleton(text.toString());
            if (expected.codePoints().allMatch(Character::isDefined)) {
                assertThat(Confusables.skeleton(text)).isEqualTo(expected);
            }
        }
    }

    @Test
    void whatIsNotShownIsNotInTheSkeleton() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (IcuTable.isIgnorable(c)) {
                assertThat(Confusables.skeleton("git" + Character.toString(c) + "hub"))
                        .isEqualTo("github");
            }
        }
    }

    @Test
    void emptyTableMapsNothing() {
        assertThat(new ConfusableTable(Map.of()).target('1')).isNull();
    }
}
