package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.mcpguard.data.Text;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every id in every form. */
class IdsTest {

    private static final List<Sample> SAMPLES =
            Catalogue.standard().ids().stream().map(Sample::of).toList();

    /** An id, one of its cues, and a valid value in each of its forms. */
    private record Sample(Id id, String cue, List<String> values) {

        static Sample of(Id id) {
            String cue = id.cues().get(0);
            return new Sample(
                    id,
                    cue.endsWith("*") ? cue.substring(0, cue.length() - 1) : cue,
                    id.forms().stream().map(form -> written(id, form)).toList());
        }

        private static String written(Id id, Form form) {
            String compact = new RandomNumbers(5).passingText(id, form).orElseThrow();
            var written = new StringBuilder();
            int at = 0;
            for (int group = 0; group < form.groups().size(); group++) {
                written.append(group == 0 ? "" : form.separators().charAt(group - 1));
                written.append(compact, at, at + form.groups().get(group));
                at += form.groups().get(group);
            }
            return written + (form.separators().endsWith("(") ? ")" : "");
        }

        @Override
        public String toString() {
            return id.name();
        }
    }

    static Stream<Sample> samples() {
        return SAMPLES.stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isFoundBehindItsName(Sample sample) {
        for (String value : sample.values) {
            String text = sample.cue + ": " + value + ".";
            int start = text.length() - value.length() - 1;

            assertThat(Found.in(text))
                    .as(text)
                    .anyMatch(hit -> hit.start() == start && hit.end() == start + value.length());
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isNotFoundWithinALongerWord(Sample sample) {
        for (String value : sample.values) {
            String text = sample.cue + ": xy7" + value + "q8z";

            assertThat(Found.in(text))
                    .noneMatch(hit -> text.substring(hit.start(), hit.end()).equals(value));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theNameOfAFieldIsAsGoodAsOneInTheText(Sample sample) {
        for (String value : sample.values) {
            assertThat(Found.in(new Text(value, sample.cue.replace(' ', '_'))))
                    .as(value)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void checksTakeAnyTextOfTheShape(Sample sample) {
        var random = new RandomNumbers(9);

        assertThatCode(() -> {
                    for (Form form : sample.id.forms()) {
                        for (int i = 0; i < 1_000; i++) {
                            RandomNumbers.passes(sample.id, form, random.of(form));
                        }
                    }
                })
                .doesNotThrowAnyException();
    }
}
