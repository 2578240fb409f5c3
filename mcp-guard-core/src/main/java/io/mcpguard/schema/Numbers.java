package io.mcpguard.schema;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Exact arithmetic on the numbers of a JSON tree. A {@code Double} stands for the decimal that it is written as. */
final class Numbers {

    private static final int DIGITS_PER_STEP = 16;
    private static final long EXACT = 1L << 53;

    private Numbers() {}

    static boolean isInteger(Number n, Meter meter) {
        if (isLong(n) || n instanceof BigInteger) {
            return true;
        }
        if (n instanceof Double d) {
            return d == Math.rint(d);
        }
        BigDecimal decimal = decimal(n, meter);
        return decimal.scale() <= 0 || decimal.stripTrailingZeros().scale() <= 0;
    }

    static int compare(Number a, Number b, Meter meter) {
        if (isLong(a) && isLong(b)) {
            return Long.compare(a.longValue(), b.longValue());
        }
        if (isExactDouble(a) && isExactDouble(b)) {
            double x = a.doubleValue();
            double y = b.doubleValue();
            return x < y ? -1 : x > y ? 1 : 0;
        }
        return decimal(a, meter).compareTo(decimal(b, meter));
    }

    static boolean isMultiple(Number n, Number divisor, Meter meter) {
        if (isLong(n) && isLong(divisor)) {
            return n.longValue() % divisor.longValue() == 0;
        }
        BigDecimal dividend = decimal(n, meter);
        BigDecimal by = decimal(divisor, meter);
        // The quotient is computed in full: 1e999999999 / 3 would never end.
        meter.take(Math.max(0, magnitude(dividend) - magnitude(by)) / DIGITS_PER_STEP);
        meter.take(Math.abs((long) dividend.scale() - by.scale()) / DIGITS_PER_STEP);
        return dividend.remainder(by).signum() == 0;
    }

    /** The nearest double, the same for numbers that are equal. */
    static double nearest(Number n, Meter meter) {
        return (n instanceof BigDecimal || n instanceof BigInteger ? decimal(n, meter) : n).doubleValue();
    }

    private static boolean isLong(Number n) {
        return n instanceof Long || n instanceof Integer;
    }

    private static long magnitude(BigDecimal n) {
        return (long) n.precision() - n.scale();
    }

    private static boolean isExactDouble(Number n) {
        return n instanceof Double || (isLong(n) && Math.abs(n.longValue()) <= EXACT);
    }

    private static BigDecimal decimal(Number n, Meter meter) {
        if (n instanceof BigDecimal decimal) {
            // Arithmetic on n digits takes n * n steps.
            meter.take(square(decimal.unscaledValue().bitLength()));
            return decimal;
        }
        if (n instanceof BigInteger integer) {
            meter.take(square(integer.bitLength()));
            return new BigDecimal(integer);
        }
        return isLong(n) ? BigDecimal.valueOf(n.longValue()) : BigDecimal.valueOf(n.doubleValue());
    }

    private static long square(int bits) {
        long words = bits / 64;
        return words * words;
    }
}
