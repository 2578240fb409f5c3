package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.COMPANY_ID;
import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.DataClass.TAX_ID;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.longNumber;
import static io.mcpguard.data.number.Checks.missing;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Checks.sum;
import static io.mcpguard.data.number.Strength.FAIR;
import static io.mcpguard.data.number.Strength.STRONG;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/** Italy, Spain, Portugal, Greece, and the countries of former Yugoslavia. */
final class SouthEurope {

    private static final String NIF_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

    private static final String SPANISH = "dni, nif, nie, documento nacional*, numero de identificacion*, extranjero*,"
            + " identificacion fiscal, " + Named.NATIONAL + ", " + Named.TAX;
    private static final String YUGOSLAV = "jmbg, emso, maticni broj, embg, " + Named.NATIONAL;

    /** What the letters and digits at odd places of an Italian tax code count, from 0 to 9 and from A to Z. */
    private static final int[] ODD_DIGITS = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};

    private static final int[] ODD_LETTERS = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    /** Letters that stand for the digits from 0 on where two people would have the same code. */
    private static final String OMOCODIA = "LMNPQRSTUV";

    static final List<Id> IDS = List.of(
            Id.of(
                    TAX_ID,
                    "it-fiscal-code",
                    "AAAAAAXXAXXAXXXA|AAA AAA XXAXX AXXXA",
                    STRONG,
                    SouthEurope::fiscalCode,
                    "codice fiscale*, cod fiscale, cf, codicefiscale, " + Named.TAX),
            Id.of(
                    TAX_ID,
                    "it-vat",
                    "99999999999",
                    WEAK,
                    SouthEurope::italianVat,
                    "partita iva*, p iva, piva, " + Named.VAT + ", " + Named.TAX),
            Id.shaped(
                    NATIONAL_ID,
                    "it-id-card",
                    "AA99999AA|AA9999999|9999999AA|AA 9999999",
                    "carta d identita*, carta identita, carta di identita, cie, identity card*, id card*"),
            Id.of(NATIONAL_ID, "es-nif", "99999999-A|99999999 A|99.999.999-A", WEAK, SouthEurope::nif, SPANISH),
            Id.of(NATIONAL_ID, "es-nif", "9999999-A|9.999.999-A", WEAK, text -> nif("0" + text), SPANISH),
            Id.of(NATIONAL_ID, "es-nie", "A9999999-A|A-9999999-A", WEAK, SouthEurope::nie, SPANISH),
            Id.of(
                    COMPANY_ID,
                    "es-cif",
                    "A99999999|A-99999999|A9999999A",
                    WEAK,
                    SouthEurope::cif,
                    "cif, nif, " + Named.COMPANY),
            Id.of(
                    NATIONAL_ID,
                    "es-social-security",
                    "99/99999999/99|99 99999999 99|99 9999999999",
                    FAIR,
                    SouthEurope::spanishInsurance,
                    "seguridad social, nss, naf, afiliacion, " + Named.SOCIAL),
            Id.of(
                    TAX_ID,
                    "pt-nif",
                    "999999999|999 999 999",
                    WEAK,
                    SouthEurope::portuguese,
                    "nif, nipc, contribuinte*, numero fiscal, " + Named.TAX + ", " + Named.COMPANY),
            Id.of(
                    NATIONAL_ID,
                    "pt-citizen-card",
                    "99999999 9 AA9|99999999-9AA9|999999999AA9",
                    WEAK,
                    SouthEurope::citizenCard,
                    "cartao de cidadao, cartao cidadao, bilhete de identidade, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "gr-amka",
                    "999999 99999|999999-99999",
                    FAIR,
                    digits -> Dates.ddMMyy(digits, 0) && Checks.luhn(digits),
                    "amka, αμκα, " + Named.SOCIAL + ", " + Named.NATIONAL),
            Id.of(TAX_ID, "gr-afm", "999999999", WEAK, SouthEurope::afm, "afm, αφμ, " + Named.TAX),
            Id.shaped(
                    NATIONAL_ID, "gr-id-card", "AA-999999|AA 999999", "αριθμος ταυτοτητας, ταυτοτητα*, identity card*"),
            Id.of(
                    TAX_ID,
                    "hr-oib",
                    "99999999999",
                    WEAK,
                    Checks::mod11And10,
                    "oib, " + Named.TAX + ", " + Named.NATIONAL),
            Id.of(NATIONAL_ID, "jmbg", "9999999999999", STRONG, SouthEurope::jmbg, YUGOSLAV),
            Id.of(TAX_ID, "rs-pib", "999999999", WEAK, Checks::mod11And10, "pib, " + Named.TAX),
            Id.of(TAX_ID, "si-tax-number", "99999999", WEAK, Vat::slovenian, "davcna*, " + Named.TAX),
            Id.shaped(NATIONAL_ID, "mt-id-card", "9999999A", "malta, maltese, karta tal identita"));

    private SouthEurope() {}

    /** Decreto ministeriale of 23 December 1976: name, year, month, day and sex, place, check letter. */
    private static boolean fiscalCode(String text) {
        int total = 0;
        for (int i = 0; i < 15; i++) {
            int value = Character.digit(text.charAt(i), 36);
            int plain = value < 10 ? value : value - 10;
            total += i % 2 == 1 ? plain : value < 10 ? ODD_DIGITS[value] : ODD_LETTERS[plain];
        }
        int month = "ABCDEHLMPRST".indexOf(text.charAt(8)) + 1;
        int tens = omocode(text.charAt(9));
        int ones = omocode(text.charAt(10));
        int day = (tens * 10 + ones) % 40;
        return total % 26 == text.charAt(15) - 'A'
                && tens >= 0
                && ones >= 0
                && tens < 8
                && Dates.isDay(day, month)
                && omocode(text.charAt(6)) >= 0
                && omocode(text.charAt(7)) >= 0
                && omocode(text.charAt(12)) >= 0
                && omocode(text.charAt(13)) >= 0
                && omocode(text.charAt(14)) >= 0;
    }

    private static int omocode(char c) {
        return Shapes.isDigit(c) ? c - '0' : OMOCODIA.indexOf(c);
    }

    /** The three digits in front of the last name the tax office. */
    static boolean italianVat(String digits) {
        int office = number(digits, 7, 10);
        return Checks.luhn(digits)
                && number(digits, 0, 7) > 0
                && ((office >= 1 && office <= 100) || office == 120 || office == 121 || office == 888 || office == 999);
    }

    private static boolean nif(String text) {
        return NIF_LETTERS.charAt(number(text, 0, 8) % 23) == text.charAt(8) && number(text, 0, 8) > 0;
    }

    private static boolean nie(String text) {
        int first = "XYZ".indexOf(text.charAt(0));
        return first >= 0 && nif(first + text.substring(1));
    }

    /**
     * Real Decreto 1065/2007 and Orden EHA/451/2008. The check is a letter for some kinds of companies, a digit
     * for others.
     */
    static boolean cif(String text) {
        if ("ABCDEFGHJNPQRSUVW".indexOf(text.charAt(0)) < 0) {
            return false;
        }
        int check = missing(Checks.crossSum(text, 1, 2, 1, 2, 1, 2, 1, 2), 10);
        char last = text.charAt(8);
        return Shapes.isDigit(last)
                ? "PQRSNW".indexOf(text.charAt(0)) < 0 && last - '0' == check
                : "ABEH".indexOf(text.charAt(0)) < 0 && last == "JABCDEFGHI".charAt(check);
    }

    /** Any Spanish number of persons and companies. */
    static boolean spanish(String text) {
        boolean digitAtEnd = Shapes.isDigit(text.charAt(8));
        return Shapes.isDigit(text.charAt(0)) ? !digitAtEnd && nif(text) : (!digitAtEnd && nie(text)) || cif(text);
    }

    /** The number of the person may be written with a zero in front that does not count. */
    private static boolean spanishInsurance(String digits) {
        int province = number(digits, 0, 2);
        long ofPerson = longNumber(digits, 2, 10);
        int check = number(digits, 10, 12);
        return ((province >= 1 && province <= 53) || province == 66)
                && (longNumber(digits, 0, 10) % 97 == check
                        || (ofPerson < 10_000_000 && (ofPerson + province * 10_000_000L) % 97 == check));
    }

    static boolean portuguese(String digits) {
        int check = missing(sum(digits, 9, 8, 7, 6, 5, 4, 3, 2), 11);
        return "1235689".indexOf(digits.charAt(0)) >= 0 && check % 10 == last(digits);
    }

    /** Luhn over 12 places, letters counting 10 to 35. */
    private static boolean citizenCard(String text) {
        int total = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = Character.digit(text.charAt(i), 36) * (i % 2 == 0 ? 2 : 1);
            total += i % 2 == 0 && value > 9 ? value - 9 : value;
        }
        return total % 10 == 0;
    }

    /** Powers of two, modulus 11. */
    static boolean afm(String digits) {
        return sum(digits, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == last(digits);
    }

    /** Day, month, last three digits of the year, region, number. */
    private static boolean jmbg(String digits) {
        int year = number(digits, 4, 7);
        int check = 11 - sum(digits, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return Dates.ddMMyy(digits, 0) && (year >= 900 || year < 40) && (check > 9 ? 0 : check) == last(digits);
    }
}
