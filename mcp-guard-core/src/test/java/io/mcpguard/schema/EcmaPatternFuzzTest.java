package io.mcpguard.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

class EcmaPatternFuzzTest {

    /** Empty groups compile to several instructions where the estimate counts one. */
    private static final int MOST = 8 * 5_000;

    /** Whatever the pattern is: refused, or a program of bounded size. */
    @FuzzTest
    void compilesPatternsToBoundedPrograms(FuzzedDataProvider data) {
        try {
            String re2 = EcmaPattern.toRe2(data.consumeRemainingAsString());
            assertThat(Pattern.compile(re2).programSize()).isLessThan(MOST);
        } catch (UnsupportedSchemaException | PatternSyntaxException expected) {
            // both end as NOT_LINEAR
        }
    }
}
