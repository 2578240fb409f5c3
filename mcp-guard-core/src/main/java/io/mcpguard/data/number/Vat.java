package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.TAX_ID;
import static io.mcpguard.data.number.Checks.crossSum;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.missing;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Checks.sum;
import static io.mcpguard.data.number.Checks.sumFrom;
import static io.mcpguard.data.number.Strength.STRONG;

import java.util.List;
import java.util.function.Predicate;

/**
 * VAT numbers with their country in front, which only one in several hundred random texts of their shape has, and
 * the check digits of the country. The shapes are those of the European Commission's VIES.
 */
final class Vat {

    static final List<Id> IDS = List.of(
            vat("at", "atu99999999", text -> (96 - crossSum(text, 1, 1, 2, 1, 2, 1, 2, 1)) % 10 == last(text)),
            vat("be", "be9999999999|be 9999.999.999|be9999.999.999|be 9999999999", WestEurope::belgianCompany),
            vat("bg", "bg999999999", Vat::bulgarian),
            vat("cy", "cy99999999A", Vat::cypriot),
            vat("cz", "cz99999999", CentralEurope::ico),
            vat(
                    "de",
                    "de999999999|de 999 999 999|de 999999999",
                    digits -> digits.charAt(0) != '0' && Checks.mod11And10(digits)),
            vat("dk", "dk99999999|dk 99 99 99 99|dk 99999999", NorthEurope::cvr),
            vat("ee", "ee999999999", digits -> missing(sum(digits, 3, 7, 1, 3, 7, 1, 3, 7), 10) == last(digits)),
            vat("gr", "el999999999", SouthEurope::afm),
            vat("es", "esX9999999X|es X9999999X|es-X9999999X", SouthEurope::spanish),
            vat("fi", "fi99999999", NorthEurope::finnishCompany),
            vat("fr", "fr99999999999|fr 99 999 999 999|fr99 999999999|fr 99999999999", Vat::french),
            vat("gb", "gb999999999|gb 999 9999 99|gb999 9999 99|gb 999999999", Vat::british),
            vat("hr", "hr99999999999", Checks::mod11And10),
            vat("hu", "hu99999999", Vat::hungarian),
            vat("ie", "ie9999999A|ie9999999AA", Britain::pps),
            vat("it", "it99999999999|it 99999999999", SouthEurope::italianVat),
            vat("lt", "lt999999999|lt999999999999", Vat::lithuanian),
            vat("lu", "lu99999999|lu 99999999", digits -> number(digits, 0, 6) % 89 == number(digits, 6, 8)),
            vat(
                    "lv",
                    "lv99999999999",
                    digits -> digits.charAt(0) > '3' && sum(digits, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3),
            vat("mt", "mt99999999", digits -> sum(digits, 3, 4, 6, 7, 8, 9, 10, 1) % 37 == 0),
            vat("nl", "nl999999999b99|nl 999999999 b99|nl9999.99.999.b99|nl 9999.99.999.b99", Vat::dutch),
            vat("no", "no999999999mva|no 999 999 999 mva|999999999mva|999 999 999 mva", Vat::norwegian),
            vat("pl", "pl9999999999|pl 999-999-99-99|pl 9999999999|pl 999 999 99 99", CentralEurope::nip),
            vat("pt", "pt999999999|pt 999999999|pt 999 999 999", SouthEurope::portuguese),
            vat("ro", "ro99999999|ro9999999|ro999999|ro999999999|ro9999999999", Vat::romanian),
            vat("se", "se999999999901|se 999999999901|se999999-999901", digits -> Checks.luhn(digits.substring(0, 10))),
            vat("si", "si99999999", Vat::slovenian),
            vat("sk", "sk9999999999", digits -> Checks.longNumber(digits, 0, 10) % 11 == 0 && digits.charAt(0) != '0'));

    private Vat() {}

    /** The check gets what stands behind the country. */
    private static Id vat(String country, String forms, Predicate<String> check) {
        boolean norwegian = country.equals("no");
        return Id.of(
                TAX_ID,
                country + "-vat",
                forms,
                STRONG,
                text -> check.test(norwegian && Shapes.isDigit(text.charAt(0)) ? text : text.substring(2)),
                Named.VAT,
                Named.TAX,
                "tva intracommunautaire, partita iva, steuer nr");
    }

    private static boolean bulgarian(String digits) {
        int check = sum(digits, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
        return (check == 10 ? sum(digits, 3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10 : check) == last(digits);
    }

    /** Digits at odd places count by a table. */
    private static boolean cypriot(String text) {
        int[] odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
        int total = 0;
        for (int i = 0; i < 8; i++) {
            total += i % 2 == 0 ? odd[digit(text, i)] : digit(text, i);
        }
        return 'A' + total % 26 == text.charAt(8);
    }

    private static boolean french(String digits) {
        return Checks.luhn(digits.substring(2)) && (12 + 3 * (number(digits, 2, 11) % 97)) % 97 == number(digits, 0, 2);
    }

    /** Since 2010 some have 55 less. */
    private static boolean british(String digits) {
        int total = sum(digits, 8, 7, 6, 5, 4, 3, 2) + number(digits, 7, 9);
        return digits.charAt(0) != '0' && (total % 97 == 0 || (total + 55) % 97 == 0);
    }

    static boolean hungarian(String digits) {
        return missing(sum(digits, 9, 7, 3, 1, 9, 7, 3), 10) == digit(digits, 7);
    }

    private static boolean lithuanian(String digits) {
        int length = digits.length();
        int[] first = length == 9 ? new int[] {1, 2, 3, 4, 5, 6, 7, 8} : new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2};
        int[] second = length == 9 ? new int[] {3, 4, 5, 6, 7, 8, 9, 1} : new int[] {3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4};
        int check = sum(digits, first) % 11;
        return digit(digits, length - 2) == 1 && (check == 10 ? sum(digits, second) % 11 % 10 : check) == last(digits);
    }

    /** Sole traders have had numbers with a check of their own since 2020. */
    private static boolean dutch(String text) {
        return WestEurope.bsn(text.substring(0, 9)) || Checks.mod97("NL" + text) == 1;
    }

    private static boolean norwegian(String text) {
        return NorthEurope.norwegianCompany(text.substring(0, 9));
    }

    private static boolean romanian(String digits) {
        String padded = "0".repeat(10 - digits.length()) + digits;
        return digits.charAt(0) != '0' && sum(padded, 7, 5, 3, 2, 1, 7, 5, 3, 2) * 10 % 11 % 10 == last(digits);
    }

    static boolean slovenian(String digits) {
        int check = 11 - sumFrom(digits, 0, 8, 7, 6, 5, 4, 3, 2) % 11;
        return digits.charAt(0) != '0' && check < 11 && check % 10 == last(digits);
    }
}
