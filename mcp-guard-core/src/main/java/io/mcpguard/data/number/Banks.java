package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.BANK_ACCOUNT;
import static io.mcpguard.data.DataClass.IBAN;
import static io.mcpguard.data.number.Checks.digit;
import static io.mcpguard.data.number.Checks.last;
import static io.mcpguard.data.number.Checks.missing;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Checks.sum;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.SURE;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Accounts and banks. */
final class Banks {

    /** The lengths of the IBAN registry that SWIFT keeps for ISO 13616. */
    private static final Map<String, Integer> IBAN_LENGTHS = lengths(
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20"
                    + " EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26"
                    + " IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30"
                    + " NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27"
                    + " SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30");

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private static final String ACCOUNT =
            "bank account*, account number*, account no, account num, acct no, acct*, bank acct*, checking account*,"
                    + " savings account*, kontonummer*, konto nr, numero de cuenta, cuenta bancaria, numero di conto,"
                    + " numero de compte, compte bancaire, rekeningnummer*, numer konta, nr konta, номер счета, 银行账号,"
                    + " 口座番号, 계좌*";

    static final List<Id> IDS = List.of(
            Id.of(
                    IBAN,
                    "iban",
                    ibanForms(),
                    SURE,
                    Banks::iban,
                    "iban*, account*, konto*, compte*, cuenta*, conto*, conta, rekening*, bank*, банк*, счет*"),
            Id.of(
                    BANK_ACCOUNT,
                    "us-routing",
                    "999999999|9999-9999-9",
                    WEAK,
                    Banks::routing,
                    "aba, routing*, rtn, transit number, aba number, bank routing"),
            Id.of(
                    BANK_ACCOUNT,
                    "mx-clabe",
                    "999 999 99999999999 9|999999999999999999",
                    WEAK,
                    Banks::clabe,
                    "clabe*, cuenta*, interbancaria"),
            Id.shaped(BANK_ACCOUNT, "uk-sort-code", "99-99-99|99 99 99", "sort code*, sortcode*"),
            Id.of(
                    BANK_ACCOUNT,
                    "bic",
                    "AAAAAAXX|AAAAAAXXXXX",
                    SHAPE,
                    code -> COUNTRIES.contains(code.substring(4, 6)),
                    "bic, swift code*, bic code*, swiftcode*, swift bic, swift number, swift no, swift address"),
            // The word alone is a programming language too.
            Id.of(
                    BANK_ACCOUNT,
                    "bic",
                    "AAAAAAXX|AAAAAAXXXXX",
                    SHAPE,
                    code -> COUNTRIES.contains(code.substring(4, 6))
                            && (code.endsWith("XXX") || code.chars().anyMatch(c -> c <= '9')),
                    "swift"),
            Id.shaped(BANK_ACCOUNT, "in-ifsc", "AAAA0XXXXXX", "ifsc*, neft, rtgs"),
            Id.shaped(BANK_ACCOUNT, "au-bsb", "999-999", "bsb*"),
            Id.shaped(BANK_ACCOUNT, "nz-account", "99-9999-9999999-99|99-9999-9999999-999", ACCOUNT),
            Id.shaped(BANK_ACCOUNT, "bank-account", accountForms(), ACCOUNT));

    private Banks() {}

    private static Map<String, Integer> lengths(String table) {
        var lengths = new HashMap<String, Integer>();
        for (String entry : List.of(table.split(" "))) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return Map.copyOf(lengths);
    }

    /** A form for each length: in groups of four on paper, the last one shorter. */
    private static String ibanForms() {
        var forms = new ArrayList<String>();
        for (int length : new TreeSet<>(IBAN_LENGTHS.values())) {
            var form = new StringBuilder("AA99");
            for (int i = 4; i < length; i++) {
                form.append(i % 4 == 0 ? " X" : "X");
            }
            forms.add(form.toString());
        }
        return String.join("|", forms);
    }

    private static String accountForms() {
        var forms = new ArrayList<String>();
        for (int length = 7; length <= 17; length++) {
            forms.add("9".repeat(length));
        }
        return String.join("|", forms);
    }

    private static boolean iban(String text) {
        Integer length = IBAN_LENGTHS.get(text.substring(0, 2));
        return length != null && length == text.length() && Checks.mod97(text.substring(4) + text.substring(0, 4)) == 1;
    }

    /** American Bankers Association: the district of the Federal Reserve, and weights 3, 7 and 1. */
    static boolean routing(String digits) {
        int district = number(digits, 0, 2);
        return (district <= 12
                        || (district >= 21 && district <= 32)
                        || (district >= 61 && district <= 72)
                        || district == 80)
                && sum(digits, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0
                && number(digits, 0, 4) != 0;
    }

    /** Asociación de Bancos de México: each digit by 3, 7 or 1, of which only the last digits count. */
    private static boolean clabe(String digits) {
        int total = 0;
        for (int i = 0; i < 17; i++) {
            total += digit(digits, i) * (i % 3 == 0 ? 3 : i % 3 == 1 ? 7 : 1) % 10;
        }
        return missing(total, 10) == last(digits) && number(digits, 0, 3) != 0;
    }
}
