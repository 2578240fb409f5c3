package io.mcpguard.data.vault;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Text that stands in a message as base64 (RFC 4648), as blobs of resources do. */
final class EncodedText {

    /** So many characters tell whether it is text: no image, sound or archive begins with valid UTF-8 without a NUL. */
    private static final int FIRST = 88;

    private EncodedText() {}

    /** What is encoded, in either alphabet, with line breaks and without padding too, as clients read it; null if it is no text. */
    static @Nullable String decode(String encoded) {
        if (encoded.isEmpty() || !isBase64(encoded)) {
            return null;
        }
        String plain = encoded.replace('-', '+').replace('_', '/');
        try {
            if (plain.length() > FIRST && !isText(Base64.getMimeDecoder().decode(whole(plain)))) {
                return null;
            }
            byte[] bytes = Base64.getMimeDecoder().decode(plain);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }

    /** The beginning of it, in groups of four. */
    private static String whole(String encoded) {
        var beginning = new StringBuilder(FIRST);
        for (int i = 0; i < encoded.length() && beginning.length() < FIRST; i++) {
            char c = encoded.charAt(i);
            if (c != '\r' && c != '\n') {
                beginning.append(c);
            }
        }
        return beginning.toString();
    }

    /** Whether a text has the characters of base64 alone, with line breaks perhaps. */
    static boolean isBase64(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '+' && c != '/' && c != '=' && c != '-' && c != '_' && c != '\r' && c != '\n') {
                return false;
            }
        }
        return true;
    }

    static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether bytes may be the beginning of a text; a character that is cut at the end does not matter. */
    private static boolean isText(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var out = CharBuffer.allocate(bytes.length);
        boolean fits = !decoder.decode(ByteBuffer.wrap(bytes), out, false).isError();
        return fits && out.flip().chars().noneMatch(c -> c == 0);
    }
}
