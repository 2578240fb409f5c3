package io.mcpguard.cli.config;

/**
 * JSON with comments and trailing commas, as VS Code writes it, made into JSON: what does not belong there becomes spaces,
 * so that every character stays in its line and column. Linear; what is broken stays broken for the parser to name.
 */
final class Jsonc {

    private final char[] text;

    private Jsonc(String text) {
        this.text = text.toCharArray();
    }

    static String strict(String text) {
        var jsonc = new Jsonc(text.startsWith("\ufeff") ? " " + text.substring(1) : text);
        jsonc.strip();
        return new String(jsonc.text);
    }

    private void strip() {
        int comma = -1;
        for (int i = 0; i < text.length; i++) {
            char c = text[i];
            if (c == '"') {
                i = endOfString(i);
                comma = -1;
            } else if (c == '/' && at(i + 1) == '/') {
                i = blank(i, endOfLine(i)) - 1;
            } else if (c == '/' && at(i + 1) == '*') {
                i = blank(i, endOfComment(i)) - 1;
            } else if (c == ',') {
                comma = i;
            } else if ((c == '}' || c == ']') && comma >= 0) {
                text[comma] = ' ';
                comma = -1;
            } else if (!Character.isWhitespace(c)) {
                comma = -1;
            }
        }
    }

    private char at(int index) {
        return index < text.length ? text[index] : 0;
    }

    private int endOfString(int start) {
        int i = start + 1;
        while (i < text.length && text[i] != '"' && text[i] != '\n') {
            i += text[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    private int endOfLine(int start) {
        int i = start;
        while (i < text.length && text[i] != '\n') {
            i++;
        }
        return i;
    }

    private int endOfComment(int start) {
        int i = start + 2;
        while (i < text.length && !(text[i - 1] == '*' && text[i] == '/' && i > start + 2)) {
            i++;
        }
        return Math.min(i + 1, text.length);
    }

    private int blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] != '\n' && text[i] != '\r') {
                text[i] = ' ';
            }
        }
        return to;
    }
}
