package io.mcpguard.data.leak;

import java.util.Locale;
import java.util.Set;

/**
 * How hard each character of a value is to guess, in quarters of a bit. What many values have in common counts for
 * nothing, since whoever sends it says nothing of this one: the prefix of a token, the head of a JWT, the domain of
 * an address, everything in a database URL but its password. Words count for little.
 */
final class Weights {

    private static final int BIT = 4;
    private static final int DIGIT = (int) (3.3 * BIT);
    private static final int LETTER = (int) (4.7 * BIT);
    private static final int HEX = 4 * BIT;
    /** A character that the ones before let expect. */
    private static final int EXPECTED = BIT / 2;
    /** A letter of a word that has few. */
    private static final int OF_WORD = 2 * BIT;

    private static final int LONG_WORD = 6;

    /** No more than this part of a value is taken for a prefix. */
    private static final int PREFIX_PART = 3;

    private static final int PREFIX_SEGMENT = 8;
    private static final int PREFIX_SEGMENTS = 3;

    private static final Set<String> OBVIOUS =
            Set.of(("com org net edu gov int info www http https example localhost gmail googlemail outlook hotmail"
                            + " yahoo icloud proton mail bearer basic token key api apikey secret password passwd pwd user"
                            + " username begin end private public rsa openssh certificate postgres postgresql mysql mongodb redis"
                            + " amqp jdbc server database account accountkey endpoint")
                    .split(" "));

    private static final String[] FAMILIAR = {"AKIA", "ASIA", "AIza", "eyJ", "MII", "LS0tLS1", "ya29"};

    private static final String FENCE = "-----";

    private final String value;
    private final byte[] weights;
    private boolean wordy;

    private Weights(String value) {
        this.value = value;
        this.weights = new byte[value.length()];
    }

    /** For each UTF-16 unit of a value. */
    static byte[] of(String value) {
        var weights = new Weights(value);
        weights.weigh();
        if (weights.isAddress()) {
            weights.nothing(domain(value), value.length());
        } else {
            weights.leaveOutPrefix();
            weights.leaveOutWhatIsShared();
            weights.leaveOutFences();
        }
        return weights.weights;
    }

    /**
     * For each unit, when all of a value is looked at: what others share with it counts as well, and no character is
     * free.
     */
    static byte[] ofWhole(String value) {
        var weights = new Weights(value);
        weights.weigh();
        for (int i = 0; i < value.length(); i++) {
            weights.weights[i] = (byte) Math.max(BIT, weights.weights[i]);
        }
        return weights.weights;
    }

    /** Whether most of what is hard to guess in a value is the choice of its words. */
    static boolean isWordy(String value) {
        var weights = new Weights(value);
        weights.weigh();
        return weights.wordy;
    }

    private void weigh() {
        boolean hex = isHex();
        int ofWords = 0;
        int ofOthers = 0;
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            int end = at + 1;
            if (Character.isLetter(c)) {
                end = WordShape.wordEnd(value, at, value.length());
                boolean word = !hex && isWord(at, end);
                int each = hex ? HEX : word ? ofWord(at, end) : LETTER;
                for (int i = at; i < end; i++) {
                    weights[i] = (byte) each;
                }
                ofWords += word ? each * (end - at) : 0;
                ofOthers += word ? 0 : each * (end - at);
            } else {
                weights[at] = (byte) (Character.isDigit(c) ? hex ? HEX : DIGIT : c > ' ' ? DIGIT : 0);
                ofOthers += Character.isDigit(c) ? weights[at] : 0;
            }
            at = end;
        }
        wordy = ofWords > ofOthers;
        expect();
    }

    /** What goes on as it began is no surprise: 1234, 00000, also with something between. */
    private void expect() {
        int before = -1;
        int stepBefore = 2;
        for (int i = 0; i < value.length(); i++) {
            int c = LookLike.letterOrDigit(value.charAt(i));
            if (c != 0) {
                int step = c - before;
                if (step == stepBefore && Math.abs(step) <= 1) {
                    weights[i] = (byte) Math.min(weights[i], EXPECTED);
                }
                stepBefore = before < 0 ? stepBefore : step;
                before = c;
            }
        }
    }

    private boolean isWord(int from, int to) {
        boolean alone = (from == 0 || !Character.isLetterOrDigit(value.charAt(from - 1)))
                && (to == value.length() || !Character.isLetterOrDigit(value.charAt(to)));
        return (to - from > 3 || alone) && WordShape.isWord(value, from, to);
    }

    private int ofWord(int from, int to) {
        int length = to - from;
        if (OBVIOUS.contains(value.substring(from, to).toLowerCase(Locale.ROOT))) {
            return 0;
        }
        return length <= LONG_WORD ? OF_WORD : (OF_WORD * LONG_WORD + BIT * (length - LONG_WORD)) / length;
    }

    private boolean isHex() {
        int letters = 0;
        int digits = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (Character.digit(c, 16) >= 10) {
                letters++;
            } else if (Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return letters > 1 && digits > 1;
    }

    private void leaveOutPrefix() {
        for (String familiar : FAMILIAR) {
            if (value.startsWith(familiar)) {
                nothing(0, familiar.length());
            }
        }
        int end = 0;
        int at = 0;
        for (int segment = 0; segment < PREFIX_SEGMENTS; segment++) {
            while (at < value.length() && Character.isLetter(value.charAt(at))) {
                at++;
            }
            boolean ends = at > end && at - end <= PREFIX_SEGMENT && at < value.length() && isJoint(value.charAt(at));
            if (!ends || PREFIX_PART * (at + 1) > value.length()) {
                break;
            }
            end = ++at;
        }
        nothing(0, end);
    }

    private static boolean isJoint(char c) {
        return "-_.:= /".indexOf(c) >= 0;
    }

    private void leaveOutWhatIsShared() {
        int scheme = value.indexOf("://");
        if (value.startsWith("eyJ") && value.indexOf('.') > 0) {
            // The head, and how each payload begins: {"iss":, {"sub":
            nothing(0, Math.min(value.length(), value.indexOf('.') + 9));
        } else if (scheme >= 0 && value.lastIndexOf('@') > scheme) {
            int last = value.lastIndexOf('@');
            int colon = value.indexOf(':', scheme + 3);
            if (colon > 0 && last - colon > 4) {
                nothing(0, colon);
                nothing(last, value.length());
            }
        }
    }

    /** What stands between the dashes of a PEM file (RFC 7468). */
    private void leaveOutFences() {
        int from = value.indexOf(FENCE);
        while (from >= 0) {
            int to = value.indexOf(FENCE, from + FENCE.length());
            int end = to < 0 ? value.length() : to + FENCE.length();
            nothing(from, end);
            from = value.indexOf(FENCE, end);
        }
    }

    /** Whether it is an e-mail address; what stands in front of its domain says who it is. */
    private boolean isAddress() {
        return domain(value) > 0;
    }

    /** Where the domain of an e-mail address begins; -1 if a value is none. */
    static int domain(String value) {
        int at = value.indexOf('@');
        boolean one = at > 0 && at == value.lastIndexOf('@') && value.indexOf('.', at) > 0;
        return one && value.indexOf(' ') < 0 && value.indexOf(':') < 0 ? at + 1 : -1;
    }

    private void nothing(int from, int to) {
        for (int i = from; i < to; i++) {
            weights[i] = 0;
        }
    }
}
