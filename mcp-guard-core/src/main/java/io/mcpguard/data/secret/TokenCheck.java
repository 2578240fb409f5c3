package io.mcpguard.data.secret;

import io.mcpguard.data.Certainty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a rule asks beyond the shape of a token; its name in the rule files has hyphens. */
enum TokenCheck {
    /** A checksum that tells tokens from what only looks like them; older ones and made-up ones have none. */
    CRC62 {
        @Override
        Certainty of(String token) {
            return Checksums.isCrc62(token) ? Certainty.PROVEN : Certainty.LIKELY;
        }
    },
    GITLAB_CRC {
        @Override
        Certainty of(String token) {
            return Checksums.isCrc36(token) ? Certainty.PROVEN : Certainty.LIKELY;
        }
    },
    BASE58 {
        @Override
        @Nullable
        Certainty of(String token) {
            return Checksums.isBase58Check(token) ? Certainty.PROVEN : null;
        }
    },
    BECH32 {
        @Override
        Certainty of(String token) {
            // Sixty characters of that alphabet behind that prefix are nothing else, even with a slip in them
            return Checksums.isBech32(token) ? Certainty.PROVEN : Certainty.LIKELY;
        }
    },
    /** Key ids are base32 behind the prefix; others are made up, or words in capitals if they have no digit. */
    AWS_KEY {
        @Override
        @Nullable
        Certainty of(String token) {
            boolean base32 = token.chars().skip(4).noneMatch(c -> c == '0' || c == '1' || c == '8' || c == '9');
            boolean digit = token.chars().anyMatch(c -> c >= '2' && c <= '9');
            if (!digit && !(token.startsWith("AKIA") && Randomness.words(token.substring(4)) < 0.4)) {
                return null;
            }
            return base32 ? Certainty.PROVEN : Certainty.LIKELY;
        }
    },
    /** The fourth character counts the generation of the secret. */
    AZURE_SECRET {
        @Override
        @Nullable
        Certainty of(String token) {
            return Chars.isDigit(token.charAt(3))
                            && token.chars().filter(Character::isDigit).count() > 1
                    ? Certainty.PROVEN
                    : null;
        }
    },
    /** Base64 of JSON behind the prefix. */
    JSON {
        @Override
        Certainty of(String token) {
            int start = token.indexOf("eyJ");
            String head = Base64Text.head(token, start, Math.min(token.length(), start + 64));
            return head.startsWith("{\"") && head.length() > 24 ? Certainty.PROVEN : Certainty.LIKELY;
        }
    },
    /** RFC 7515: the header is JSON that names an algorithm. */
    JWT {
        @Override
        @Nullable
        Certainty of(String token) {
            int dot = token.indexOf('.');
            String head = Base64Text.head(token, 0, Math.min(dot, 600));
            boolean json = head.startsWith("{\"") || (head.startsWith("{") && head.contains("\""));
            if (head.contains("\"alg\"")) {
                return json ? Certainty.PROVEN : null;
            }
            return json && (head.contains("\"typ\"") || head.contains("\"kid\"") || head.contains("\"alg"))
                    ? Certainty.LIKELY
                    : null;
        }
    },
    /** A bot's id, which is a number, in base64. */
    DISCORD {
        @Override
        @Nullable
        Certainty of(String token) {
            String id = Base64Text.head(token, 0, token.indexOf('.'));
            return id.length() >= 17 && id.chars().allMatch(Character::isDigit) ? Certainty.PROVEN : null;
        }
    },
    /** The key id has an underscore behind six characters. */
    MAXMIND {
        @Override
        @Nullable
        Certainty of(String token) {
            return token.indexOf('_') == 6 && token.indexOf('_', 7) == 36 ? Certainty.PROVEN : null;
        }
    },
    /** The name of the application, a full stop, the id of the key, a colon. */
    ABLY {
        @Override
        @Nullable
        Certainty of(String token) {
            return token.charAt(6) == '.' && token.indexOf('.', 7) < 0 ? Certainty.PROVEN : null;
        }
    },
    /** Behind that prefix only. */
    SK {
        @Override
        @Nullable
        Certainty of(String token) {
            return token.startsWith("sk-") ? Certainty.PROVEN : null;
        }
    },
    NONE {
        @Override
        Certainty of(String token) {
            return Certainty.PROVEN;
        }
    };

    /** How sure the token is, null if it is none. A rule may set a lower bound. */
    abstract @Nullable Certainty of(String token);

    static TokenCheck named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
