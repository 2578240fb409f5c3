package io.mcpguard.inspect.view;

import io.mcpguard.inspect.rule.Disguise;
import java.util.Locale;

/** Tells people how a run is encoded that was decoded. By its characters: what decoded it does not say. */
public final class Encodings {

    private static final String HEX = "0123456789abcdef";
    private static final String BETWEEN_HEX = " \n\t:,\\x";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567= \n\r";
    private static final int FIRST_UNSEEN = 0x200B;

    private Encodings() {}

    /** The name of the encoding of a run. */
    public static String of(String run) {
        if (run.contains("\\u")) {
            return "escapes";
        }
        if (run.contains("&#")) {
            return "character references";
        }
        if (run.indexOf('%') >= 0) {
            return "percent encoding";
        }
        if (run.chars().allMatch(c -> c >= FIRST_UNSEEN)) {
            return "characters that show nothing";
        }
        if (isBits(run)) {
            return "bits";
        }
        if (consistsOf(run.toLowerCase(Locale.ROOT), HEX + BETWEEN_HEX)) {
            return "hexadecimal";
        }
        return consistsOf(run, BASE32) ? "base32" : "base64";
    }

    /** How much the encoding of a run that was decoded keeps from people. */
    public static Disguise disguise(String run) {
        if (run.contains("\\u")) {
            return Escaped.isPlain(run) ? Disguise.CIPHER : Disguise.ADDRESS;
        }
        if (run.indexOf('%') >= 0 || run.indexOf('&') >= 0) {
            return Disguise.ADDRESS;
        }
        return isBits(run) || consistsOf(run, BASE32) || run.chars().allMatch(c -> c >= FIRST_UNSEEN)
                ? Disguise.CIPHER
                : Disguise.ENCODED;
    }

    private static boolean isBits(String run) {
        return consistsOf(run, "01");
    }

    private static boolean consistsOf(String run, String characters) {
        return run.chars().allMatch(c -> characters.indexOf(c) >= 0);
    }
}
