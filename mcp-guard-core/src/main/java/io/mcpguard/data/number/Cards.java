package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.CARD;
import static io.mcpguard.data.number.Strength.FAIR;
import static io.mcpguard.data.number.Strength.SURE;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/**
 * Payment cards: the issuer ranges that networks publish, the lengths that each uses, and the Luhn digit (ISO/IEC
 * 7812).
 */
final class Cards {

    private static final String CUES = "card*, credit card*, debit card*, cc, ccn, pan, card number*, cardnumber,"
            + " visa, mastercard, amex, american express, maestro, discover, diners*, jcb, unionpay, creditcard*, credit*,"
            + " debit*, payment card*, kreditkarte*, kartennummer*, karte*, carte*, tarjeta*, carta*, cartao*, kaart*,"
            + " kort*, kart*, karta*, numer karty, карта*, карты*, 卡号, 信用卡, クレジットカード, カード番号, 카드";

    /** Networks whose cards have 15 or 16 digits. */
    private static final List<Range> COMMON = List.of(
            new Range(4, 4, 16, 16),
            new Range(51, 55, 16, 16),
            new Range(2221, 2720, 16, 16),
            new Range(34, 34, 15, 15),
            new Range(37, 37, 15, 15),
            new Range(6011, 6011, 16, 16),
            new Range(644, 649, 16, 16),
            new Range(65, 65, 16, 16),
            new Range(3528, 3589, 16, 16),
            new Range(62, 62, 16, 16),
            new Range(36, 36, 16, 16),
            new Range(2200, 2205, 16, 16),
            new Range(5018, 5020, 16, 16),
            new Range(5038, 5038, 16, 16),
            new Range(5893, 5893, 16, 16),
            new Range(6304, 6304, 16, 16),
            new Range(6759, 6763, 16, 16),
            new Range(508, 509, 16, 16),
            new Range(606282, 606282, 16, 16),
            new Range(636, 639, 16, 16),
            new Range(9792, 9792, 16, 16),
            new Range(8600, 8600, 16, 16),
            new Range(9860, 9860, 16, 16));

    /** Diners Club, which has 14. */
    private static final List<Range> DINERS = List.of(
            new Range(300, 305, 14, 14),
            new Range(3095, 3095, 14, 14),
            new Range(36, 36, 14, 14),
            new Range(38, 39, 14, 14));

    /** Lengths that many other numbers have, and networks with few of their digits fixed. */
    private static final List<Range> RARE = List.of(
            new Range(4, 4, 13, 13),
            new Range(4, 4, 19, 19),
            new Range(1, 1, 15, 15),
            new Range(50, 50, 12, 19),
            new Range(56, 58, 12, 19),
            new Range(60, 69, 12, 19),
            new Range(81, 82, 16, 19),
            new Range(3528, 3589, 17, 19),
            new Range(2014, 2014, 15, 15),
            new Range(2149, 2149, 15, 15));

    static final List<Id> IDS = List.of(
            Id.of(
                    CARD,
                    "card",
                    "9999 9999 9999 9999|9999-9999-9999-9999|9999.9999.9999.9999|9999 999999 99999|9999-999999-99999",
                    SURE,
                    digits -> isIssued(digits, COMMON),
                    CUES),
            Id.of(CARD, "card", "9999 999999 9999|9999-999999-9999", FAIR, digits -> isIssued(digits, DINERS), CUES),
            Id.of(
                    CARD,
                    "card",
                    "999999999999|9999999999999|999999999999999|9999 9999 9999"
                            + " 9999|99999999999999999|999999999999999999|9999 9999 9999 9999 999|999999 9999999999999",
                    WEAK,
                    digits -> isIssued(digits, RARE),
                    CUES));

    private Cards() {}

    private record Range(int from, int to, int shortest, int longest) {

        private boolean contains(String digits) {
            if (digits.length() < shortest || digits.length() > longest) {
                return false;
            }
            int prefix = Checks.number(digits, 0, Integer.toString(from).length());
            return prefix >= from && prefix <= to;
        }
    }

    private static boolean isIssued(String digits, List<Range> ranges) {
        return Checks.luhn(digits) && ranges.stream().anyMatch(range -> range.contains(digits));
    }
}
