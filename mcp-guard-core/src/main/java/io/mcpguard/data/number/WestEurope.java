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
import static io.mcpguard.data.number.Strength.STRONG;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/** Austria, Switzerland, France, Belgium, the Netherlands and Luxembourg. */
final class WestEurope {

    private static final String BELGIAN =
            "rijksregister*, registre national, numero national, insz, niss, bis nummer, " + Named.NATIONAL;

    static final List<Id> IDS = List.of(
            Id.of(
                    NATIONAL_ID,
                    "at-social-security",
                    "9999 999999",
                    WEAK,
                    WestEurope::austrian,
                    "svnr, sv nummer, sozialversicherung*, versicherungsnummer*, " + Named.SOCIAL),
            Id.of(
                    TAX_ID,
                    "at-tax-number",
                    "99 999/9999|99-999/9999",
                    WEAK,
                    Checks::luhn,
                    "steuernummer*, abgabenkonto*, finanzamt*, " + Named.TAX),
            Id.of(
                    NATIONAL_ID,
                    "ch-ahv",
                    "756.9999.9999.99",
                    STRONG,
                    Checks::ean,
                    "ahv*, avs, oasi, sozialversicherung*, numero avs, " + Named.SOCIAL),
            Id.of(
                    COMPANY_ID,
                    "ch-uid",
                    "che-999.999.999|che 999.999.999|che999.999.999",
                    STRONG,
                    text -> missing(sum(text.substring(3), 5, 4, 3, 2, 7, 6, 5, 4), 11) == last(text),
                    "uid, mwst*, unternehmens*, " + Named.COMPANY + ", " + Named.VAT),
            Id.of(
                    NATIONAL_ID,
                    "fr-nir",
                    "9 99 99 9X 999 999 99|999999X999999 99|999999X999999-99",
                    STRONG,
                    WestEurope::nir,
                    "nir, securite sociale, numero de securite*, insee, numero de secu, " + Named.SOCIAL),
            Id.of(
                    TAX_ID,
                    "fr-tax-id",
                    "99 99 999 999 999",
                    STRONG,
                    digits -> digits.charAt(0) <= '3' && longNumber(digits, 0, 10) % 511 == number(digits, 10, 13),
                    "spi, numero fiscal*, nif, reference fiscale, " + Named.TAX),
            Id.of(COMPANY_ID, "fr-siren", "999 999 999", WEAK, Checks::luhn, "siren*, rcs, " + Named.COMPANY),
            Id.of(COMPANY_ID, "fr-siret", "999 999 999 99999", WEAK, Checks::luhn, "siret*, " + Named.COMPANY),
            Id.of(
                    NATIONAL_ID,
                    "fr-id-card",
                    "999999999999|XXXXXX9X9",
                    SHAPE,
                    text -> text.chars().filter(Character::isDigit).count() >= 3,
                    "cni, carte d identite, carte nationale d identite, carte identite"),
            Id.of(
                    NATIONAL_ID,
                    "be-national-number",
                    "99.99.99-999.99|999999-999.99|999999-999-99|99 99 99 999 99",
                    STRONG,
                    digits -> number(digits, 2, 4) <= 12 && belgian(digits),
                    BELGIAN),
            Id.of(NATIONAL_ID, "be-national-number", "99.99.99-999.99", FAIR, WestEurope::belgian, BELGIAN),
            Id.of(
                    NATIONAL_ID,
                    "be-id-card",
                    "999-9999999-99",
                    FAIR,
                    digits -> {
                        long rest = longNumber(digits, 0, 10) % 97;
                        return (rest == 0 ? 97 : rest) == number(digits, 10, 12);
                    },
                    "identiteitskaart*, carte d identite, eid, " + Named.NATIONAL),
            Id.of(
                    COMPANY_ID,
                    "be-company",
                    "9999.999.999",
                    FAIR,
                    WestEurope::belgianCompany,
                    "kbo, bce, ondernemingsnummer*, numero d entreprise, " + Named.COMPANY + ", " + Named.VAT),
            Id.of(
                    NATIONAL_ID,
                    "nl-bsn",
                    "999999999|9999.99.999|999.999.999|9999 99 999",
                    WEAK,
                    WestEurope::bsn,
                    "bsn*, burgerservicenummer*, sofi*, " + Named.NATIONAL + ", " + Named.TAX),
            Id.shaped(COMPANY_ID, "nl-kvk", "99999999", "kvk*, kamer van koophandel, " + Named.COMPANY),
            Id.of(
                    NATIONAL_ID,
                    "lu-matricule",
                    "9999 99 99 999 99|99999999 99999",
                    STRONG,
                    WestEurope::luxembourgish,
                    "matricule*, numero national, " + Named.NATIONAL + ", " + Named.SOCIAL));

    private WestEurope() {}

    private static boolean austrian(String digits) {
        return digits.charAt(0) != '0'
                && Dates.ddMMyy(digits, 4)
                && sum(digits, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11 == digit(digits, 3);
    }

    /**
     * INSEE: sex, year, month, place and number, then 97 less their rest. 2A and 2B are in Corsica; months above
     * 12 are of those whose papers do not tell.
     */
    private static boolean nir(String text) {
        String place = text.substring(5, 7);
        boolean corsica = place.equals("2A") || place.equals("2B");
        if (!Shapes.isDigit(text.charAt(6)) && !corsica) {
            return false;
        }
        String digits = text.substring(0, 5) + (corsica ? place.equals("2A") ? "19" : "18" : place) + text.substring(7);
        int month = number(digits, 3, 5);
        boolean known = month >= 1 && month <= 12;
        boolean unknown = month == 20 || (month >= 30 && month <= 42);
        return ("12".indexOf(text.charAt(0)) >= 0 ? known || unknown : "3478".indexOf(text.charAt(0)) >= 0 && known)
                && !place.equals("00")
                && 97 - longNumber(digits, 0, 13) % 97 == number(digits, 13, 15);
    }

    /** Those born from 2000 on calculate with a 2 in front; months may be 20 or 40 too high. */
    private static boolean belgian(String digits) {
        int month = number(digits, 2, 4) % 20;
        long nine = longNumber(digits, 0, 9);
        int check = number(digits, 9, 11);
        return number(digits, 2, 4) < 60
                && Dates.isDay(number(digits, 4, 6), month)
                && (97 - nine % 97 == check
                        || (number(digits, 0, 2) < 40 && 97 - (2_000_000_000L + nine) % 97 == check));
    }

    static boolean belgianCompany(String digits) {
        return digits.charAt(0) <= '1' && 97 - number(digits, 0, 8) % 97 == number(digits, 8, 10);
    }

    /** The elfproef, in which the last digit counts negative. */
    static boolean bsn(String digits) {
        return sum(digits, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
    }

    /** Two check digits over the same eleven, one Luhn's and one Verhoeff's. */
    private static boolean luxembourgish(String digits) {
        String eleven = digits.substring(0, 11);
        return Dates.yyyyMMdd(digits, 0)
                && Checks.luhn(eleven + digits.charAt(11))
                && Checks.verhoeff(eleven + digits.charAt(12));
    }
}
