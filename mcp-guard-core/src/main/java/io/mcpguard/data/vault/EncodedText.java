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

    /** What is encoded, null if it is no text or would not be the same once it is encoded again. */
    static @Nullable String decode(String encoded) {
        if (encoded.length() % 4 != 0 || encoded.isEmpty()) {
            return null;
        }
        try {
            if (encoded.length() > FIRST && !isText(Base64.getDecoder().decode(encoded.substring(0, FIRST)))) {
                return null;
            }
            byte[] bytes = Base64.getDecoder().decode(encoded);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf('\0') < 0 && encode(text).equals(encoded) ? text : null;
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }

    /** Whether a text has the characters of base64 alone, with line breaks perhaps. */
    static boolean isBase64(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '+' && c != '/' && c != '=' && c != '\r' && c != '\n') {
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
