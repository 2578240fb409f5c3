package io.mcpguard.cli.measure;

import java.util.Locale;

/**
 * A share of groups, with its 95 % interval after Wilson (1927).
 *
 * @param of the sum of what each group gives, from 0 to 1 each
 * @param groups how many there are
 */
record Share(double of, int groups) {

    private static final double Z = 1.96;

    double value() {
        return groups == 0 ? 0 : of / groups;
    }

    double low() {
        return groups == 0 ? 0 : Math.max(0, middle() - half());
    }

    double high() {
        return groups == 0 ? 1 : Math.min(1, middle() + half());
    }

    private double middle() {
        return (value() + Z * Z / (2 * groups)) / denominator();
    }

    private double half() {
        return Z * Math.sqrt(value() * (1 - value()) / groups + Z * Z / (4.0 * groups * groups)) / denominator();
    }

    private double denominator() {
        return 1 + Z * Z / groups;
    }

    /** {@return in percent, the interval behind it} */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f %% (%.1f–%.1f)", 100 * value(), 100 * low(), 100 * high());
    }
}
