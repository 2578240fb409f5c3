package io.mcpguard.data.leak;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads escapes inside a text: percent encoding (RFC 3986), quoted-printable (RFC 2045), character references of
 * HTML, {@code \}{@code u0067}, {@code \x67}, {@code \147}, {@code U+0067}, and bytes in variation selectors, which
 * show nothing.
 */
final class Escapes {

    private static final Map<String, Character> NAMED = Map.ofEntries(
            Map.entry("amp", '&'),
            Map.entry("lt", '<'),
            Map.entry("gt", '>'),
            Map.entry("quot", '"'),
            Map.entry("apos", '\''),
            Map.entry("nbsp", ' '),
            Map.entry("period", '.'),
            Map.entry("comma", ','),
            Map.entry("colon", ':'),
            Map.entry("sol", '/'),
            Map.entry("lowbar", '_'),
            Map.entry("hyphen", '-'),
            Map.entry("dash", '-'),
            Map.entry("num", '#'),
            Map.entry("commat", '@'),
            Map.entry("excl", '!'),
            Map.entry("shy", '-'),
            Map.entry("zwnj", ' '));

    private static final int MAX_NAME = 6;
    private static final int MAX_REFERENCE = 10;

    private final Source text;
    private final Source.Builder builder;
    private final ByteText bytes;
    private int at;
    private boolean any;

    private Escapes(Source text) {
        this.text = text;
        this.builder = new Source.Builder(text, text.length());
        this.bytes = new ByteText(builder);
    }

    /** The text with what its escapes stand for; null if there are none. */
    static @Nullable Source read(Source text) {
        if (!mayHave(text)) {
            return null;
        }
        var escapes = new Escapes(text);
        while (escapes.at < text.length()) {
            if (!escapes.escape()) {
                escapes.bytes.plain(text.at(escapes.at), escapes.at);
                escapes.at++;
            } else {
                escapes.any = true;
            }
        }
        return escapes.any ? escapes.builder.build() : null;
    }

    private static boolean mayHave(Source text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.at(i);
            if (c == '%'
                    || c == '&'
                    || c == '\\'
                    || c == '='
                    || c == '+'
                    || (c >= 0xFE00 && c <= 0xFE0F)
                    || c == 0xDB40) {
                return true;
            }
        }
        return false;
    }

    private boolean escape() {
        char c = text.at(at);
        return switch (c) {
            case '%', '=' -> hex(at + 1, 2);
            case '&' -> reference();
            case '\\' -> backslash();
            case 'U', 'u' -> is(at + 1, '+') && hex(at + 2, 4);
            default -> selector(c);
        };
    }

    private boolean backslash() {
        if (at + 1 >= text.length()) {
            return false;
        }
        char kind = text.at(at + 1);
        if (kind == 'x') {
            return hex(at + 2, 2);
        } else if (kind == 'u') {
            return is(at + 2, '{') ? number(at + 3, 16, '}') : hex(at + 2, 4);
        }
        if (kind >= '0' && kind <= '1') {
            int value = value(at + 1, 3, 8);
            return value > 0 && put(value, at + 4);
        }
        return false;
    }

    private boolean is(int place, char c) {
        return place < text.length() && text.at(place) == c;
    }

    private boolean hex(int from, int digits) {
        int value = value(from, digits, 16);
        return value >= 0 && put(value, from + digits);
    }

    private int value(int from, int digits, int base) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = i < text.length() ? Character.digit(text.at(i), base) : -1;
            if (digit < 0) {
                return -1;
            }
            value = base * value + digit;
        }
        return value;
    }

    private boolean reference() {
        if (at + 2 >= text.length()) {
            return false;
        }
        if (text.at(at + 1) == '#') {
            boolean hex = (text.at(at + 2) | 0x20) == 'x';
            return number(at + (hex ? 3 : 2), hex ? 16 : 10, ';');
        }
        var name = new StringBuilder();
        int end = at + 1;
        while (end < text.length() && name.length() <= MAX_NAME && text.at(end) >= 'a' && text.at(end) <= 'z') {
            name.append(text.at(end++));
        }
        @Nullable Character named = NAMED.get(name.toString());
        return named != null && end < text.length() && text.at(end) == ';' && put(named, end + 1);
    }

    /** A number up to some sign; behind {@code &#} the sign may be left out. */
    private boolean number(int from, int base, char until) {
        int value = 0;
        int end = from;
        while (end < text.length() && end - from < MAX_REFERENCE && Character.digit(text.at(end), base) >= 0) {
            value = Math.min(0x10FFFF, base * value + Character.digit(text.at(end++), base));
        }
        if (end == from) {
            return false;
        }
        boolean closed = end < text.length() && text.at(end) == until;
        return (closed || until == ';') && put(value, closed ? end + 1 : end);
    }

    private boolean selector(char c) {
        if (c >= 0xFE00 && c <= 0xFE0F) {
            bytes.add(c - 0xFE00, at, at);
            at++;
            return true;
        }
        boolean supplement =
                c == 0xDB40 && at + 1 < text.length() && text.at(at + 1) >= 0xDD00 && text.at(at + 1) <= 0xDDEF;
        if (supplement) {
            bytes.add(text.at(at + 1) - 0xDD00 + 16, at, at + 1);
            at += 2;
        }
        return supplement;
    }

    private boolean put(int value, int end) {
        if (value < 0x100) {
            bytes.add(value, at, end - 1);
        } else {
            bytes.plain(value <= Character.MAX_VALUE ? (char) value : LookLike.plain(value), at);
        }
        at = end;
        return true;
    }
}
