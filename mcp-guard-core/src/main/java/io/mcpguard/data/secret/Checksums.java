package io.mcpguard.data.secret;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;

/** The checksums that issuers put into their tokens. */
final class Checksums {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] BECH32_STEPS = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};

    private Checksums() {}

    /**
     * Whether the last six characters are the CRC-32, in base 62, of what stands between the first underscore and
     * them: the scheme that GitHub describes in "Behind GitHub's new authentication token formats", 2021, and npm
     * took over.
     */
    static boolean isCrc62(String token) {
        int start = token.indexOf('_') + 1;
        int end = token.length() - 6;
        return start > 0 && end > start && token.substring(end).equals(crc(token.substring(start, end), 62, 6));
    }

    /** Whether the last seven characters are the CRC-32, in base 36, of all before them: GitLab's routable tokens. */
    static boolean isCrc36(String token) {
        int end = token.length() - 7;
        return end > 0
                && token.substring(end)
                        .equals(crc(token.substring(0, end), 36, 7).toLowerCase(Locale.ROOT));
    }

    private static String crc(String text, int base, int length) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        var digits = new StringBuilder();
        for (long left = crc.getValue(); digits.length() < length; left /= base) {
            digits.append(BASE62.charAt((int) (left % base)));
        }
        return digits.reverse().toString();
    }

    /**
     * Whether it is base58 that ends with the first four bytes of the double SHA-256 of the rest, as Bitcoin has it.
     */
    static boolean isBase58Check(String token) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < token.length(); i++) {
            int digit = BASE58.indexOf(token.charAt(i));
            if (digit < 0) {
                return false;
            }
            number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
        }
        byte[] bytes = number.toByteArray();
        int from = bytes.length > 0 && bytes[0] == 0 ? 1 : 0;
        int end = bytes.length - 4;
        if (end <= from) {
            return false;
        }
        byte[] hash = sha256(sha256(Arrays.copyOfRange(bytes, from, end)));
        return Arrays.equals(Arrays.copyOf(hash, 4), Arrays.copyOfRange(bytes, end, bytes.length));
    }

    /** Whether its last six characters are the checksum of BIP 173. */
    static boolean isBech32(String token) {
        String small = token.toLowerCase(Locale.ROOT);
        int one = small.lastIndexOf('1');
        int sum = 1;
        for (int i = 0; i < one; i++) {
            sum = step(sum) ^ small.charAt(i) >> 5;
        }
        sum = step(sum);
        for (int i = 0; i < one; i++) {
            sum = step(sum) ^ (small.charAt(i) & 31);
        }
        for (int i = one + 1; i < small.length(); i++) {
            int digit = BECH32.indexOf(small.charAt(i));
            if (digit < 0) {
                return false;
            }
            sum = step(sum) ^ digit;
        }
        return one > 0 && sum == 1;
    }

    private static int step(int sum) {
        int next = (sum & 0x1ffffff) << 5;
        for (int i = 0; i < BECH32_STEPS.length; i++) {
            next ^= (sum >> (25 + i) & 1) == 0 ? 0 : BECH32_STEPS[i];
        }
        return next;
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
