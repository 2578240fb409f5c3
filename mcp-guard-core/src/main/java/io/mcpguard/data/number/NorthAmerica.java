package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.COMPANY_ID;
import static io.mcpguard.data.DataClass.HEALTH_ID;
import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.DataClass.TAX_ID;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Checks.sumFrom;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.STRONG;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/** The United States and Canada. */
final class NorthAmerica {

    private static final String SSN =
            "ssn, ssns, ss no, ssn number, social, soc sec, social security*, social sec*, itin";
    private static final String MEDICARE = "mbi, medicare*, beneficiary*, " + Named.HEALTH;

    static final List<Id> IDS = List.of(
            Id.of(
                    NATIONAL_ID,
                    "us-ssn",
                    "999-99-9999|999 99 9999|999.99.9999",
                    SHAPE,
                    NorthAmerica::ssn,
                    SSN,
                    Named.TAX),
            Id.of(
                    NATIONAL_ID,
                    "us-ssn",
                    "999-99-9999!|999 99 9999!|999.99.9999!",
                    WEAK,
                    NorthAmerica::ssn,
                    SSN,
                    Named.NATIONAL),
            Id.of(TAX_ID, "us-itin", "999-99-9999|999 99 9999", SHAPE, NorthAmerica::itin, "itin*, ssn, " + Named.TAX),
            Id.of(TAX_ID, "us-itin", "999-99-9999!", WEAK, NorthAmerica::itin, "itin"),
            Id.of(
                    COMPANY_ID,
                    "us-ein",
                    "99-9999999",
                    SHAPE,
                    digits -> number(digits, 0, 2) > 0,
                    "ein, fein, employer id*, employer identification*, federal tax*, tax id*, taxpayer*, irs"),
            Id.of(
                    HEALTH_ID,
                    "us-npi",
                    "9999999999|9999-999-999|9999 999 999",
                    WEAK,
                    digits -> (digits.charAt(0) == '1' || digits.charAt(0) == '2') && Checks.luhn("80840" + digits),
                    "npi, npis, national provider*, provider*, prescriber*"),
            Id.of(HEALTH_ID, "us-mbi", "9AX9-AX9-AA99", SHAPE, NorthAmerica::mbi, MEDICARE),
            Id.of(HEALTH_ID, "us-mbi", "9AX9-AX9-AA99!", WEAK, NorthAmerica::mbi, MEDICARE),
            Id.of(
                    HEALTH_ID,
                    "us-dea",
                    "AA9999999|A99999999",
                    WEAK,
                    NorthAmerica::dea,
                    "dea, dea number*, certificate*, prescriber*, drug enforcement*, controlled substance*"),
            Id.shaped(
                    HEALTH_ID,
                    "medical-record",
                    "999999|9999999|99999999|999999999|9999999999|AA999999|AA99999999|AAA999999|A99999999",
                    "mrn, medical record number*, medical record no, patient id*, patient number*"),
            Id.of(
                    NATIONAL_ID,
                    "ca-sin",
                    "999 999 999|999-999-999",
                    WEAK,
                    digits -> "08".indexOf(digits.charAt(0)) < 0 && Checks.luhn(digits),
                    "sin, sins, nas, social insurance*, assurance sociale, " + Named.SOCIAL),
            Id.of(
                    COMPANY_ID,
                    "ca-business",
                    "999999999 AA 9999|999999999 AA9999|999999999AA9999",
                    STRONG,
                    NorthAmerica::canadianBusiness,
                    "bn, gst*, hst, cra, " + Named.COMPANY + ", " + Named.TAX),
            Id.of(
                    HEALTH_ID,
                    "ca-ohip",
                    "9999 999 999|9999-999-999|9999-999-999-AA|9999999999AA",
                    WEAK,
                    text -> text.charAt(0) != '0' && Checks.luhn(text.substring(0, 10)),
                    "ohip*, ontario*, " + Named.HEALTH),
            Id.of(
                    HEALTH_ID,
                    "ca-bc-phn",
                    "9999 999 999|9999999999",
                    WEAK,
                    digits -> digits.charAt(0) == '9'
                            && 11 - sumFrom(digits, 1, 2, 4, 8, 5, 10, 9, 7, 3) % 11 == last(digits),
                    "phn, personal health*, bc services*, " + Named.HEALTH),
            Id.of(
                    HEALTH_ID,
                    "ca-ramq",
                    "AAAA 9999 9999|AAAA99999999",
                    SHAPE,
                    NorthAmerica::ramq,
                    "ramq, nam, assurance maladie, " + Named.HEALTH));

    private NorthAmerica() {}

    /** Social Security Administration: areas, groups and serials that were never given out. */
    private static boolean ssn(String digits) {
        int area = number(digits, 0, 3);
        return area != 0 && area != 666 && area < 900 && number(digits, 3, 5) != 0 && number(digits, 5, 9) != 0;
    }

    /** Internal Revenue Service: 9, and the groups that it uses. */
    private static boolean itin(String digits) {
        int group = number(digits, 3, 5);
        return digits.charAt(0) == '9'
                && ((group >= 50 && group <= 65)
                        || (group >= 70 && group <= 88)
                        || (group >= 90 && group <= 92)
                        || group >= 94);
    }

    /** Centers for Medicare and Medicaid Services: no letter that looks like a digit, and no zero in front. */
    private static boolean mbi(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("SLOIBZ".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return text.charAt(0) != '0';
    }

    /**
     * The kind of registrant, the first letter of the name or a 9, and six digits of which every other counts
     * twice.
     */
    private static boolean dea(String text) {
        int total = sumFrom(text, 2, 1, 2, 1, 2, 1, 2);
        char second = text.charAt(1);
        return "ABCDEFGHJKLMPRSTUX".indexOf(text.charAt(0)) >= 0
                && (second == '9' || !Shapes.isDigit(second))
                && total % 10 == last(text);
    }

    private static boolean canadianBusiness(String text) {
        return Checks.luhn(text.substring(0, 9))
                && "RT RP RC RM RR RZ".contains(text.substring(9, 11))
                && text.startsWith("00", 11);
    }

    /**
     * Three letters of the name and one of the first name, then the day of birth, of women with 50 added to the
     * month.
     */
    private static boolean ramq(String text) {
        return Dates.isDay(number(text, 8, 10), number(text, 6, 8) % 50) && digit(text, 6) != 4;
    }
}
