package io.mcpguard.data.number;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Base58Check, as Bitcoin introduced it: a version, a hash, and four bytes of the double SHA-256 of both. */
final class Base58 {

    static final String BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /** The same characters in the order of the XRP ledger. */
    private static final String XRP = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";

    private static final int ADDRESS_LENGTH = 25;
    private static final int MAX_WORD = 36;

    /** By their version bytes; other currencies have taken some over. */
    private static final Map<Integer, String> CURRENCIES = Map.of(
            0x00,
            "bitcoin",
            0x05,
            "bitcoin",
            0x30,
            "litecoin",
            0x32,
            "litecoin",
            0x1E,
            "dogecoin",
            0x16,
            "dogecoin",
            0x4C,
            "dash",
            0x10,
            "dash",
            0x41,
            "tron");

    private Base58() {}

    /** The currency of an address; null if it is none. */
    static @Nullable String currency(String word) {
        if (word.length() > MAX_WORD) {
            return null;
        }
        byte[] bytes = decode(word, BITCOIN);
        if (bytes != null && isChecked(bytes)) {
            return CURRENCIES.get(bytes[0] & 0xFF);
        }
        if (word.charAt(0) == 'r') {
            byte[] ledger = decode(word, XRP);
            return ledger != null && isChecked(ledger) && ledger[0] == 0 ? "xrp" : null;
        }
        return null;
    }

    private static boolean isChecked(byte[] bytes) {
        if (bytes.length != ADDRESS_LENGTH) {
            return false;
        }
        byte[] hash = sha256(sha256(Arrays.copyOf(bytes, ADDRESS_LENGTH - 4)));
        return Arrays.equals(hash, 0, 4, bytes, ADDRESS_LENGTH - 4, ADDRESS_LENGTH);
    }

    /** The bytes of a short word; null if there is a character that the alphabet lacks. */
    static byte @Nullable [] decode(String word, String alphabet) {
        var number = BigInteger.ZERO;
        var base = BigInteger.valueOf(alphabet.length());
        for (int i = 0; i < word.length(); i++) {
            int value = alphabet.indexOf(word.charAt(i));
            if (value < 0) {
                return null;
            }
            number = number.multiply(base).add(BigInteger.valueOf(value));
        }
        int zeros = 0;
        while (zeros < word.length() && word.charAt(zeros) == alphabet.charAt(0)) {
            zeros++;
        }
        byte[] digits = number.toByteArray();
        int sign = digits[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[zeros + digits.length - sign];
        System.arraycopy(digits, sign, bytes, zeros, digits.length - sign);
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
