package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.COMPANY_ID;
import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.DataClass.TAX_ID;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.missing;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Checks.sum;
import static io.mcpguard.data.number.Strength.FAIR;
import static io.mcpguard.data.number.Strength.STRONG;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;
import java.util.Set;

/** Mexico and the countries south of it. */
final class LatinAmerica {

    private static final String CEDULA = "cedula*, documento de identidad, dni, " + Named.NATIONAL;
    private static final String RUC = "ruc, contribuyente*, " + Named.TAX;
    private static final String RUT = "rut, run, rol unico*, " + Named.NATIONAL + ", " + Named.TAX;

    private static final Set<String> STATES = Set.of(
            ("AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR" + " SP SL SR TC TS TL VZ YN ZS NE")
                    .split(" "));

    static final List<Id> IDS = List.of(
            Id.of(
                    NATIONAL_ID,
                    "mx-curp",
                    "AAAA999999AAAAAAX9",
                    STRONG,
                    LatinAmerica::curp,
                    "curp, clave unica*, " + Named.NATIONAL),
            Id.of(TAX_ID, "mx-rfc", "AAAA999999XXX|AAAA-999999-XXX", STRONG, LatinAmerica::rfc, "rfc, " + Named.TAX),
            Id.of(
                    TAX_ID,
                    "mx-rfc",
                    "AAA999999XXX|AAA-999999-XXX",
                    STRONG,
                    text -> rfc(' ' + text),
                    "rfc, " + Named.TAX),
            Id.of(
                    NATIONAL_ID,
                    "br-cpf",
                    "999.999.999-99|999999999-99",
                    FAIR,
                    LatinAmerica::cpf,
                    "cpf, cpfs, " + Named.TAX),
            Id.of(
                    COMPANY_ID,
                    "br-cnpj",
                    "XX.XXX.XXX/XXXX-99!|99999999999999",
                    FAIR,
                    LatinAmerica::cnpj,
                    "cnpj, " + Named.TAX + ", " + Named.COMPANY),
            Id.of(
                    TAX_ID,
                    "ar-cuit",
                    "99-99999999-9|99 99999999 9",
                    FAIR,
                    LatinAmerica::cuit,
                    "cuit, cuil, " + Named.TAX),
            Id.shaped(NATIONAL_ID, "ar-dni", "99.999.999|9.999.999", "dni, documento, d n i"),
            Id.of(NATIONAL_ID, "cl-rut", "99.999.999-X|99999999-X|9.999.999-X|9999999-X", WEAK, LatinAmerica::rut, RUT),
            Id.of(
                    TAX_ID,
                    "co-nit",
                    "999.999.999-9|999999999-9",
                    WEAK,
                    LatinAmerica::nit,
                    "nit, " + Named.TAX + ", " + Named.COMPANY),
            Id.shaped(
                    NATIONAL_ID,
                    "co-cedula",
                    "9.999.999.999|99.999.999|9999999999|99999999",
                    "cedula*, cc no, c c, tarjeta de identidad, ciudadania"),
            Id.of(TAX_ID, "pe-ruc", "99999999999", FAIR, LatinAmerica::peruvian, RUC),
            Id.shaped(NATIONAL_ID, "pe-dni", "99999999", "dni, documento nacional*"),
            Id.of(
                    NATIONAL_ID,
                    "uy-ci",
                    "9.999.999-9|9999999-9",
                    WEAK,
                    digits -> missing(sum(digits, 2, 9, 8, 7, 6, 3, 4), 10) == last(digits),
                    CEDULA),
            Id.of(
                    TAX_ID,
                    "uy-rut",
                    "999999999999",
                    STRONG,
                    digits -> missing(sum(digits, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), 11) == last(digits)
                            && digits.startsWith("001", 8)
                            && number(digits, 0, 2) >= 1
                            && number(digits, 0, 2) <= 22,
                    RUT),
            Id.of(NATIONAL_ID, "ec-cedula", "999999999-9", WEAK, LatinAmerica::ecuadorian, CEDULA),
            Id.of(TAX_ID, "ec-ruc", "9999999999001", STRONG, digits -> ecuadorian(digits.substring(0, 10)), RUC),
            Id.of(
                    TAX_ID,
                    "ve-rif",
                    "A-99999999-9|A999999999|A-999999999",
                    WEAK,
                    LatinAmerica::rif,
                    "rif, " + Named.TAX),
            Id.of(NATIONAL_ID, "do-cedula", "999-9999999-9", WEAK, Checks::luhn, CEDULA),
            Id.of(TAX_ID, "py-ruc", "99999999-9|9999999-9", WEAK, LatinAmerica::paraguayan, "paraguay*, " + RUC),
            Id.of(
                    NATIONAL_ID,
                    "gt-cui",
                    "9999 99999 9999",
                    WEAK,
                    digits -> sum(digits, 2, 3, 4, 5, 6, 7, 8, 9) % 11 == digit(digits, 8)
                            && number(digits, 9, 11) >= 1
                            && number(digits, 9, 11) <= 22,
                    "cui, dpi, " + Named.NATIONAL),
            Id.shaped(NATIONAL_ID, "cr-cedula", "9-9999-9999", "cedula*, costa rica, " + Named.NATIONAL));

