package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.DRIVING_LICENCE;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.STRONG;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/** Driving licences. */
final class Licences {

    static final List<Id> IDS = List.of(
            Id.of(
                    DRIVING_LICENCE,
                    "uk-driving-licence",
                    "AXXXX999999XX9AA|AXXXX 999999 XX9AA|AXXXX999999XXXAA",
                    STRONG,
                    Licences::british,
                    Named.LICENCE),
            Id.of(
                    DRIVING_LICENCE,
                    "de-driving-licence",
                    "XXXXXXXX9XX|XXXXXXXXXXX",
                    SHAPE,
                    Licences::german,
                    Named.LICENCE),
            Id.of(
                    DRIVING_LICENCE,
                    "it-driving-licence",
                    "AA9999999A|u1XXXXXXXA",
                    SHAPE,
                    Licences::italian,
                    "license, licence, " + Named.LICENCE),
            Id.of(
                    DRIVING_LICENCE,
                    "kr-driving-licence",
                    "99-99-999999-99!|99 99 999999 99!",
                    WEAK,
                    Licences::korean,
                    "license, licence, " + Named.LICENCE),
            Id.of(DRIVING_LICENCE, "kr-driving-licence", "999999999999", SHAPE, Licences::korean, Named.LICENCE),
            Id.of(
                    DRIVING_LICENCE,
                    "in-driving-licence",
                    "AA99 99999999999|AA-9999999999999|AA99-99999999999|AA9999999999999",
                    SHAPE,
                    text -> Vehicles.INDIAN_STATES.contains(text.substring(0, 2)),
                    Named.LICENCE),
            Id.of(
                    DRIVING_LICENCE,
                    "br-driving-licence",
                    "99999999999",
                    WEAK,
                    Licences::brazilian,
                    "cnh, carteira nacional de habilitacao, carteira de habilitacao, carteira de motorista,"
                            + " habilitacao"),
            Id.of(DRIVING_LICENCE, "us-florida-licence", "A999-999-99-999-9!", WEAK, text -> true, Named.LICENCE),
            // The United States and Canada, by state; Australia; France and others.
            Id.shaped(
                    DRIVING_LICENCE,
                    "driving-licence",
                    "A9999999|A99999999|A999999999|A9999999999|A99999999999|A999999999999|A9999999999999|AA999999"
                            + "|AA9999999"
                            + "|AA99999999|A999999|A99999|AAA999999|99AAA9999|9999999A|99AA99999|A9999-99999-99999",
                    Named.LICENCE),
            Id.shaped(
                    DRIVING_LICENCE,
                    "driving-licence",
                    "9999999|99999999|999999999|9999999999|99999999999|999999999999|99999999-9|999 999 999|99 999 999",
                    Named.LICENCE));

    private Licences() {}

    /**
     * Driver and Vehicle Licensing Agency: five letters of the name filled up with nines, decade, month (of women
     * with 50 added), day, year, initials, and three characters that tell people with all this in common apart.
     */
    private static boolean british(String text) {
        boolean filled = false;
        for (int i = 0; i < 5; i++) {
            char c = text.charAt(i);
            if (Shapes.isDigit(c) ? c != '9' : filled) {
                return false;
            }
            filled |= c == '9';
        }
        int month = number(text, 6, 8);
        return Dates.isDay(number(text, 8, 10), month > 50 ? month - 50 : month)
                && isInitial(text.charAt(11))
                && isInitial(text.charAt(12));
    }

    private static boolean isInitial(char c) {
        return c == '9' || !Shapes.isDigit(c);
    }

    /** Letters and digits mixed, a letter in front. */
    private static boolean german(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            digits += Shapes.isDigit(text.charAt(i)) ? 1 : 0;
        }
        return digits >= 4 && digits < text.length() && !Shapes.isDigit(text.charAt(0));
    }

    /** Those of the ministry have U1 in front and no vowels. */
    private static boolean italian(String text) {
        if (!text.startsWith("U1")) {
            return true;
        }
        for (int i = 2; i < text.length() - 1; i++) {
            if ("AEIOQ".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The region that gave it out. */
    private static boolean korean(String digits) {
        return number(digits, 0, 2) >= 11 && number(digits, 0, 2) <= 28;
    }

    private static boolean brazilian(String digits) {
        int first = Checks.sum(digits, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11;
        int second = Checks.sum(digits, 1, 2, 3, 4, 5, 6, 7, 8, 9) % 11 - (first == 10 ? 2 : 0);
        second = second < 0 ? second + 11 : second;
        return (first == 10 ? 0 : first) == digit(digits, 9) && (second == 10 ? 0 : second) == last(digits);
    }
}
