package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.COMPANY_ID;
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

/** Romania, Bulgaria, Russia, Ukraine, Kazakhstan and Turkey. */
final class EastEurope {

    private static final String INN = "inn, инн, " + Named.TAX;
    private static final String OGRN = "ogrn*, огрн*, " + Named.COMPANY;

    static final List<Id> IDS = List.of(
            Id.of(
                    NATIONAL_ID,
                    "ro-cnp",
                    "9999999999999",
                    FAIR,
                    EastEurope::cnp,
                    "cnp, cod numeric personal, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "bg-egn",
                    "9999999999",
                    WEAK,
                    EastEurope::egn,
                    "egn, егн, единен граждански номер, " + Named.NATIONAL),
            Id.of(TAX_ID, "ru-inn", "9999999999", WEAK, EastEurope::shortInn, INN),
            Id.of(TAX_ID, "ru-inn", "999999999999", FAIR, EastEurope::longInn, INN),
            Id.of(
                    NATIONAL_ID,
                    "ru-snils",
                    "999-999-999 99|999-999-999-99",
                    FAIR,
                    EastEurope::snils,
                    "snils, снилс, " + Named.SOCIAL),
            Id.of(
                    COMPANY_ID,
                    "ru-ogrn",
                    "9999999999999",
                    WEAK,
                    digits ->
                            "15".indexOf(digits.charAt(0)) >= 0 && longNumber(digits, 0, 12) % 11 % 10 == last(digits),
                    OGRN),
            Id.of(
                    COMPANY_ID,
                    "ru-ogrn",
                    "399999999999999",
                    WEAK,
                    digits -> longNumber(digits, 0, 14) % 13 % 10 == last(digits),
                    OGRN),
            Id.of(
                    TAX_ID,
                    "ua-tax-id",
                    "9999999999",
                    WEAK,
                    digits -> (sum(digits, -1, 5, 7, 9, 4, 6, 10, 5, 7) + 11) % 11 % 10 == last(digits),
                    "рнокпп, rnokpp, ипн, іпн, ідентифікаційний код*, податков*, " + Named.TAX),
            Id.shaped(COMPANY_ID, "ua-edrpou", "99999999", "edrpou, єдрпоу, егрпоу"),
            Id.of(NATIONAL_ID, "kz-iin", "999999999999", FAIR, EastEurope::iin, "iin, иин, жсн, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "tr-tckn",
                    "99999999999|999 999 999 99",
                    FAIR,
                    EastEurope::tckn,
                    "tckn, tc kimlik*, t c kimlik*, kimlik*, turkish id*, " + Named.NATIONAL),
            Id.of(TAX_ID, "tr-vkn", "9999999999", WEAK, EastEurope::vkn, "vkn, vergi*, " + Named.TAX),
            Id.of(
                    NATIONAL_ID,
                    "by-id",
                    "9999999A999AA9",
                    SHAPE,
                    text -> Dates.ddMMyy(text, 1) && "ABCHKEM".indexOf(text.charAt(7)) >= 0,
                    "личный номер, идентификационный номер, асабісты нумар, " + Named.NATIONAL));

    private EastEurope() {}

    /** Sex and century, day, county, number. */
    private static boolean cnp(String digits) {
        int county = number(digits, 7, 9);
        int check = sum(digits, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
        return digits.charAt(0) != '0'
                && Dates.yyMMdd(digits, 1)
                && ((county >= 1 && county <= 48) || county == 51 || county == 52 || county == 70)
                && (check == 10 ? 1 : check) == last(digits);
    }

    /** Months are 20 higher for the 19th century and 40 for the 21st. */
    private static boolean egn(String digits) {
        int month = number(digits, 2, 4);
        return month < 60
                && Dates.isDay(number(digits, 4, 6), month % 20)
                && sum(digits, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == last(digits);
    }

    private static boolean shortInn(String digits) {
        return sum(digits, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == last(digits) && number(digits, 0, 2) > 0;
    }

    private static boolean longInn(String digits) {
        return sum(digits, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(digits, 10)
                && sum(digits, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == digit(digits, 11)
                && number(digits, 0, 2) > 0;
    }

    private static boolean snils(String digits) {
        return sum(digits, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100 == number(digits, 9, 11);
    }

    /** Day of birth, sex and century; the check has a second try. */
    private static boolean iin(String digits) {
        int check = sum(digits, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) % 11;
        if (check == 10) {
            check = sum(digits, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2) % 11;
        }
        return Dates.yyMMdd(digits, 0) && digits.charAt(6) <= '6' && check == last(digits);
    }

    /** Two check digits: the first of odd and even places, the second of all. */
    private static boolean tckn(String digits) {
        int odd = sum(digits, 1, 0, 1, 0, 1, 0, 1, 0, 1);
        int even = sum(digits, 0, 1, 0, 1, 0, 1, 0, 1);
        return digits.charAt(0) != '0'
                && Math.floorMod(odd * 7 - even, 10) == digit(digits, 9)
                && (odd + even + digit(digits, 9)) % 10 == digit(digits, 10);
    }

    private static boolean vkn(String digits) {
        int total = 0;
        for (int i = 0; i < 9; i++) {
            int value = (digit(digits, i) + 9 - i) % 10;
            int product = value * (1 << (9 - i)) % 9;
            total += value != 0 && product == 0 ? 9 : product;
        }
        return missing(total, 10) == last(digits);
    }
}
