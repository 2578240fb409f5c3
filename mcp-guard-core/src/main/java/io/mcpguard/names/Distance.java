package io.mcpguard.names;

import java.util.Arrays;

/**
 * How many slips lead from one text to another: optimal string alignment (edits and swaps of neighbours, none of them
 * twice at one place) with slips of the hand cheaper than letters at random. In hundredths of an edit.
 */
final class Distance {

    static final int EDIT = 100;
    static final int FAR = Integer.MAX_VALUE / 2;

    private static final int SWAP = 70;
    private static final int SLIP = 70;
    private static final int DOUBLED = 50;
    private static final int SEPARATOR = 40;
    private static final int LOOK_ALIKE = 30;

    private static final String[] ROWS = {"1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm"};
    private static final String VOWELS = "aeiouy";
    private static final int KEYS = 128;
    private static final boolean[] NEIGHBOURS = neighbours();

    private Distance() {}

    /** The distance; {@link #FAR} if it is more than the limit. Takes time in proportion to length times limit. */
    static int between(String from, String to, int limit) {
        int n = from.length();
        int m = to.length();
        int band = limit / SEPARATOR + 1;
        if (Math.abs(n - m) > band) {
            return FAR;
        }
        int[][] rows = new int[3][m + 1];
        for (int i = 0; i <= n; i++) {
            int[] row = rows[i % 3];
            Arrays.fill(row, FAR);
            int best = FAR;
            for (int j = Math.max(0, i - band); j <= Math.min(m, i + band); j++) {
                row[j] = i == 0 && j == 0 ? 0 : step(from, to, i, j, rows);
                best = Math.min(best, row[j]);
            }
            if (best > limit) {
                return FAR;
            }
        }
        int distance = rows[n % 3][m];
        return distance > limit ? FAR : distance;
    }

    private static int step(String from, String to, int i, int j, int[][] rows) {
        int[] row = rows[i % 3];
        int[] above = rows[(i + 2) % 3];
        int cost = FAR;
        if (i > 0) {
            cost = Math.min(cost, above[j] + lone(from, i - 1));
        }
        if (j > 0) {
            cost = Math.min(cost, row[j - 1] + lone(to, j - 1));
        }
        if (i > 0 && j > 0) {
            cost = Math.min(cost, above[j - 1] + replaced(from.charAt(i - 1), to.charAt(j - 1)));
        }
        if (i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1)
                && from.charAt(i - 1) != from.charAt(i - 2)) {
            cost = Math.min(cost, rows[(i + 1) % 3][j - 2] + SWAP);
        }
        return cost;
    }

    private static int lone(String text, int at) {
        char c = text.charAt(at);
        if (c == '-') {
            return SEPARATOR;
        }
        boolean doubled = (at > 0 && text.charAt(at - 1) == c) || (at + 1 < text.length() && text.charAt(at + 1) == c);
        return doubled ? DOUBLED : EDIT;
    }

    private static int replaced(char a, char b) {
        if (a == b) {
            return 0;
        }
        if (Letters.look(a) == Letters.look(b)) {
            return LOOK_ALIKE;
        }
        boolean vowels = VOWELS.indexOf(a) >= 0 && VOWELS.indexOf(b) >= 0;
        return vowels || areNeighbours(a, b) ? SLIP : EDIT;
    }

    /** Whether two keys lie side by side, on the same row or on rows one below the other (QWERTY). */
    static boolean areNeighbours(char a, char b) {
        return a < KEYS && b < KEYS && NEIGHBOURS[a * KEYS + b];
    }

    private static boolean[] neighbours() {
        var neighbours = new boolean[KEYS * KEYS];
        for (int row = 0; row < ROWS.length; row++) {
            for (int i = 0; i < ROWS[row].length(); i++) {
                char key = ROWS[row].charAt(i);
                mark(neighbours, key, row, i - 1);
                mark(neighbours, key, row, i + 1);
                mark(neighbours, key, row + 1, i - 1);
                mark(neighbours, key, row + 1, i);
            }
        }
        return neighbours;
    }

    private static void mark(boolean[] neighbours, char key, int row, int at) {
        if (row < ROWS.length && at >= 0 && at < ROWS[row].length()) {
            char other = ROWS[row].charAt(at);
            neighbours[key * KEYS + other] = true;
            neighbours[other * KEYS + key] = true;
        }
    }
}