    private LatinAmerica() {}

    /** Registro Nacional de Población: name, day of birth, sex, state, consonants, and a check digit over all. */
    private static boolean curp(String text) {
        int total = 0;
        for (int i = 0; i < 17; i++) {
            total += curpValue(text.charAt(i)) * (18 - i);
        }
        return Dates.yyMMdd(text, 4)
                && "HMX".indexOf(text.charAt(10)) >= 0
                && STATES.contains(text.substring(11, 13))
                && missing(total, 10) == last(text);
    }

    /** Between N and O there is a letter that Spanish alone has. */
    private static int curpValue(char c) {
        int value = Character.digit(c, 36);
        return c > 'N' ? value + 1 : value;
    }

    /** Servicio de Administración Tributaria; companies have a letter less, for which there is a blank in front. */
    private static boolean rfc(String text) {
        String values = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ ";
        int total = 0;
        for (int i = 0; i < 12; i++) {
            total += values.indexOf(text.charAt(i)) * (13 - i);
        }
        int check = missing(total, 11);
        return Dates.yyMMdd(text, 4) && text.charAt(12) == (check == 10 ? 'A' : (char) ('0' + check));
    }

    private static boolean cpf(String digits) {
        return sum(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(digits, 9)
                && sum(digits, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10 == digit(digits, 10);
    }

    /** Receita Federal. Since 2026 the first twelve places may hold letters, which count by their code. */
    private static boolean cnpj(String text) {
        int first = sum(text, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = sum(text, 6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == digit(text, 12) && second == digit(text, 13) && !text.startsWith("00000000");
    }

    private static boolean cuit(String digits) {
        int check = missing(sum(digits, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), 11);
        return Set.of("20", "23", "24", "25", "26", "27", "30", "33", "34").contains(digits.substring(0, 2))
                && (check == 10 ? 9 : check) == last(digits);
    }

    /** Weights 2 to 7 from the last digit on; K stands for 10. */
    private static boolean rut(String text) {
        int total = 0;
        for (int i = text.length() - 2, weight = 2; i >= 0; i--, weight = weight == 7 ? 2 : weight + 1) {
            total += digit(text, i) * weight;
        }
        int check = missing(total, 11);
        return (check == 10 ? 'K' : (char) ('0' + check)) == text.charAt(text.length() - 1) && text.charAt(0) != '0';
    }

    /** Weights from 2 on from the last digit on. */
    private static boolean paraguayan(String digits) {
        int total = 0;
        for (int i = digits.length() - 2, weight = 2; i >= 0; i--, weight++) {
            total += digit(digits, i) * weight;
        }
        return missing(total, 11) % 10 == last(digits) && digits.charAt(0) != '0';
    }

    private static boolean nit(String digits) {
        int rest = sum(digits, 41, 37, 29, 23, 19, 17, 13, 7, 3) % 11;
        return (rest < 2 ? rest : 11 - rest) == last(digits);
    }

    private static boolean peruvian(String digits) {
        return Set.of("10", "15", "16", "17", "20").contains(digits.substring(0, 2))
                && (11 - sum(digits, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11) % 10 == last(digits);
    }

    /** Province, kind of person, number. */
    private static boolean ecuadorian(String digits) {
        int province = number(digits, 0, 2);
        return ((province >= 1 && province <= 24) || province == 30) && digits.charAt(2) < '6' && Checks.luhn(digits);
    }

    private static boolean rif(String text) {
        int kind = "VEJPG".indexOf(text.charAt(0)) + 1;
        int check = 11 - (kind * 4 + sum(text.substring(1), 3, 2, 7, 6, 5, 4, 3, 2)) % 11;
        return kind > 0 && (check > 9 ? 0 : check) == last(text);
    }
}
