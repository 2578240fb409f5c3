package io.mcpguard.data.contact;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;

/** Finds MAC addresses (IEEE 802): six pairs with colons or hyphens, or three groups of four with dots. */
final class MacFinder {

    private static final int BEFORE = 40;

    private final Phrases words = Phrases.of(
            "mac",
            "mac address",
            "mac addr",
            "macs",
            "hardware address",
            "physical address",
            "ethernet",
            "ether",
            "hwaddr",
            "bssid",
            "bluetooth",
            "ble",
            "wifi",
            "lladdr",
            "link/ether");

    void find(Text text, Hits hits) {
        find(text, ':', 2, 6, hits);
        find(text, '-', 2, 6, hits);
        find(text, '.', 4, 3, hits);
    }

    private void find(Text text, char sign, int size, int groups, Hits hits) {
        String value = text.value();
        int length = groups * (size + 1) - 1;
        int at = value.indexOf(sign, size);
        while (at >= 0 && !hits.isFull()) {
            int start = at - size;
            int end = start + length;
            int next = at + 1;
            boolean more = end <= value.length() && value.charAt(at + size + 1) == sign;
            if (more && isAddress(value, sign, start, end, size)) {
                judge(text, start, end, size, hits);
                next = end;
            }
            at = value.indexOf(sign, next);
        }
    }

    private static boolean isAddress(String text, char sign, int start, int end, int size) {
        for (int i = start; i < end; i++) {
            boolean between = (i - start) % (size + 1) == size;
            if (between ? text.charAt(i) != sign : !Letters.isHex(text.charAt(i))) {
                return false;
            }
        }
        return isFree(text, sign, start - 1, start - 2) && isFree(text, sign, end, end + 1);
    }

    /** Whether no further group follows in this direction, as in fingerprints. */
    private static boolean isFree(String text, char sign, int at, int further) {
        if (at < 0 || at >= text.length()) {
            return true;
        }
        char c = text.charAt(at);
        if (Letters.joins(c)) {
            return at < further ? false : Letters.isEscape(text, at);
        }
        boolean more = further >= 0 && further < text.length() && Letters.joins(text.charAt(further));
        return !(more && (c == '-' || (c == sign && c != '.' && Letters.isHex(text.charAt(further)))));
    }

    private void judge(Text text, int start, int end, int size, Hits hits) {
        String value = text.value();
        boolean letter = false;
        boolean upper = false;
        boolean lower = false;
        boolean zero = true;
        boolean full = true;
        for (int i = start; i < end; i++) {
            char c = value.charAt(i);
            if (Letters.isHex(c)) {
                zero &= c == '0';
                full &= c == 'f' || c == 'F';
                letter |= !Letters.isDigit(c);
                upper |= c >= 'A' && c <= 'F';
                lower |= c >= 'a';
            }
        }
        if (zero || full) {
            return;
        }
        boolean said = words.isIn(text.field()) || words.isIn(value, start - BEFORE, start);
        boolean likely = said || (letter && (size == 2 || !(upper && lower)));
        hits.add(DataClass.MAC, "mac", start, end, likely ? Certainty.LIKELY : Certainty.POSSIBLE);
    }
}
