package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.COMPANY_ID;
import static io.mcpguard.data.DataClass.HEALTH_ID;
import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.DataClass.TAX_ID;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.missing;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Checks.sum;
import static io.mcpguard.data.number.Checks.sumFrom;
import static io.mcpguard.data.number.Strength.FAIR;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.STRONG;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;
import java.util.Set;

/** Southeast Asia, Australia and New Zealand. */
final class Pacific {

    private static final String SINGAPORE = "nric*, fin, fin number*, ic number*, singapore*, " + Named.NATIONAL;
    private static final String UEN = "uen*, acra, unique entity*, " + Named.COMPANY;
    private static final String NHI = "nhi*, national health index, " + Named.HEALTH;

    private static final Set<Integer> NO_THAI_PROVINCE = Set.of(28, 29, 59, 68, 69, 78, 79, 87, 88, 89, 97, 98, 99);

    /** Kinds of entities in Singapore, from partnerships to foreign charities. */
    private static final Set<String> ENTITIES =
            Set.of(("CC CD CH CL CM CP CS CX DP FB FC FM FN GA GB GS HC HS LL LP MB MC MD"
                            + " MH MM MQ NB NR PA PB PF RF RP SM SS TC TU VH XL")
                    .split(" "));

    static final List<Id> IDS = List.of(
            Id.of(NATIONAL_ID, "sg-nric", "A9999999A", FAIR, Pacific::nric, SINGAPORE),
            Id.of(NATIONAL_ID, "sg-nric", "A9999999A", SHAPE, text -> "STFGM".indexOf(text.charAt(0)) >= 0, SINGAPORE),
            Id.of(
                    COMPANY_ID,
                    "sg-uen",
                    "99999999A",
                    WEAK,
                    text -> "XMKECAWLJDB".charAt(sum(text, 10, 4, 9, 3, 8, 2, 7, 1) % 11) == text.charAt(8),
                    UEN),
            Id.of(
                    COMPANY_ID,
                    "sg-uen",
                    "999999999A",
                    WEAK,
                    text -> "ZKCMDNERGWH".charAt(sum(text, 10, 8, 6, 4, 9, 7, 5, 3, 1) % 11) == text.charAt(9)
                            && number(text, 0, 4) >= 1800
                            && number(text, 0, 4) < 2100,
                    UEN),
            Id.of(COMPANY_ID, "sg-uen", "A99AA9999A", STRONG, Pacific::entity, UEN),
            Id.of(
                    NATIONAL_ID,
                    "my-mykad",
                    "999999-99-9999",
                    WEAK,
                    digits -> Dates.yyMMdd(digits, 0) && number(digits, 6, 8) > 0,
                    "mykad*, nric*, kad pengenalan*, no kp, malaysia*, ic no, ic number*, " + Named.NATIONAL),
            Id.of(
                    NATIONAL_ID,
                    "th-id",
                    "9-9999-99999-99-9|9 9999 99999 99 9",
                    WEAK,
                    Pacific::thai,
                    "thai id*, thai national*, tnin, เลขประจำตัวประชาชน, บัตรประชาชน, เลขบัตร, " + Named.NATIONAL),
            Id.of(
                    TAX_ID,
                    "ph-tin",
                    "999-999-999|999-999-999-999|999-999-999-99999",
                    WEAK,
                    digits -> sum(digits, 9, 8, 7, 6, 5, 4, 3, 2) % 11 == digit(digits, 8),
                    "bir, bir tin, philippine*, " + Named.TAX),
            Id.shaped(NATIONAL_ID, "ph-sss", "99-9999999-9", "sss, sss number*, sss no"),
            Id.shaped(HEALTH_ID, "ph-philhealth", "99-999999999-9", "philhealth*"),
            Id.of(
                    NATIONAL_ID,
                    "id-nik",
                    "9999999999999999",
                    SHAPE,
                    Pacific::nik,
                    "nik, ktp*, kartu tanda penduduk, nomor induk kependudukan, " + Named.NATIONAL),
            Id.of(
                    TAX_ID,
                    "id-npwp",
                    "99.999.999.9-999.999",
                    WEAK,
                    digits -> Checks.luhn(digits.substring(0, 9)),
                    "npwp*, pajak, " + Named.TAX),
            Id.shaped(
                    NATIONAL_ID,
                    "vn-cccd",
                    "999999999999|999999999",
                    "cccd, cmnd, can cuoc*, căn cước*, chung minh nhan dan"),
            Id.of(
                    TAX_ID,
                    "au-tfn",
                    "999 999 999",
                    WEAK,
                    digits -> sum(digits, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0,
                    "tfn*, tax file*, " + Named.TAX),
            Id.of(
                    COMPANY_ID,
                    "au-abn",
                    "99 999 999 999",
                    FAIR,
                    digits -> digits.charAt(0) != '0'
                            && (sum(digits, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0,
                    "abn*, australian business*, " + Named.COMPANY),
            Id.of(
                    COMPANY_ID,
                    "au-acn",
                    "999 999 999",
                    WEAK,
                    digits -> missing(sum(digits, 8, 7, 6, 5, 4, 3, 2, 1), 10) == last(digits),
                    "acn*, australian company*, " + Named.COMPANY),
            Id.of(
                    HEALTH_ID,
                    "au-medicare",
                    "9999 99999 9|9999 99999 9 9|9999 99999 9/9",
                    WEAK,
                    Pacific::medicare,
                    "medicare*, " + Named.HEALTH),
            Id.of(TAX_ID, "nz-ird", "999-999-999", WEAK, Pacific::ird, "ird*, inland revenue*, " + Named.TAX),
            Id.of(
                    TAX_ID,
                    "nz-ird",
                    "99-999-999",
                    WEAK,
                    digits -> ird("0" + digits),
                    "ird*, inland revenue*, " + Named.TAX),
            Id.of(HEALTH_ID, "nz-nhi", "AAA9999", WEAK, Pacific::nhi, NHI));

    private Pacific() {}

    /** Immigration and Checkpoints Authority: the check letter depends on the first one. */
    private static boolean nric(String text) {
        char first = text.charAt(0);
        int total = sumFrom(text, 1, 2, 7, 6, 5, 4, 3, 2) + ("TG".indexOf(first) >= 0 ? 4 : first == 'M' ? 3 : 0);
        String letters = switch (first) {
            case 'S', 'T' -> "JZIHGFEDCBA";
            case 'F', 'G' -> "XWUTRQPNMLK";
            case 'M' -> "XWUTRQPNJLK";
            default -> "";
        };
        return !letters.isEmpty() && letters.charAt(total % 11) == text.charAt(8);
    }

    /** Accounting and Corporate Regulatory Authority: century, year, kind of entity, number. */
    private static boolean entity(String text) {
        String values = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
        int[] weights = {4, 3, 5, 3, 10, 2, 2, 5, 7};
        int total = 0;
        for (int i = 0; i < weights.length; i++) {
            total += values.indexOf(text.charAt(i)) * weights[i];
        }
        return "RST".indexOf(text.charAt(0)) >= 0
                && ENTITIES.contains(text.substring(3, 5))
                && values.charAt(Math.floorMod(total - 5, 11)) == text.charAt(9);
    }

    /** Kind of person, province, district, number. */
    private static boolean thai(String digits) {
        int province = number(digits, 1, 3);
        return digits.charAt(0) >= '1'
                && digits.charAt(0) <= '8'
                && province >= 10
                && !NO_THAI_PROVINCE.contains(province)
                && (11 - sum(digits, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 10 == last(digits);
    }

    /** Province, district, and the day of birth, of women with 40 added. */
    private static boolean nik(String digits) {
        int province = number(digits, 0, 2);
        return province >= 11 && province <= 96 && Dates.isDay(number(digits, 6, 8) % 40, number(digits, 8, 10));
    }

    private static boolean medicare(String digits) {
        return digits.charAt(0) >= '2'
                && digits.charAt(0) <= '6'
                && sum(digits, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == digit(digits, 8)
                && digit(digits, 9) > 0;
    }

    /** Inland Revenue: a second set of weights where the first one gives ten. */
    private static boolean ird(String digits) {
        int check = missing(sum(digits, 3, 2, 7, 6, 5, 4, 3, 2), 11);
        if (check == 10) {
            check = missing(sum(digits, 7, 4, 3, 2, 5, 2, 7, 6), 11);
        }
        int value = number(digits, 0, 9);
        return value >= 10_000_000 && value <= 150_000_000 && check == last(digits);
    }

    /** Ministry of Health: letters without I and O count from 1. */
    private static boolean nhi(String text) {
        String values = " ABCDEFGHJKLMNPQRSTUVWXYZ";
        int total = sumFrom(text, 3, 4, 3, 2);
        for (int i = 0; i < 3; i++) {
            int value = values.indexOf(text.charAt(i));
            if (value < 0) {
                return false;
            }
            total += value * (7 - i);
        }
        return total % 11 != 0 && (11 - total % 11) % 10 == last(text);
    }
}
