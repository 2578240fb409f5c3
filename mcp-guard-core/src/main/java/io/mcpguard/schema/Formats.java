package io.mcpguard.schema;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * The formats of JSON Schema (2020-12, section 7.3), as far as it takes to see that a string which was cut has lost its own.
 * Lenient where that is harmless, and linear.
 */
final class Formats {

    /** Longer ones are no dates, addresses or names. */
    private static final int MAX_CHARS = 320;

    private Formats() {}

    /** Whether a string may be of a format; true for a format that the standard does not know. */
    static boolean fits(String format, String text) {
        return switch (format) {
            case "date-time" -> isRead(text, OffsetDateTime::parse);
            case "date" -> isRead(text, LocalDate::parse);
            case "time" -> isRead(text, OffsetTime::parse);
            case "duration" -> text.length() > 2 && text.charAt(0) == 'P' && isOf(text, "PYMWDTHS.,");
            case "email", "idn-email" -> text.indexOf('@') > 0 && isWord(text) && text.indexOf('@') < text.length() - 1;
            case "hostname", "idn-hostname" -> isWord(text) && all(text, c -> c == '-' || c == '.' || isLetter(c));
            case "ipv4" -> text.indexOf('.') > 0 && isOf(text, ".");
            case "ipv6" -> text.indexOf(':') >= 0 && isOf(text, ":.abcdefABCDEF");
            case "uuid" -> text.length() == 36 && isOf(text, "-abcdefABCDEF");
            case "uri", "iri" -> isUri(text, true);
            case "uri-reference", "iri-reference" -> isUri(text, false);
            case "uri-template" -> all(text, c -> c > ' ');
            case "json-pointer" -> text.isEmpty() || text.charAt(0) == '/';
            case "relative-json-pointer" -> !text.isEmpty() && Character.digit(text.charAt(0), 10) >= 0;
            default -> true;
        };
    }

    private static boolean isRead(String text, Consumer<String> reader) {
        if (text.length() > MAX_CHARS) {
            return false;
        }
        try {
            reader.accept(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isUri(String text, boolean absolute) {
        try {
            var uri = new URI(text);
            return !absolute || uri.isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isWord(String text) {
        return !text.isEmpty() && text.length() <= MAX_CHARS && all(text, c -> c > ' ' && c != '[' && c != ']');
    }

    /** Nothing but decimal digits and some characters. */
    private static boolean isOf(String text, String more) {
        return !text.isEmpty()
                && text.length() <= MAX_CHARS
                && all(text, c -> (c >= '0' && c <= '9') || more.indexOf(c) >= 0);
    }

    private static boolean isLetter(int c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean all(String text, IntPredicate allowed) {
        return text.chars().allMatch(allowed);
    }
}
