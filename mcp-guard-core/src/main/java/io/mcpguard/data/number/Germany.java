package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.COMPANY_ID;
import static io.mcpguard.data.DataClass.HEALTH_ID;
import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.DataClass.TAX_ID;
import static io.mcpguard.data.number.Checks.crossSum;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.icao;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.missing;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Checks.sum;
import static io.mcpguard.data.number.Strength.FAIR;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.STRONG;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/** Germany, and its doctors. */
final class Germany {

    private static final String TAX =
            "steuer id*, steuerid*, steuer identifikation*, steueridentifikation*, idnr, id nr,"
                    + " steuerliche identifikation*, tin, " + Named.TAX;
    private static final String CARD = "personalausweis*, ausweis*, npa, personalausweisnummer, " + Named.NATIONAL;
    private static final String REGISTER =
            "handelsregister*, amtsgericht*, registergericht*, register*, company*, gmbh";

    /** No vowels, so that no words come out, and no letters that look like digits. */
    private static final String SERIAL_LETTERS = "CFGHJKLMNPRTVWXYZ";

    static final List<Id> IDS = List.of(
            Id.of(TAX_ID, "de-tax-id", "99 999 999 999", FAIR, Germany::taxId, TAX),
            Id.of(
                    TAX_ID,
                    "de-tax-id",
                    "99 999 999 999",
                    WEAK,
                    digits -> digits.charAt(0) != '0' && Checks.mod11And10(digits),
                    TAX),
            Id.of(
                    NATIONAL_ID,
                    "de-pension",
                    "99 999999 A 999|99999999A999",
                    STRONG,
                    Germany::pension,
                    "rvnr, rentenversicherung*, sozialversicherung*, versicherungsnummer*, sv nummer, svnr, "
                            + Named.SOCIAL),
            Id.of(
                    HEALTH_ID,
                    "de-health-insured",
                    "A999999999",
                    WEAK,
                    Germany::insured,
                    "kvnr, krankenversicherung*, krankenversicherten*, krankenkasse*, versichertennummer*,"
                            + " versicherten*, egk*, e gk*, gesundheitskarte*, " + Named.HEALTH),
            Id.of(NATIONAL_ID, "de-id-card", "XXXXXXXXX9", WEAK, text -> serial(text, 9), CARD),
            Id.of(NATIONAL_ID, "de-id-card", "XXXXXXXX9", WEAK, text -> serial(text, 8), CARD),
            Id.of(NATIONAL_ID, "de-id-card", "XXXXXXXXX", SHAPE, Germany::isSerial, CARD),
            Id.shaped(
                    HEALTH_ID,
                    "de-bsnr",
                    "999999999",
                    "bsnr, betriebsstatte*, betriebsstaette*, betriebsstattennummer*, praxisnummer*"),
            Id.of(
                    HEALTH_ID,
                    "de-lanr",
                    "999999999",
                    WEAK,
                    Germany::lanr,
                    "lanr, arztnummer*, arzt nr, lebenslange arzt*, vertragsarzt*"),
            Id.shaped(
                    TAX_ID,
                    "de-tax-number",
                    "99/999/99999|999/999/99999|999/9999/9999|99/9999/9999|99/999/9999|99/9999/9999|9999999999999"
                            + "|999 999 99999|99 999 99999|9999999999|99999999999",
                    "steuernummer*, steuer nr, st nr, stnr, steuernr, finanzamt*"),
            Id.of(COMPANY_ID, "de-register", registerForms(4, 6), Strength.SURE, text -> true, REGISTER),
            Id.of(COMPANY_ID, "de-register", registerForms(1, 3), SHAPE, text -> true, REGISTER));

    private Germany() {}

    private static String registerForms(int shortest, int longest) {
        var forms = new StringBuilder();
        for (int length = shortest; length <= longest; length++) {
            String digits = "9".repeat(length);
            forms.append(forms.isEmpty() ? "" : "|")
                    .append("hrb ")
                    .append(digits)
                    .append("|hra ")
                    .append(digits);
        }
        return forms.toString();
    }

    /** Bundeszentralamt für Steuern: of the first ten digits one comes twice or thrice, no other more than once. */
    private static boolean taxId(String digits) {
        int[] count = new int[10];
        for (int i = 0; i < 10; i++) {
            count[digit(digits, i)]++;
        }
        int repeated = 0;
        for (int times : count) {
            repeated += times == 2 || times == 3 ? 1 : times > 3 ? 2 : 0;
        }
        return repeated == 1 && digits.charAt(0) != '0' && Checks.mod11And10(digits);
    }

    /** Verordnung über die Vergabe der Versicherungsnummer: the letter counts as its two digits. */
    private static boolean pension(String text) {
        int day = number(text, 2, 4);
        String digits = text.substring(0, 8) + letterNumber(text.charAt(8)) + text.substring(9);
        return Dates.isDay(day > 50 ? day - 50 : day, number(text, 4, 6))
                && number(text, 0, 2) >= 2
                && crossSum(digits, 0, 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1) % 10 == last(digits);
    }

    /** § 290 SGB V. */
    private static boolean insured(String text) {
        String digits = letterNumber(text.charAt(0)) + text.substring(1);
        return crossSum(digits, 0, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2) % 10 == last(digits);
    }

    private static String letterNumber(char letter) {
        int number = letter - 'A' + 1;
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    /**
     * Cards and passports: a letter, then these letters and digits, then perhaps the digit of the machine-readable
     * zone.
     */
    static boolean serial(String text, int length) {
        return isSerial(text.substring(0, length)) && icao(text, 0, length) == digit(text, length);
    }

    /** At least two digits, and neither another word nor a number. */
    static boolean isSerial(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Shapes.isDigit(c)) {
                digits++;
            } else if (SERIAL_LETTERS.indexOf(c) < 0) {
                return false;
            }
        }
        return digits >= 2 && !Shapes.isDigit(text.charAt(0));
    }

    /** Kassenärztliche Bundesvereinigung, Richtlinie nach § 75 Absatz 7 SGB V. */
    private static boolean lanr(String digits) {
        return missing(sum(digits, 4, 9, 4, 9, 4, 9), 10) == digit(digits, 6) && !digits.endsWith("00");
    }
}
