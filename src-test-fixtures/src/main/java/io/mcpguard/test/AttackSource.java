package io.mcpguard.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a parameterized test once for each attack.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @AttackSource(categories = "tool-poisoning")
 * void holdsAgainst(AttackCase attack, GuardedAgent agent) {
 *     assertThat(agent.play(attack).reachedModel()).isFalse();
 *     assertThat(agent.play(attack.benignTwin()).reachedModel()).isTrue();
 * }
 * }</pre>
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(AttackSourceProvider.class)
public @interface AttackSource {

    /**
     * Which categories, see {@link AttackCase#category()}; all if there are none. A category without a case fails.
     *
     * @return the categories
     */
    String[] categories() default {};

    /**
     * Files with cases of one's own, relative to the working directory, in place of those of this module.
     *
     * @return the files
     */
    String[] files() default {};
}
