package io.mcpguard.inspect.view;

import java.util.Locale;

/** Tells people how a run is encoded that was decoded. By its characters: what decoded it does not say. */
public final class Encodings {

    private static final String HEX = "0123456789abcdef";
    private static final String BETWEEN_HEX = " \n\t:,\\x";
    private static final int FIRST_UNSEEN = 0x200B;

    private Encodings() {}

    /** The name of the encoding of a run. */
    public static String of(String run) {
        if (run.contains("&#")) {
            return "character references";
        }
        if (run.indexOf('%') >= 0) {
            return "percent encoding";
        }
        if (run.chars().allMatch(c -> c >= FIRST_UNSEEN)) {
            return "characters that show nothing";
        }
        if (consistsOf(run.toLowerCase(Locale.ROOT), HEX + BETWEEN_HEX)) {
            return "hexadecimal";
        }
        return consistsOf(run, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567= \n\r") ? "base32" : "base64";
    }

    /** The name of a disguise of letters that a reading undoes. */
    public static String of(String text, Reading reading) {
        return reading.text().length() == text.length() ? "digits and signs for letters" : "words spelt apart";
    }

    private static boolean consistsOf(String run, String characters) {
        return run.chars().allMatch(c -> characters.indexOf(c) >= 0);
    }
}
