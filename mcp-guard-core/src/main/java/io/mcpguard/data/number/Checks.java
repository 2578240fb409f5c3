package io.mcpguard.data.number;

/** The check digit methods that many ids share. Texts hold capitals and digits only. */
final class Checks {

    private static final int[][] VERHOEFF_PRODUCT = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };

    /** The permutation of the method; place n applies it n times. */
    private static final int[] VERHOEFF_STEP = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private Checks() {}

    static int digit(String text, int at) {
        return text.charAt(at) - '0';
    }

    /** The number that digits in a row make; at most nine of them. */
    static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digit(text, i);
        }
        return number;
    }

    /** The number that digits in a row make; at most 18 of them. */
    static long longNumber(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + digit(text, i);
        }
        return number;
    }

    /** Digits by their weights, from the first one on. */
    static int sum(String text, int... weights) {
        return sumFrom(text, 0, weights);
    }

    static int sumFrom(String text, int from, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(text, from + i) * weights[i];
        }
        return sum;
    }

    /** Digits by their weights, of products with two digits the sum of these. */
    static int crossSum(String text, int from, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int product = digit(text, from + i) * weights[i];
            sum += product / 10 + product % 10;
        }
        return sum;
    }

    /** What is missing to the next multiple; 0 for none. */
    static int missing(int sum, int modulus) {
        return (modulus - sum % modulus) % modulus;
    }

    static int last(String text) {
        return digit(text, text.length() - 1);
    }

    /** ISO/IEC 7812-1, annex B. */
    static boolean luhn(String digits) {
        int sum = 0;
        boolean twice = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digit(digits, i);
            sum += twice ? digit * 2 / 10 + digit * 2 % 10 : digit;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    /** GS1 numbers: weights 1 and 3 from the last digit on. */
    static boolean ean(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += digit(digits, i) * ((digits.length() - i) % 2 == 0 ? 3 : 1);
        }
        return sum % 10 == 0;
    }

    /** What ISO/IEC 7064 calls MOD 97-10, letters standing for 10 to 35. */
    static int mod97(CharSequence text) {
        int rest = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), 36);
            rest = (value < 10 ? rest * 10 + value : rest * 100 + value) % 97;
        }
        return rest;
    }

    /** ISO/IEC 7064, MOD 11,10. */
    static boolean mod11And10(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (digit(digits, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == last(digits);
    }

    /** ISO/IEC 7064, MOD 11-2; the last place may be an X. */
    static boolean mod11And2(String text) {
        int sum = 0;
        for (int i = 0; i < text.length() - 1; i++) {
            sum = (sum + digit(text, i)) * 2 % 11;
        }
        char check = text.charAt(text.length() - 1);
        int last = check == 'X' ? 10 : check - '0';
        return last <= 10 && (sum + last) % 11 == 1;
    }

    static boolean verhoeff(String digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digit(digits, digits.length() - 1 - i);
            for (int step = 0; step < i % 8; step++) {
                value = VERHOEFF_STEP[value];
            }
            check = VERHOEFF_PRODUCT[check][value];
        }
        return check == 0;
    }

    /** The check digit of machine-readable travel documents, ICAO Doc 9303 part 3: weights 7, 3 and 1. */
    static int icao(CharSequence text, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            int value = Math.max(0, Character.digit(text.charAt(i), 36));
            sum += value * ((i - from) % 3 == 0 ? 7 : (i - from) % 3 == 1 ? 3 : 1);
        }
        return sum % 10;
    }
}
