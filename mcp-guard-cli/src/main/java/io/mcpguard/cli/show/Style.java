package io.mcpguard.cli.show;

/** Colours on a terminal, nothing elsewhere. Escapes only ever stand around text that is escaped already. */
public final class Style {

    private static final String RESET = "\u001b[0m";

    private final boolean colored;
    private final int width;

    /**
     * A style.
     *
     * @param colored whether colours are wanted
     * @param width columns of the screen
     */
    public Style(boolean colored, int width) {
        this.colored = colored;
        this.width = width;
    }

    /** {@return whether colours are wanted} */
    public boolean colored() {
        return colored;
    }

    /** {@return how many columns a line should have at most} */
    public int width() {
        return width;
    }

    String good(String text) {
        return paint("32", text);
    }

    /** {@return a word that somebody has to act on} */
    public String bad(String text) {
        return paint("31", text);
    }

    String odd(String text) {
        return paint("33", text);
    }

    /** {@return a name} */
    public String strong(String text) {
        return paint("1", text);
    }

    /** {@return what is read last} */
    public String faint(String text) {
        return paint("2", text);
    }

    String removed(String text) {
        return paint("31;9", text);
    }

    String added(String text) {
        return paint("32;4", text);
    }

    private String paint(String code, String text) {
        return colored && !text.isEmpty() ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
