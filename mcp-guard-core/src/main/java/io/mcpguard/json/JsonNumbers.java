package io.mcpguard.json;

import io.mcpguard.json.JsonException.Reason;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import tools.jackson.core.io.schubfach.DoubleToDecimal;

/**
 * Numbers as ECMAScript writes them (RFC 8785, section 3.2.2.3), and beyond what a {@code double} can hold.
 *
 * <p>A double is written as the shortest decimal that reads back as it. An integer keeps all its digits. A number with
 * fraction or exponent is taken for a double up to 17 significant digits, since that many are what some writers print of
 * one; with more it keeps them all. What is read is written alike again.
 */
final class JsonNumbers {

    private static final int MAX_DIGITS = 1_000;
    /** Bits of the largest number of {@link #MAX_DIGITS} digits: 1000 / log10(2), rounded up. */
    private static final int MAX_BITS = 3_322;

    private static final int MAX_EXPONENT = 10_000;
    /** Room for sign, point and exponent beside the digits. */
    private static final int MAX_LENGTH = MAX_DIGITS + 16;

    private static final int DIGITS_OF_A_DOUBLE = 17;
    /** From here on ECMAScript writes an exponent. */
    private static final BigInteger EXPONENT_FROM = BigInteger.TEN.pow(21);

    private JsonNumbers() {}

    /**
     * Makes sure that something is a number that can be written.
     *
     * @param value anything
     * @throws JsonException if it is not
     */
    static void check(Object value) {
        Class<?> type = value.getClass();
        if (type == Integer.class || type == Long.class || type == Short.class || type == Byte.class) {
            return;
        }
        if (type == Double.class || type == Float.class) {
            if (!Double.isFinite(((Number) value).doubleValue())) {
                throw new JsonException(Reason.NOT_JSON, "not JSON: a number is NaN or infinite");
            }
            return;
        }
        // Exactly these classes: a subclass could change.
        if (type == BigInteger.class) {
            checkSize((BigInteger) value);
        } else if (type == BigDecimal.class) {
            checkSize((BigDecimal) value);
        } else {
            throw new JsonException(Reason.NOT_JSON, "not JSON: a value is a " + type.getName());
        }
    }

    private static void checkSize(BigInteger integer) {
        if (integer.bitLength() > MAX_BITS) {
            throw tooLong();
        }
    }

    private static void checkSize(BigDecimal decimal) {
        checkSize(decimal.unscaledValue());
        // The exponent it has with one digit before the point, which trailing zeros do not change.
        long exponent = decimal.signum() == 0 ? decimal.scale() : decimal.precision() - 1L - decimal.scale();
        if (Math.abs(exponent) > MAX_EXPONENT) {
            throw tooLong();
        }
    }

    private static JsonException tooLong() {
        return new JsonException(
                Reason.NUMBER_TOO_LONG,
                "a JSON number has more than " + MAX_DIGITS + " digits or an exponent beyond " + MAX_EXPONENT);
    }

    /**
     * A number as text.
     *
     * @param number a number that {@link #check} accepts
     * @return its canonical form, in ASCII
     */
    static String write(Object number) {
        if (number instanceof Double real) {
            return write(real.doubleValue());
        }
        if (number instanceof Float real) {
            // The digits that a writer of floats puts on the wire, not those of the same value as a double.
            return write(Double.parseDouble(real.toString()));
        }
        if (number instanceof BigInteger integer) {
            return write(integer);
        }
        if (number instanceof BigDecimal decimal) {
            Number simplest = simplest(decimal);
            return simplest instanceof Double real
                    ? write(real.doubleValue())
                    : layOut(decimal.signum() < 0, decimal.unscaledValue().abs().toString(), -(long) decimal.scale());
        }
        return number.toString();
    }

    private static String write(BigInteger value) {
        double nearest = value.doubleValue();
        if (value.abs().compareTo(EXPONENT_FROM) >= 0 && Double.isFinite(nearest)) {
            String shortest = write(nearest);
            if (new BigDecimal(shortest).compareTo(new BigDecimal(value)) == 0) {
                return shortest;
            }
        }
        return value.toString();
    }

