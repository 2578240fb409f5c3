package io.mcpguard.data.number;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bech32 and Bech32m, BIP-173 and BIP-350: a prefix, a 1, and thirty bits of a checksum over both. */
final class Bech32 {

    private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] GENERATOR = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    private static final int BECH32 = 1;
    private static final int BECH32M = 0x2bc830a3;

    private static final int CHECKSUM = 6;

    /** Prefixes in front of the 1, and whose they are. */
    private static final List<List<String>> CURRENCIES = List.of(
            List.of("bc", "bitcoin"),
            List.of("tb", "bitcoin"),
            List.of("ltc", "litecoin"),
            List.of("addr", "cardano"),
            List.of("stake", "cardano"),
            List.of("cosmos", "cosmos"),
            List.of("osmo", "cosmos"),
            List.of("bnb", "binance"),
            List.of("terra", "terra"));

    private Bech32() {}

    /** The currency of an address; null if it is none. */
    static @Nullable String currency(String word) {
        for (List<String> currency : CURRENCIES) {
            String prefix = currency.get(0);
            int length = prefix.length();
            if (word.length() > length + CHECKSUM
                    && word.charAt(length) == '1'
                    && word.regionMatches(true, 0, prefix, 0, length)) {
                return isChecked(word, length) ? currency.get(1) : null;
            }
        }
        return null;
    }

    private static boolean isChecked(String word, int prefix) {
        String small = word.toLowerCase(Locale.ROOT);
        if (!word.equals(small) && !word.equals(word.toUpperCase(Locale.ROOT))) {
            return false;
        }
        int check = 1;
        for (int i = 0; i < prefix; i++) {
            check = step(check, small.charAt(i) >> 5);
        }
        check = step(check, 0);
        for (int i = 0; i < prefix; i++) {
            check = step(check, small.charAt(i) & 31);
        }
        for (int i = prefix + 1; i < small.length(); i++) {
            int value = ALPHABET.indexOf(small.charAt(i));
            if (value < 0) {
                return false;
            }
            check = step(check, value);
        }
        return check == BECH32 || check == BECH32M;
    }

    private static int step(int check, int value) {
        int top = check >>> 25;
        int next = (check & 0x1ffffff) << 5 ^ value;
        for (int i = 0; i < GENERATOR.length; i++) {
            next ^= (top >> i & 1) * GENERATOR[i];
        }
        return next;
    }
}
