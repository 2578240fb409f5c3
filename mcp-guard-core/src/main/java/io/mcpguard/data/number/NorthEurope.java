package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.COMPANY_ID;
import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.missing;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Checks.sum;
import static io.mcpguard.data.number.Strength.FAIR;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.STRONG;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/** The Nordic and the Baltic countries. */
final class NorthEurope {

    private static final String NORWEGIAN = "fodselsnummer*, fnr, personnummer*, d nummer*, " + Named.NATIONAL;
    private static final String DANISH = "cpr*, personnummer*, " + Named.NATIONAL;
    private static final String SWEDISH =
            "personnummer*, pnr, samordningsnummer*, person nr, personnr, swedish id*, " + Named.NATIONAL;
    private static final String SWEDISH_COMPANY =
            "organisationsnummer*, orgnr, org nr, orgnummer*, org number, " + Named.COMPANY;
    private static final String LATVIAN = "personas kods, personas koda, " + Named.NATIONAL;
    private static final String FINNISH = "henkilotunnus*, hetu*, henkilotunnuksen, sosiaaliturvatunnus*, finnish id*, "
            + Named.NATIONAL + ", " + Named.SOCIAL;

    static final List<Id> IDS = List.of(
            Id.of(NATIONAL_ID, "dk-cpr", "999999-9999", WEAK, NorthEurope::danish, DANISH),
            Id.of(NATIONAL_ID, "dk-cpr", "999999-9999", SHAPE, digits -> Dates.ddMMyy(digits, 0), DANISH),
            Id.of(COMPANY_ID, "dk-cvr", "99999999|99 99 99 99", WEAK, NorthEurope::cvr, "cvr*, " + Named.COMPANY),
            Id.of(NATIONAL_ID, "se-personnummer", "999999-9999|999999+9999", WEAK, NorthEurope::swedish, SWEDISH),
            Id.of(
                    NATIONAL_ID,
                    "se-personnummer",
                    "99999999-9999|99999999+9999",
                    FAIR,
                    NorthEurope::longSwedish,
                    SWEDISH),
            Id.of(COMPANY_ID, "se-company", "999999-9999", WEAK, NorthEurope::swedishCompany, SWEDISH_COMPANY),
            Id.of(
                    COMPANY_ID,
                    "se-company",
                    "16999999-9999",
                    WEAK,
                    digits -> swedishCompany(digits.substring(2)),
                    SWEDISH_COMPANY),
            Id.of(
                    NATIONAL_ID,
                    "no-fodselsnummer",
                    "999999 99999|999999-99999",
                    STRONG,
                    digits -> number(digits, 2, 4) <= 12 && norwegian(digits),
                    NORWEGIAN),
            Id.of(NATIONAL_ID, "no-fodselsnummer", "999999 99999", FAIR, NorthEurope::norwegian, NORWEGIAN),
            Id.of(
                    COMPANY_ID,
                    "no-company",
                    "999 999 999",
                    WEAK,
                    NorthEurope::norwegianCompany,
                    "organisasjonsnummer*, orgnr, org nr, foretak*, " + Named.COMPANY),
            Id.of(
                    NATIONAL_ID,
                    "fi-hetu",
                    "999999-999X!|999999+999X!|999999A999X",
                    STRONG,
                    NorthEurope::finnish,
                    FINNISH),
            Id.of(
                    COMPANY_ID,
                    "fi-business-id",
                    "9999999-9",
                    WEAK,
                    NorthEurope::finnishCompany,
                    "y tunnus*, ytunnus*, fo nummer, " + Named.COMPANY),
            Id.of(
                    NATIONAL_ID,
                    "is-kennitala",
                    "999999-9999",
                    FAIR,
                    NorthEurope::icelandic,
                    "kennitala*, kennitolu*, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "ee-isikukood",
                    "99999999999",
                    FAIR,
                    NorthEurope::baltic,
                    "isikukood*, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "lt-asmens-kodas",
                    "99999999999",
                    FAIR,
                    NorthEurope::baltic,
                    "asmens kod*, " + Named.NATIONAL),
            Id.of(NATIONAL_ID, "lv-personas-kods", "999999-99999", FAIR, NorthEurope::latvian, LATVIAN),
            Id.of(NATIONAL_ID, "lv-personas-kods", "329999-99999", SHAPE, digits -> true, LATVIAN));

    private NorthEurope() {}

    /** Numbers given out since 2007 need not have this check. */
    private static boolean danish(String digits) {
        return Dates.ddMMyy(digits, 0) && sum(digits, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    static boolean cvr(String digits) {
        return digits.charAt(0) != '0' && sum(digits, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /** Days of coordination numbers are 60 higher. */
    private static boolean swedish(String digits) {
        int day = number(digits, 4, 6);
        return Dates.isDay(day > 60 ? day - 60 : day, number(digits, 2, 4)) && Checks.luhn(digits);
    }

    /** The same with the century; a time stamp such as {@code 20240115-1230} is none. */
    private static boolean longSwedish(String digits) {
        int year = number(digits, 0, 4);
        boolean time = year >= 2000 && number(digits, 8, 10) < 24 && number(digits, 10, 12) < 60;
        return year >= 1880 && year < 2040 && !time && swedish(digits.substring(2));
    }

    private static boolean swedishCompany(String digits) {
        return number(digits, 2, 4) >= 20 && digits.charAt(0) != '0' && Checks.luhn(digits);
    }

    /** Skatteetaten: two check digits. Days are 40 higher without residence, months 40 or 80 in test numbers. */
    private static boolean norwegian(String digits) {
        int day = number(digits, 0, 2);
        return Dates.isDay(day > 40 ? day - 40 : day, number(digits, 2, 4) % 40)
                && sum(digits, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                && sum(digits, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    static boolean norwegianCompany(String digits) {
        return digits.charAt(0) >= '8' && sum(digits, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /** Väestötietojärjestelmä: day, sign of the century, number, and a check character by modulus 31. */
    private static boolean finnish(String text) {
        int at = text.length() - 4;
        return (at == 6 || "ABCDEFUVWXY".indexOf(text.charAt(6)) >= 0)
                && Dates.ddMMyy(text, 0)
                && number(text, at, at + 3) >= 2
                && "0123456789ABCDEFHJKLMNPRSTUVWXY"
                                .charAt(number(text.substring(0, 6) + text.substring(at), 0, 9) % 31)
                        == text.charAt(at + 3);
    }

    static boolean finnishCompany(String digits) {
        return missing(sum(digits, 7, 9, 10, 5, 8, 4, 2), 11) == last(digits);
    }

    /** The last digit is that of the century. */
    private static boolean icelandic(String digits) {
        return "890".indexOf(digits.charAt(9)) >= 0
                && Dates.ddMMyy(digits, 0)
                && sum(digits, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /** Estonia and Lithuania: century and sex, day, number, and a check digit with a second try. */
    private static boolean baltic(String digits) {
        int check = sum(digits, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
        if (check == 10) {
            check = sum(digits, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
        }
        return "12345678".indexOf(digits.charAt(0)) >= 0 && Dates.yyMMdd(digits, 1) && check == digit(digits, 10);
    }

    private static boolean latvian(String digits) {
        return Dates.ddMMyy(digits, 0)
                && digits.charAt(6) <= '2'
                && (sum(digits, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9) + 1) % 11 % 10 == digit(digits, 10);
    }
}
