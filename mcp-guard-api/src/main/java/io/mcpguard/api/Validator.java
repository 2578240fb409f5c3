package io.mcpguard.api;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/**
 * Looks at a message and says what is wrong with it. It never changes anything and sees exactly what will be sent or
 * delivered.
 *
 * <pre>{@code
 * Validator.of("no-outside-mail", Hook.requests("tools/call"), in -> ToolCall.of(in)
 *         .filter(call -> call.tool().equals("send_email"))
 *         .filter(call -> !call.strings("to").allMatch(to -> to.endsWith("@example.com")))
 *         .map(call -> ValidationResult.error(call.path("to"), "recipient outside example.com"))
 *         .orElse(ValidationResult.valid()));
 * }</pre>
 */
public non-sealed interface Validator extends Interceptor {

    /**
     * Judges one message.
     *
     * @param in the message, immutable
     * @return what is wrong with it; null refuses the message
     */
    ValidationResult validate(Interception in);

    /**
     * A validator made of a function.
     *
     * @param name a name unique within a guard
     * @param hook the messages it wants to see
     * @param check the function
     * @return the validator
     */
    static Validator of(String name, Hook hook, Function<? super Interception, ValidationResult> check) {
        requireNonNull(name, "name");
        requireNonNull(hook, "hook");
        requireNonNull(check, "check");
        return new Validator() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Hook hook() {
                return hook;
            }

            @Override
            public ValidationResult validate(Interception in) {
                return check.apply(in);
            }

            @Override
            public String toString() {
                return "validator " + name + " on " + hook;
            }
        };
    }
}
