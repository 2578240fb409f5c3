package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.DataClass.TAX_ID;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Checks.sum;
import static io.mcpguard.data.number.Strength.FAIR;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.STRONG;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/** Israel, the Arab countries, Iran, and Africa. */
final class MiddleEastAndAfrica {

    static final List<Id> IDS = List.of(
            Id.of(
                    NATIONAL_ID,
                    "il-id",
                    "999999999|99999999-9",
                    WEAK,
                    Checks::luhn,
                    "teudat zehut*, tz, zehut*, israeli id*, תעודת זהות, ת ז, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "ae-emirates-id",
                    "784-9999-9999999-9",
                    STRONG,
                    digits -> Checks.luhn(digits) && isYear(number(digits, 3, 7)),
                    "emirates id*, eid, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "sa-id",
                    "9999999999",
                    WEAK,
                    digits -> digits.charAt(0) <= '2' && digits.charAt(0) >= '1' && Checks.luhn(digits),
                    "iqama*, saudi id*, هوية*, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "kw-civil-id",
                    "999999999999",
                    FAIR,
                    digits -> (digits.charAt(0) == '2' || digits.charAt(0) == '3')
                            && Dates.yyMMdd(digits, 1)
                            && 11 - sum(digits, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2) % 11 == last(digits),
                    "civil id*, kuwait*, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "ir-national-code",
                    "9999999999|999-999999-9",
                    WEAK,
                    MiddleEastAndAfrica::iranian,
                    "kod melli, code melli, melli code, کد ملی, کدملی, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "za-id",
                    "9999999999999|999999 9999 999|999999 9999 99 9",
                    STRONG,
                    MiddleEastAndAfrica::southAfrican,
                    "sa id*, rsa id*, south african id*, permanent resident*, refugee id*, " + Named.NATIONAL),
            Id.shaped(
                    NATIONAL_ID,
                    "ng-nin",
                    "99999999999",
                    "nin, nimc, national identification*, bvn, bank verification*, nigerian id*"),
            Id.shaped(NATIONAL_ID, "ke-id", "99999999|9999999", "kenya*, kenyan id*, kitambulisho, huduma*, maisha*"),
            Id.of(
                    TAX_ID,
                    "ke-pin",
                    "A999999999A",
                    SHAPE,
                    text -> text.charAt(0) == 'A' || text.charAt(0) == 'P',
                    "kra*, kra pin*, pin certificate*, " + Named.TAX),
            Id.of(
                    NATIONAL_ID,
                    "eg-id",
                    "99999999999999|9 999999 99 99999",
                    FAIR,
                    MiddleEastAndAfrica::egyptian,
                    "egypt*, الرقم القومي, رقم قومي, بطاقة, " + Named.NATIONAL),
            Id.of(NATIONAL_ID, "gh-card", "gha-999999999-9", STRONG, text -> true, "ghana card*, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "tz-nida",
                    "99999999-99999-99999-99",
                    STRONG,
                    digits -> Dates.yyyyMMdd(digits, 0),
                    "nida, nin, " + Named.NATIONAL),
            Id.shaped(NATIONAL_ID, "zm-nrc", "999999/99/9", "nrc, " + Named.NATIONAL),
            Id.shaped(NATIONAL_ID, "ma-cin", "AA999999|A999999", "cin, cnie, carte nationale*"),
            Id.shaped(NATIONAL_ID, "ug-nin", "AA99999999XXXA|AAXXXXXXXXXXXA", "nin, uganda*, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "zw-id",
                    "99-999999 A 99|99-9999999 A 99|99-999999A99|99-9999999A99",
                    SHAPE,
                    text -> number(text, 0, 2) > 0,
                    "zimbabwe*, " + Named.NATIONAL));

    private MiddleEastAndAfrica() {}

    private static boolean isYear(int year) {
        return year >= 1880 && year < 2100;
    }

    private static boolean iranian(String digits) {
        int rest = sum(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
        return (rest < 2 ? rest : 11 - rest) == last(digits);
    }

    /**
     * Day of birth, number, 0 for citizens, 1 for residents and 2 for refugees, a digit that was once the race,
     * Luhn.
     */
    private static boolean southAfrican(String digits) {
        return Dates.yyMMdd(digits, 0) && digits.charAt(10) <= '2' && digit(digits, 11) >= 8 && Checks.luhn(digits);
    }

    /** Century, day of birth, governorate, number. How the last digit comes about is not published. */
    private static boolean egyptian(String digits) {
        int place = number(digits, 7, 9);
        return (digits.charAt(0) == '2' || digits.charAt(0) == '3')
                && Dates.yyMMdd(digits, 1)
                && ((place >= 1 && place <= 4)
                        || (place >= 11 && place <= 19)
                        || (place >= 21 && place <= 29)
                        || (place >= 31 && place <= 35)
                        || place == 88);
    }
}
