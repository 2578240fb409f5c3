package io.mcpguard.data.number;

import io.mcpguard.data.DataClass;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * One kind of number.
 *
 * @param name its name in reports, the country first
 * @param kind what the policy calls it
 * @param forms how it is written
 * @param strength how much passing its checks says
 * @param check whether a text passes them; it is given capitals and digits only, in the shape of one of the forms
 * @param cues words that say what it is, in the languages concerned; a star at the end stands for any ending
 */
record Id(
        String name, DataClass kind, List<Form> forms, Strength strength, Predicate<String> check, List<String> cues) {

    /**
     * One that has a check.
     *
     * @param forms as {@link Form} describes them, with {@code |} between
     * @param cues with commas between
     */
    static Id of(
            DataClass kind, String name, String forms, Strength strength, Predicate<String> check, String... cues) {
        return new Id(
                name,
                kind,
                Arrays.stream(forms.split("\\|"))
                        .map(String::strip)
                        .map(Form::of)
                        .toList(),
                strength,
                check,
                Arrays.stream(cues)
                        .flatMap(some -> Arrays.stream(some.split(",")))
                        .map(String::strip)
                        .distinct()
                        .toList());
    }

    /** One of which the shape is all that is known. */
    static Id shaped(DataClass kind, String name, String forms, String... cues) {
        return of(kind, name, forms, Strength.SHAPE, compact -> true, cues);
    }
}
