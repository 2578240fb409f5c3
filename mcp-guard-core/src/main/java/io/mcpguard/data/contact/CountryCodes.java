package io.mcpguard.data.contact;

import java.util.HashMap;
import java.util.Map;

/** Whether a number that begins with a country code has as many digits as that country has (ITU-T E.164). */
final class CountryCodes {

    /** A country code is known by three digits at most. */
    private static final int MAX_CODE = 3;

    private record Lengths(int least, int most) {
        boolean has(int length) {
            return length >= least && length <= most;
        }
    }

    private final Map<String, Lengths> lengths = new HashMap<>();

    CountryCodes() {
        for (String line : Phrases.lines("phone-countries.txt")) {
            String[] fields = line.split("[ -]", -1);
            int least = Integer.parseInt(fields[1]);
            lengths.put(fields[0], new Lengths(least, Integer.parseInt(fields[fields.length - 1])));
        }
    }

    /** Whether it is a number somewhere in the world: the country code, then what is dialled within the country. */
    boolean isNumber(String digits) {
        for (int code = 1; code <= Math.min(MAX_CODE, digits.length()); code++) {
            Lengths there = lengths.get(digits.substring(0, code));
            if (there != null) {
                String national = digits.substring(code);
                if (code == 1 && digits.charAt(0) == '1') {
                    return isNorthAmerican(national);
                }
                return there.has(national.length()) || (isTrunk(national) && there.has(national.length() - 1));
            }
        }
        return false;
    }

    /** Many write the zero that is dialled within the country only. */
    private static boolean isTrunk(String national) {
        return national.startsWith("0");
    }

    /** Area and exchange begin with 2 to 9 and are not N11; area 555 is for numbers that are made up. */
    private static boolean isNorthAmerican(String national) {
        return national.length() == 10 && isArea(national, 0) && (isArea(national, 3) || national.startsWith("555"));
    }

    private static boolean isArea(String national, int at) {
        return national.charAt(at) >= '2' && !national.startsWith("11", at + 1);
    }
}
