package io.mcpguard.trust;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The digests that stand in an identity in the place of secrets. There are two forms. In memory, and in locks of older
 * releases, it is {@code sha256:} and 64 digits, which anybody can compute who guesses the secret. What is written to a
 * lock is {@code hmac-sha256:}, eight digits that name the key, and a keyed digest of the first form: so an old lock gets
 * its keyed digests without anybody who knows the secrets. Linear in the length of the texts.
 */
final class SecretDigests {

    static final String PLAIN = "sha256:";
    static final String KEYED = "hmac-sha256:";

    /** What stands for a secret where people read of it. */
    private static final String MASK = "(secret)";

    private static final int DIGITS = 64;
    private static final int KEY_DIGITS = 8;

    /** What can stand before a digest; an {@code @} before one makes it that of an image. */
    private static final String BEFORE = "=:/?#";

    private SecretDigests() {}

    static boolean isPlain(String digest) {
        return digest.startsWith(PLAIN);
    }

    /** The same with keyed digests only, for who has the key; what is keyed already stays. */
    static Map<String, @Nullable Object> keyed(Map<String, @Nullable Object> identity, @Nullable LockKey key) {
        return key == null
                ? identity
                : replaced(
                        identity,
                        digest -> isPlain(digest)
                                ? KEYED + key.id() + ":" + key.hmac(digest.substring(PLAIN.length()))
                                : digest);
    }

    /** The same for people: that a secret stands there, and nothing by which to guess it. */
    static Map<String, @Nullable Object> masked(Map<String, @Nullable Object> identity) {
        return replaced(identity, digest -> MASK);
    }

    /** Whether there are digests that anybody could compute who guesses. */
    static boolean hasPlain(Map<String, @Nullable Object> identity) {
        boolean[] found = {false};
        replaced(identity, digest -> {
            found[0] |= isPlain(digest);
            return digest;
        });
        return found[0];
    }

    /** The names of the keys with which digests were made. */
    static SortedSet<String> keyIds(Map<String, @Nullable Object> identity) {
        var ids = new TreeSet<String>();
        replaced(identity, digest -> {
            if (!isPlain(digest)) {
                ids.add(digest.substring(KEYED.length(), KEYED.length() + KEY_DIGITS));
            }
            return digest;
        });
        return ids;
    }

    /** Command, URL, the names of files and the package's name are what can hold secrets. */
    private static Map<String, @Nullable Object> replaced(
            Map<String, @Nullable Object> identity, UnaryOperator<String> each) {
        var result = new TreeMap<String, @Nullable Object>(identity);
        result.computeIfPresent(Identity.COMMAND, (key, command) -> words(command, each));
        result.computeIfPresent(Identity.URL, (key, url) -> word(url, each));
        result.computeIfPresent(Identity.FILES, (key, files) -> names(files, each));
        result.computeIfPresent(Identity.PACKAGE, (key, from) -> name(from, each));
        return Collections.unmodifiableMap(result);
    }

    private static Object words(Object command, UnaryOperator<String> each) {
        if (!(command instanceof List<?> list)) {
            return command;
        }
        var words = new ArrayList<@Nullable Object>(list.size());
        list.forEach(word -> words.add(word(word, each)));
        return Collections.unmodifiableList(words);
    }

    private static Object names(Object files, UnaryOperator<String> each) {
        if (!(files instanceof Map<?, ?> map)) {
            return files;
        }
        var names = new TreeMap<String, @Nullable Object>();
        map.forEach((name, digest) -> names.put(replaced(String.valueOf(name), each), digest));
        return Collections.unmodifiableMap(names);
    }

    private static Object name(Object from, UnaryOperator<String> each) {
        if (!(from instanceof Map<?, ?> map)) {
            return from;
        }
        var named = new TreeMap<String, @Nullable Object>();
        map.forEach((key, value) -> named.put(String.valueOf(key), key.equals("name") ? word(value, each) : value));
        return Collections.unmodifiableMap(named);
    }

    private static @Nullable Object word(@Nullable Object word, UnaryOperator<String> each) {
        return word instanceof String text ? replaced(text, each) : word;
    }

    private static String replaced(String text, UnaryOperator<String> each) {
        int at = text.indexOf(PLAIN);
        if (at < 0) {
            return text;
        }
        var out = new StringBuilder(text.length());
        int copied = 0;
        while (at >= 0) {
            int from = text.startsWith(KEYED, at - (KEYED.length() - PLAIN.length()))
                    ? at - (KEYED.length() - PLAIN.length())
                    : at;
            int to = end(text, from, at + PLAIN.length());
            if (to > 0) {
                out.append(text, copied, from).append(each.apply(text.substring(from, to)));
                copied = to;
            }
            at = text.indexOf(PLAIN, Math.max(to, at + PLAIN.length()));
        }
        return out.append(text, copied, text.length()).toString();
    }

    /** Where the digest ends, 0 if it is none. */
    private static int end(String text, int from, int digits) {
        if (from > 0 && BEFORE.indexOf(text.charAt(from - 1)) < 0) {
            return 0;
        }
        int start = digits;
        if (text.startsWith(KEYED, from)) {
            start = digits + KEY_DIGITS + 1;
            if (hexFrom(text, digits) != KEY_DIGITS || !text.startsWith(":", start - 1)) {
                return 0;
            }
        }
        return hexFrom(text, start) == DIGITS ? start + DIGITS : 0;
    }

    /** How many digits there are, up to one more than a digest has. */
    private static int hexFrom(String text, int from) {
        int count = 0;
        while (count <= DIGITS && from + count < text.length() && isHex(text.charAt(from + count))) {
            count++;
        }
        return count;
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
