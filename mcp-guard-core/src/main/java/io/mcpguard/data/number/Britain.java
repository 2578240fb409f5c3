package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.COMPANY_ID;
import static io.mcpguard.data.DataClass.HEALTH_ID;
import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.DataClass.TAX_ID;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.missing;
import static io.mcpguard.data.number.Checks.sum;
import static io.mcpguard.data.number.Checks.sumFrom;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;
import java.util.Set;

/** The United Kingdom and Ireland. */
final class Britain {

    private static final Set<String> NO_NINO = Set.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ");

    /** Companies House: Scotland, Northern Ireland, partnerships, societies and others. */
    private static final Set<String> COMPANY_PREFIXES =
            Set.of("SC", "NI", "OC", "SO", "NC", "FC", "GE", "LP", "SL", "NL", "IP", "SP", "RC", "CE", "CS");

    /** The check digit of a taxpayer reference, by the rest of its sum. */
    private static final String UTR_DIGITS = "21987654321";

    static final List<Id> IDS = List.of(
            Id.of(
                    NATIONAL_ID,
                    "uk-nino",
                    "AA 99 99 99 A|AA 999999 A|AA 999999A|AA999999 A",
                    SHAPE,
                    Britain::nino,
                    "nino, national insurance*, ni number*, ni no, insurance number*"),
            Id.of(HEALTH_ID, "uk-nhs", "999 999 9999|999-999-9999", WEAK, Britain::nhs, "nhs*, " + Named.HEALTH),
            Id.of(TAX_ID, "uk-utr", "99999 99999", WEAK, Britain::utr, "utr, unique taxpayer*, self assessment*"),
            Id.shaped(COMPANY_ID, "uk-company", "99999999", "companies house, " + Named.COMPANY),
            Id.of(
                    COMPANY_ID,
                    "uk-company",
                    "AA999999",
                    SHAPE,
                    text -> COMPANY_PREFIXES.contains(text.substring(0, 2)),
                    "companies house, " + Named.COMPANY),
            Id.of(
                    NATIONAL_ID,
                    "ie-pps",
                    "9999999A|9999999AA",
                    WEAK,
                    Britain::pps,
                    "pps, ppsn, pps number*, personal public service*, " + Named.TAX + ", " + Named.NATIONAL));

    private Britain() {}

    /** HM Revenue and Customs, National Insurance Manual NIM39110. */
    private static boolean nino(String text) {
        char first = text.charAt(0);
        char second = text.charAt(1);
        return "DFIQUV".indexOf(first) < 0
                && "DFIOQUV".indexOf(second) < 0
                && !NO_NINO.contains(text.substring(0, 2))
                && text.charAt(8) <= 'D';
    }

    /** NHS Data Model and Dictionary: weights 10 to 2, modulus 11. */
    private static boolean nhs(String digits) {
        return missing(sum(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2), 11) == last(digits);
    }

    private static boolean utr(String digits) {
        return UTR_DIGITS.charAt(sumFrom(digits, 1, 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11) - '0' == digit(digits, 0);
    }

    /** The check letter is behind the digits; the letter behind that counts nine times, W not at all. */
    static boolean pps(String text) {
        int total = sum(text, 8, 7, 6, 5, 4, 3, 2);
        if (text.length() == 9 && text.charAt(8) != 'W') {
            total += (text.charAt(8) - 'A' + 1) * 9;
        }
        return (text.length() == 8 || "ABCDEFGHIW".indexOf(text.charAt(8)) >= 0)
                && "WABCDEFGHIJKLMNOPQRSTUV".charAt(total % 23) == text.charAt(7);
    }
}
