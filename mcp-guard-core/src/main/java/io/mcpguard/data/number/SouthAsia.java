package io.mcpguard.data.number;

import static io.mcpguard.data.DataClass.NATIONAL_ID;
import static io.mcpguard.data.DataClass.TAX_ID;
import static io.mcpguard.data.number.Checks.missing;
import static io.mcpguard.data.number.Checks.number;
import static io.mcpguard.data.number.Strength.SHAPE;
import static io.mcpguard.data.number.Strength.STRONG;
import static io.mcpguard.data.number.Strength.WEAK;

import java.util.List;

/** India and its neighbours. */
final class SouthAsia {

    private static final String GSTIN = "gstin*, gstins, gst*, goods and services tax, " + Named.TAX;

    static final List<Id> IDS = List.of(
            Id.of(
                    NATIONAL_ID,
                    "in-aadhaar",
                    "9999 9999 9999|9999-9999-9999",
                    WEAK,
                    digits -> digits.charAt(0) >= '2' && Checks.verhoeff(digits),
                    "aadhaar*, aadhar*, adhaar*, uidai*, uid, आधार*, " + Named.NATIONAL),
            Id.of(
                    TAX_ID,
                    "in-pan",
                    "AAAAA9999A",
                    SHAPE,
                    text -> isPan(text, 0),
                    "pan, pan card*, pan number*, pan no, permanent account*, pancard*, " + Named.TAX),
            Id.of(TAX_ID, "in-gstin", "99AAAAA9999AXzX", STRONG, SouthAsia::gstin, GSTIN),
            Id.of(TAX_ID, "in-gstin", "99AAAAA9999AXzX", SHAPE, SouthAsia::isGstinShaped, GSTIN),
            Id.shaped(
                    NATIONAL_ID,
                    "in-voter",
                    "AAA9999999|AAA/99/999/999999",
                    "voter*, epic, epic no, election*, electoral*, vote*, मतदाता*"),
            Id.shaped(NATIONAL_ID, "in-uan", "999999999999", "uan, universal account*, epfo*"),
            Id.of(
                    NATIONAL_ID,
                    "pk-cnic",
                    "99999-9999999-9!",
                    WEAK,
                    digits -> digits.charAt(0) >= '1' && digits.charAt(0) <= '7',
                    "cnic*, nicop, nadra*, شناختی*, " + Named.NATIONAL),
            Id.shaped(NATIONAL_ID, "pk-cnic", "9999999999999", "cnic*, nicop, nadra*, شناختی*"),
            Id.shaped(
                    NATIONAL_ID,
                    "bd-nid",
                    "9999999999|9999999999999|99999999999999999",
                    "nid, nid number*, জাতীয় পরিচয়*, bangladesh*"),
            Id.of(
                    NATIONAL_ID,
                    "lk-nic",
                    "999999999A",
                    SHAPE,
                    text -> "VX".indexOf(text.charAt(9)) >= 0
                            && number(text, 2, 5) % 500 >= 1
                            && number(text, 2, 5) % 500 <= 366,
                    "nic, sri lanka*, " + Named.NATIONAL),
            Id.shaped(NATIONAL_ID, "np-citizenship", "99-99-99-99999", "citizenship*, nagarikta, नागरिकता*"));

    private SouthAsia() {}

    /** Income Tax Department: the fourth letter says what kind of person it is. */
    private static boolean isPan(String text, int at) {
        return "ABCFGHJLPT".indexOf(text.charAt(at + 3)) >= 0;
    }

    private static boolean isGstinShaped(String text) {
        int state = number(text, 0, 2);
        return ((state >= 1 && state <= 38) || state == 97) && text.charAt(12) != '0';
    }

    /** Goods and Services Tax Network: state, PAN, and a check character by modulus 36. */
    private static boolean gstin(String text) {
        int total = 0;
        for (int i = 0; i < 14; i++) {
            int product = Character.digit(text.charAt(i), 36) * (i % 2 + 1);
            total += product / 36 + product % 36;
        }
        return isGstinShaped(text) && isPan(text, 2) && missing(total, 36) == Character.digit(text.charAt(14), 36);
    }
}
