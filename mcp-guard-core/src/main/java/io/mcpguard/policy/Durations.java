package io.mcpguard.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: a whole number and a unit, {@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h}, {@code 1d}. */
final class Durations {

    private static final int MAX_DIGITS = 9;
    private static final int MAX_DAYS = 100_000;

    private static final List<Unit> UNITS = List.of(
            new Unit("d", Duration.ofDays(1)),
            new Unit("h", Duration.ofHours(1)),
            new Unit("m", Duration.ofMinutes(1)),
            new Unit("s", Duration.ofSeconds(1)),
            new Unit("ms", Duration.ofMillis(1)));

    private Durations() {}

    /** {@return the duration, null if the text is none} */
    static @Nullable Duration parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > MAX_DIGITS) {
            return null;
        }
        String name = text.substring(digits);
        for (Unit unit : UNITS) {
            if (unit.name().equals(name)) {
                return unit.length().multipliedBy(Integer.parseInt(text.substring(0, digits)));
            }
        }
        return null;
    }

    /** Writes it in the largest unit that it is a whole number of; what is none of these in the ISO form. */
    static String write(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.toDays() > MAX_DAYS) {
            return duration.toString();
        }
        for (Unit unit : UNITS) {
            long count = duration.dividedBy(unit.length());
            if (count > 0 && unit.length().multipliedBy(count).equals(duration)) {
                return count + unit.name();
            }
        }
        return duration.toString();
    }

    private record Unit(String name, Duration length) {}
}
