package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.COMPANY_ID;
import static io.mcpguard.data.DataClass.HEALTH_ID;
import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.DataClass.TAX_ID;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.longNumber;
import static io.mcpguard.data.number.Checks.missing;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Checks.sum;
import static io.mcpguard.data.number.Strength.FAIR;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/** Poland, Czechia, Slovakia and Hungary. */
final class CentralEurope {

    private static final String RODNE_CISLO =
            "rodne cislo*, rodneho cisla, rodnym cislem, rc, birth number*, " + Named.NATIONAL;
    private static final String HUNGARIAN = "szemelyi azonosito*, szemelyi szam*, " + Named.NATIONAL;

    static final List<Id> IDS = List.of(
            Id.of(NATIONAL_ID, "pl-pesel", "99999999999", WEAK, CentralEurope::pesel, "pesel*, " + Named.NATIONAL),
            Id.of(
                    TAX_ID,
                    "pl-nip",
                    "999-999-99-99|999-99-99-999|999 999 99 99",
                    WEAK,
                    CentralEurope::nip,
                    "nip, numer identyfikacji podatkowej, " + Named.TAX + ", " + Named.VAT),
            Id.of(
                    COMPANY_ID,
                    "pl-regon",
                    "999999999|999 999 999",
                    WEAK,
                    CentralEurope::regon,
                    "regon*, " + Named.COMPANY),
            Id.of(
                    COMPANY_ID,
                    "pl-regon",
                    "99999999999999",
                    FAIR,
                    digits -> regon(digits.substring(0, 9))
                            && sum(digits, 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8) % 11 % 10 == last(digits),
                    "regon*, " + Named.COMPANY),
            Id.of(
                    NATIONAL_ID,
                    "pl-id-card",
                    "AAA999999|AAA 999999",
                    WEAK,
                    CentralEurope::polishCard,
                    "dowod osobist*, dowodu osobistego, nr dowodu, seria i numer, " + Named.NATIONAL),
            Id.of(NATIONAL_ID, "cz-rodne-cislo", "999999/9999", WEAK, CentralEurope::rodneCislo, RODNE_CISLO),
            Id.of(NATIONAL_ID, "cz-rodne-cislo", "999999/999", SHAPE, CentralEurope::isCzechDay, RODNE_CISLO),
            Id.of(COMPANY_ID, "cz-ico", "99999999|999 99 999", WEAK, CentralEurope::ico, "ico, ic, " + Named.COMPANY),
            Id.of(
                    TAX_ID,
                    "hu-tax-id",
                    "8999999999",
                    WEAK,
                    digits -> sum(digits, 1, 2, 3, 4, 5, 6, 7, 8, 9) % 11 == last(digits),
                    "adoazonosito*, adoszam*, " + Named.TAX),
            Id.of(
                    HEALTH_ID,
                    "hu-taj",
                    "999 999 999|999-999-999",
                    WEAK,
                    digits -> sum(digits, 3, 7, 3, 7, 3, 7, 3, 7) % 10 == last(digits),
                    "taj*, tarsadalombiztositas*, " + Named.SOCIAL + ", " + Named.HEALTH),
            Id.of(
                    NATIONAL_ID,
                    "hu-personal-id",
                    "9-999999-9999|9 999999 9999",
                    WEAK,
                    CentralEurope::hungarian,
                    HUNGARIAN),
            Id.of(
                    TAX_ID,
                    "hu-company-tax",
                    "99999999-9-99!",
                    WEAK,
                    digits -> Vat.hungarian(digits) && digits.charAt(8) >= '1' && digits.charAt(8) <= '5',
                    "adoszam*, " + Named.TAX + ", " + Named.VAT),
            Id.shaped(
                    NATIONAL_ID,
                    "hu-id-card",
                    "999999AA",
                    "szemelyi igazolvany*, szemelyazonosito*, " + Named.NATIONAL));

    private CentralEurope() {}

    /** Months tell the century: 80 is added for the 19th, 20 for the 21st, and so on. */
    private static boolean pesel(String digits) {
        return Dates.isDay(number(digits, 4, 6), number(digits, 2, 4) % 20)
                && missing(sum(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3), 10) == last(digits);
    }

    static boolean nip(String digits) {
        return digits.charAt(0) != '0' && sum(digits, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == last(digits);
    }

    private static boolean regon(String digits) {
        return sum(digits, 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 == last(digits);
    }

    /** The check digit is the first one behind the letters. */
    private static boolean polishCard(String text) {
        int total = 0;
        int[] weights = {7, 3, 1, 0, 7, 3, 1, 7, 3};
        for (int i = 0; i < weights.length; i++) {
            total += Character.digit(text.charAt(i), 36) * weights[i];
        }
        return total % 10 == digit(text, 3);
    }

    /** Of women 50 is added to the month, and 20 where the numbers of a day were used up. */
    private static boolean isCzechDay(String digits) {
        int month = number(digits, 2, 4) % 50;
        return number(digits, 2, 4) < 90
                && Dates.isDay(number(digits, 4, 6), month > 20 ? month - 20 : month)
                && digits.length() >= 9;
    }

    private static boolean rodneCislo(String digits) {
        return isCzechDay(digits)
                && (longNumber(digits, 0, 10) % 11 == 0 || (longNumber(digits, 0, 9) % 11 == 10 && last(digits) == 0));
    }

    static boolean ico(String digits) {
        return (11 - sum(digits, 8, 7, 6, 5, 4, 3, 2) % 11) % 10 == last(digits);
    }

    /** Sex and century, day, number; the weights were turned round in 1997. */
    private static boolean hungarian(String digits) {
        return "12345678".indexOf(digits.charAt(0)) >= 0
                && Dates.yyMMdd(digits, 1)
                && (sum(digits, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) % 11 == last(digits)
                        || sum(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == last(digits));
    }
}
