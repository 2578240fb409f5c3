package io.mcpguard.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arguments of a command line, read once from left to right. */
final class Arguments {

    private final List<String> all;
    private int at;

    Arguments(List<String> all) {
        this.all = all;
    }

    boolean hasNext() {
        return at < all.size();
    }

    /** The next one, {@code ""} after the last. */
    String next() {
        return hasNext() ? all.get(at++) : "";
    }

    String peek() {
        return hasNext() ? all.get(at) : "";
    }

    /** What has not been read. */
    List<String> rest() {
        return all.subList(at, all.size());
    }

    /** The next one if it is an option. {@code --} ends options and is no argument; a lone {@code -} is one. */
    @Nullable
    String nextOption() {
        String next = peek();
        if (next.equals("--")) {
            at++;
            return null;
        }
        if (next.length() < 2 || next.charAt(0) != '-') {
            return null;
        }
        at++;
        return next;
    }

    /** The name of an option without its value. */
    static String nameOf(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? option : option.substring(0, equals);
    }

    /** The value of an option, behind {@code =} or as the next argument. */
    String valueOf(String option) {
        int equals = option.indexOf('=');
        return equals < 0 ? next() : option.substring(equals + 1);
    }
}