    static String write(double value) {
        if (value == (long) value && Math.abs(value) < 1L << 53) {
            return Long.toString((long) value);
        }
        if (Math.abs(value) < 1e-321) {
            return tiny(value);
        }
        String text = DoubleToDecimal.toString(Math.abs(value));
        int exponentAt = text.indexOf('E');
        int end = exponentAt < 0 ? text.length() : exponentAt;
        int point = text.indexOf('.');
        String digits = text.substring(0, point) + text.substring(point + 1, end);
        int exponent = exponentAt < 0 ? 0 : Integer.parseInt(text, exponentAt + 1, text.length(), 10);
        return layOut(value < 0, digits, exponent - (end - point - 1));
    }

    /** Where Java insists on two digits and the neighbours are so far away that one is enough, ECMAScript takes one. */
    private static String tiny(double value) {
        double size = Math.abs(value);
        BigDecimal exact = new BigDecimal(size);
        for (int digits = 1; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == size) {
                return layOut(value < 0, rounded.unscaledValue().toString(), -(long) rounded.scale());
            }
        }
    }

    /**
     * Writes digits × 10^exponent.
     *
     * @param negative whether a minus belongs before it
     * @param digits decimal digits, zeros at both ends allowed
     * @param exponent the power of ten
     * @return as ECMAScript's Number::toString lays it out
     */
    private static String layOut(boolean negative, String digits, long exponent) {
        int from = 0;
        int to = digits.length();
        while (from < to && digits.charAt(from) == '0') {
            from++;
        }
        if (from == to) {
            return "0";
        }
        // n as ECMAScript calls it: the value is 0.digits × 10^n
        long n = to - from + exponent;
        while (digits.charAt(to - 1) == '0') {
            to--;
        }
        int count = to - from;
        StringBuilder out = new StringBuilder(count + 24);
        if (negative) {
            out.append('-');
        }
        if (n >= count && n <= 21) {
            out.append(digits, from, to).append("0".repeat((int) n - count));
        } else if (n > 0 && n <= 21) {
            out.append(digits, from, from + (int) n).append('.').append(digits, from + (int) n, to);
        } else if (n > -6 && n <= 0) {
            out.append("0.").append("0".repeat((int) -n)).append(digits, from, to);
        } else {
            out.append(digits.charAt(from));
            if (count > 1) {
                out.append('.').append(digits, from + 1, to);
            }
            out.append('e').append(n > 0 ? "+" : "").append(n - 1);
        }
        return out.toString();
    }

    /**
     * Reads an integer.
     *
     * @param text an integer as JSON allows it
     * @return a {@code Long}, or a {@code BigInteger} where that is too small
     */
    static Number readInteger(String text) {
        if (text.length() > MAX_LENGTH) {
            throw tooLong();
        }
        if (text.length() <= 18) {
            return Long.valueOf(text);
        }
        BigInteger integer = new BigInteger(text);
        checkSize(integer);
        if (integer.bitLength() < Long.SIZE) {
            return integer.longValue();
        }
        return integer;
    }

    /**
     * Reads a number with fraction or exponent.
     *
     * @param text a number as JSON allows it
     * @return a {@code Double}, or a {@code BigDecimal} where a double would lose digits
     */
    static Number readReal(String text) {
        if (text.length() > MAX_LENGTH) {
            throw tooLong();
        }
        BigDecimal exact;
        try {
            exact = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw tooLong(); // its exponent does not fit an int
        }
        checkSize(exact);
        return simplest(exact);
    }

    /** The double that a decimal stands for, or the decimal where a double would lose digits. */
    private static Number simplest(BigDecimal exact) {
        double nearest = exact.doubleValue();
        if (!Double.isFinite(nearest)) {
            return exact;
        }
        if (new BigDecimal(write(nearest)).compareTo(exact) == 0) {
            return nearest;
        }
        BigDecimal stripped = exact.stripTrailingZeros();
        boolean integer = stripped.scale() <= 0 && stripped.abs().compareTo(new BigDecimal(EXPONENT_FROM)) < 0;
        boolean normal = Math.abs(nearest) >= Double.MIN_NORMAL;
        if (normal && !integer && stripped.precision() <= DIGITS_OF_A_DOUBLE) {
            return nearest;
        }
        return exact;
    }
}
