package io.mcpguard.identity;

import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The options of one launcher: those that take a value and those that do not. One that is in neither list could hide what
 * is started behind it, so it leaves a doubt.
 *
 * @param valued take a value
 * @param flags take none; one that ends with {@code *} stands for all that start so
 */
record Options(Set<String> valued, Set<String> flags) {

    static Options of(String valued, String flags) {
        return new Options(Set.of(valued.split(" ")), Set.of(flags.split(" ")));
    }

    /** Reads options until something else comes. */
    void read(Arguments arguments, Reading reading) {
        read(arguments, reading, (option, value) -> {});
    }

    /**
     * @param told is told the options that take a value
     */
    void read(Arguments arguments, Reading reading, BiConsumer<String, String> told) {
        for (String option = arguments.nextOption(); option != null; option = arguments.nextOption()) {
            String name = Arguments.nameOf(option);
            if (valued.contains(name)) {
                told.accept(name, arguments.valueOf(option));
            } else if (!isFlag(option)) {
                reading.unknownOption(option);
            }
        }
    }

    boolean isFlag(String option) {
        if (flags.contains(Arguments.nameOf(option))) {
            return true;
        }
        for (String flag : flags) {
            if (flag.endsWith("*") && option.startsWith(flag.substring(0, flag.length() - 1))) {
                return true;
            }
        }
        return false;
    }
}
