package io.mcpguard.data.number;

import java.util.Locale;

/** The hash of Ethereum: Keccak with 256 bits as it was before it became SHA-3, for texts that fit one block. */
final class Keccak {

    private static final int RATE = 136;
    private static final int ROUNDS = 24;

    private Keccak() {}

    /** EIP-55: letters are capitals where the hash of the address in small letters has a digit of 8 or more. */
    static boolean isEip55(String hex) {
        String small = hex.toLowerCase(Locale.ROOT);
        long[] hash = hash(small);
        for (int i = 0; i < hex.length(); i++) {
            int octet = (int) (hash[i / 16] >>> (i / 2 % 8 * 8)) & 0xFF;
            int nibble = i % 2 == 0 ? octet >> 4 : octet & 15;
            char c = small.charAt(i);
            if (hex.charAt(i) != (nibble >= 8 ? Shapes.toCapital(c) : c)) {
                return false;
            }
        }
        return true;
    }

    /** The first lanes of the hash of fewer than {@value #RATE} ASCII characters. */
    static long[] hash(String ascii) {
        long[] state = new long[25];
        for (int i = 0; i < ascii.length(); i++) {
            state[i / 8] ^= (long) ascii.charAt(i) << (i % 8 * 8);
        }
        state[ascii.length() / 8] ^= 1L << (ascii.length() % 8 * 8);
        state[(RATE - 1) / 8] ^= 0x80L << 56;
        permute(state);
        return state;
    }

    private static void permute(long[] state) {
        int register = 1;
        long[] column = new long[5];
        for (int round = 0; round < ROUNDS; round++) {
            for (int x = 0; x < 5; x++) {
                column[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
            }
            for (int i = 0; i < 25; i++) {
                state[i] ^= column[(i + 4) % 5] ^ Long.rotateLeft(column[(i + 1) % 5], 1);
            }
            moveLanes(state);
            for (int y = 0; y < 25; y += 5) {
                System.arraycopy(state, y, column, 0, 5);
                for (int x = 0; x < 5; x++) {
                    state[y + x] = column[x] ^ (~column[(x + 1) % 5] & column[(x + 2) % 5]);
                }
            }
            for (int bit = 0; bit < 7; bit++) {
                if ((register & 1) != 0) {
                    state[0] ^= 1L << ((1 << bit) - 1);
                }
                register = register << 1 ^ (register >> 7) * 0x171;
            }
        }
    }

    /** Each lane turned by a triangular number of bits, and put where the one before it was. */
    private static void moveLanes(long[] state) {
        int x = 1;
        int y = 0;
        long moved = state[1];
        for (int step = 0; step < 24; step++) {
            int row = (2 * x + 3 * y) % 5;
            x = y;
            y = row;
            long kept = state[x + 5 * y];
            state[x + 5 * y] = Long.rotateLeft(moved, (step + 1) * (step + 2) / 2 % 64);
            moved = kept;
        }
    }
}
