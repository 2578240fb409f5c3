package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.COMPANY_ID;
import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.DataClass.TAX_ID;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.missing;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Checks.sum;
import static io.mcpguard.data.number.Checks.sumFrom;
import static io.mcpguard.data.number.Strength.FAIR;
import static io.mcpguard.data.number.Strength.STRONG;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/** China, Hong Kong, Taiwan, Japan and Korea. */
final class EastAsia {

    private static final String HONG_KONG = "hkid*, hong kong id*, 身份證*, 身分證*, " + Named.NATIONAL;
    private static final String KOREAN = "rrn, resident registration*, 주민등록번호*, 주민번호*, korean id*, " + Named.NATIONAL;
    private static final String TAIWANESE = "身分證*, 身份證*, 統一證號*, 居留證*, taiwan*, roc id*, " + Named.NATIONAL;

    /** The numbers of the letters of Taiwanese ids, from A to Z. */
    private static final int[] TAIWAN = {
        10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30, 31, 33
    };

    static final List<Id> IDS = List.of(
            Id.of(
                    NATIONAL_ID,
                    "cn-resident-id",
                    "99999999999999999X|999999 99999999 999X",
                    STRONG,
                    EastAsia::chinese,
                    "身份证*, 身份號*, 公民身份*, 证件号*, shenfenzheng*, resident identity*, chinese id*, " + Named.NATIONAL),
            Id.of(
                    COMPANY_ID,
                    "cn-credit-code",
                    "X9999999XXXXXXXXXX",
                    FAIR,
                    EastAsia::creditCode,
                    "统一社会信用代码*, 信用代码*, 税号*, uscc, unified social credit*, " + Named.COMPANY + ", " + Named.TAX),
            Id.of(NATIONAL_ID, "hk-id", "A999999(X|A999999X|AA999999(X|AA999999X", WEAK, EastAsia::hongKong, HONG_KONG),
            Id.of(NATIONAL_ID, "tw-id", "A999999999", WEAK, EastAsia::taiwanese, TAIWANESE),
            Id.of(
                    COMPANY_ID,
                    "tw-company",
                    "99999999",
                    WEAK,
                    EastAsia::taiwaneseCompany,
                    "統一編號*, 統編*, ubn, " + Named.COMPANY),
            Id.of(
                    NATIONAL_ID,
                    "jp-my-number",
                    "9999 9999 9999|9999-9999-9999",
                    WEAK,
                    EastAsia::myNumber,
                    "my number*, mynumber*, マイナンバー*, 個人番号*, kojin bango, " + Named.NATIONAL),
            Id.of(
                    COMPANY_ID,
                    "jp-corporate-number",
                    "9999999999999|9-9999-9999-9999",
                    WEAK,
                    digits -> 9 - sumFrom(digits, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1) % 9 == digit(digits, 0),
                    "法人番号*, houjin bangou, " + Named.COMPANY),
            Id.of(NATIONAL_ID, "kr-rrn", "999999-9999999", FAIR, EastAsia::checkedResident, KOREAN),
            Id.of(NATIONAL_ID, "kr-rrn", "999999-9999999", WEAK, digits -> resident(digits, "1234"), KOREAN),
            Id.of(
                    NATIONAL_ID,
                    "kr-frn",
                    "999999-9999999",
                    WEAK,
                    digits -> resident(digits, "5678"),
                    "frn, foreigner registration*, foreign registration*, alien registration*, 외국인등록*, " + KOREAN),
            Id.of(
                    COMPANY_ID,
                    "kr-brn",
                    "999-99-99999",
                    WEAK,
                    EastAsia::koreanBusiness,
                    "brn, business registration*, 사업자등록번호*, 사업자번호*, " + Named.COMPANY + ", " + Named.TAX),
            Id.shaped(TAX_ID, "cn-tax-id", "999999999999999", "纳税人识别号*, 税号*, taxpayer identification*"));

    private EastAsia() {}

    /** GB 11643: place, day of birth, number, MOD 11-2. */
    private static boolean chinese(String text) {
        int province = number(text, 0, 2);
        return province >= 11 && province <= 83 && Dates.yyyyMMdd(text, 6) && Checks.mod11And2(text);
    }

    /** GB 32100: powers of three, modulus 31; five letters are not used. */
    private static boolean creditCode(String text) {
        String values = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        int total = 0;
        int weight = 1;
        for (int i = 0; i < 17; i++) {
            int value = values.indexOf(text.charAt(i));
            if (value < 0) {
                return false;
            }
            total += value * weight;
            weight = weight * 3 % 31;
        }
        int province = number(text, 2, 4);
        return "159ANY".indexOf(text.charAt(0)) >= 0
                && province >= 10
                && province <= 82
                && values.charAt(missing(total, 31)) == text.charAt(17);
    }

    /** A single letter has a blank in front, which counts 36. */
    private static boolean hongKong(String text) {
        int letters = text.length() - 7;
        int total = letters == 1 ? 36 * 9 : Character.digit(text.charAt(0), 36) * 9;
        total += Character.digit(text.charAt(letters - 1), 36) * 8 + sumFrom(text, letters, 7, 6, 5, 4, 3, 2);
        int check = missing(total, 11);
        return (check == 10 ? 'A' : (char) ('0' + check)) == text.charAt(text.length() - 1);
    }

    /** Region, sex (1 and 2, of residents 8 and 9), number. */
    private static boolean taiwanese(String text) {
        int letter = TAIWAN[text.charAt(0) - 'A'];
        return "1289".indexOf(text.charAt(1)) >= 0
                && (letter / 10 + letter % 10 * 9 + sumFrom(text, 1, 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0;
    }

    /** Where the seventh digit is a 7, its cross sum of 10 may count as 1 or as 0. */
    private static boolean taiwaneseCompany(String digits) {
        int total = Checks.crossSum(digits, 0, 1, 2, 1, 2, 1, 2, 4, 1);
        return total % 5 == 0 || (digits.charAt(6) == '7' && (total + 1) % 5 == 0);
    }

    private static boolean myNumber(String digits) {
        int rest = sum(digits, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
        return (rest < 2 ? 0 : 11 - rest) == last(digits);
    }

    /** Numbers given out since October 2020 have no check digit. */
    private static boolean checkedResident(String digits) {
        return resident(digits, "1234")
                && (11 - sum(digits, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10 == last(digits);
    }

    /** Day of birth, then century and sex. */
    private static boolean resident(String digits, String kinds) {
        return Dates.yyMMdd(digits, 0) && kinds.indexOf(digits.charAt(6)) >= 0;
    }

    private static boolean koreanBusiness(String digits) {
        int total = sum(digits, 1, 3, 7, 1, 3, 7, 1, 3, 5) + digit(digits, 8) * 5 / 10;
        return digits.charAt(0) != '0' && missing(total, 10) == last(digits);
    }
}
