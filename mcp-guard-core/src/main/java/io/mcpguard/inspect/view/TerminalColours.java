package io.mcpguard.inspect.view;

/**
 * What a terminal writes its text in, as far as sequences of select graphic rendition (ECMA-48, 8.3.117, and the extensions of
 * xterm for 256 and for bright colours) tell it. They add up: one may set the letters, and another one what is behind them.
 */
final class TerminalColours {

    /** Its own colours are not known, and never the same. */
    private static final String OWN_LETTERS = "own letters";

    private static final String OWN_GROUND = "own ground";
    private static final String BRIGHT = "bright ";

    private String letters = OWN_LETTERS;
    private String ground = OWN_GROUND;
    private boolean concealed;

    /** Whether text that follows is not seen: concealed, or in the colour of what is behind it. */
    boolean hide() {
        return concealed || letters.equals(ground);
    }

    /** Adds one sequence, by what stands between its introducer and its final {@code m}. */
    void add(String arguments) {
        String[] codes = arguments.replace(':', ';').split(";", -1);
        for (int i = 0; i < codes.length; i++) {
            String code = plain(codes[i]);
            if (code.equals("38") || code.equals("48")) {
                int length = i + 1 < codes.length && codes[i + 1].equals("2") ? 4 : 2;
                var colour = new StringBuilder();
                for (int j = i + 1; j <= i + length && j < codes.length; j++) {
                    colour.append(codes[j]).append(';');
                }
                set(code.charAt(0), colour.toString());
                i += length;
            } else {
                add(code, code.isEmpty() ? "" : code.substring(code.length() - 1));
            }
        }
    }

    private void add(String code, String last) {
        if (code.isEmpty() || code.equals("0")) {
            letters = OWN_LETTERS;
            ground = OWN_GROUND;
            concealed = false;
        } else if (code.equals("8") || code.equals("28")) {
            concealed = code.equals("8");
        } else if (code.equals("39")) {
            letters = OWN_LETTERS;
        } else if (code.equals("49")) {
            ground = OWN_GROUND;
        } else if (code.length() == 2 && (code.charAt(0) == '3' || code.charAt(0) == '4')) {
            set(code.charAt(0), last);
        } else if (code.length() == 2 && code.charAt(0) == '9') {
            letters = BRIGHT + last;
        } else if (code.length() == 3 && code.startsWith("10")) {
            ground = BRIGHT + last;
        }
    }

    /** A number without zeros in front: prompts write {@code 00} and {@code 01;32}. */
    private static String plain(String code) {
        int at = 0;
        while (at + 1 < code.length() && code.charAt(at) == '0') {
            at++;
        }
        return code.substring(at);
    }

    private void set(char kind, String colour) {
        if (kind == '3') {
            letters = colour;
        } else {
            ground = colour;
        }
    }
}
