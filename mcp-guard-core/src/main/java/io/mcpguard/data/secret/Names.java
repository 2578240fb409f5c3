package io.mcpguard.data.secret;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the name of a value says about it: {@code dbPassword}, {@code AWS_SECRET_ACCESS_KEY}, {@code token-count}. */
final class Names {

    /** Longer ones are no names. */
    static final int LONGEST = 64;

    /** A declaration has one of these between the name and the value. */
    static final Set<String> TYPES = Set.of(
            "str", "string", "text", "any", "char", "bytes", "secretstr", "optional", "const", "varchar", "object");

    /** Attributes that hold a value whose name stands in another one. */
    static final Set<String> HOLDERS = Set.of("value", "default", "content", "defaultvalue", "val");

    private static final Map<String, Object> DATA = DataFile.read("names.yaml");
    private static final Endings PASSWORDS = new Endings(DataFile.strings(DATA, "passwords"));
    private static final Set<String> PASSWORD_WORDS = words("password-words");
    private static final Endings SECRETS = new Endings(DataFile.strings(DATA, "secrets"));
    private static final Set<String> SECRET_WORDS = words("secret-words");
    private static final Set<String> KEY_OWNERS = words("key-owners");
    private static final Set<String> VAGUE = words("vague");
    private static final Set<String> TAILS = words("tails");
    private static final Set<String> ABOUT = words("about");
    private static final Set<String> NEVER = words("never");

    private Names() {}

    private static Set<String> words(String key) {
        return Set.copyOf(new HashSet<>(DataFile.strings(DATA, key)));
    }

    private static final WordFilter FILTER = new WordFilter(
            Stream.of(
                            PASSWORD_WORDS,
                            SECRET_WORDS,
                            VAGUE,
                            TYPES,
                            HOLDERS,
                            Services.words(),
                            Set.of("key", "keys", "ai"))
                    .flatMap(Set::stream)
                    .toList(),
            Stream.concat(PASSWORDS.all().stream(), SECRETS.all().stream()).toList());

    /** Whether a name may say something; sometimes it does not after all. */
    static boolean mayMatter(String text, int start, int end) {
        return FILTER.mayMatter(text, start, end);
    }

    /** What a name says. */
    enum Kind {
        /** Nothing about secrets. */
        OTHER,
        /** That it is something else: an id, a count, a public key. */
        NEVER,
        /** A secret perhaps. */
        VAGUE,
        /** A key, but not of what. */
        KEY,
        SECRET,
        PASSWORD;

        boolean isSecret() {
            return this == SECRET || this == PASSWORD;
        }
    }

    /** The words of a name in small letters, camel case taken apart. */
    static List<String> words(String text, int start, int end) {
        var words = new ArrayList<String>(4);
        int from = start;
        for (int i = start; i <= end; i++) {
            char c = i < end ? text.charAt(i) : ' ';
            boolean hump = i > from && Chars.isUpper(c) && isHump(text, i, end);
            if (hump || !Chars.isAlnum(c)) {
                if (i > from) {
                    words.add(text.substring(from, i).toLowerCase(Locale.ROOT));
                }
                from = hump ? i : i + 1;
            }
        }
        return words;
    }

    /** A capital behind a small letter or digit, or the last of several in front of a small one. */
    static boolean isHump(String text, int at, int end) {
        char before = text.charAt(at - 1);
        if (Chars.isLower(before) || Chars.isDigit(before)) {
            return true;
        }
        return Chars.isUpper(before) && at + 1 < end && Chars.isLower(text.charAt(at + 1));
    }

    static Kind kind(List<String> words) {
        int last = words.size() - 1;
        while (last > 0 && (TAILS.contains(words.get(last)) || isNumber(words.get(last)))) {
            last--;
        }
        if (last < 0) {
            return Kind.OTHER;
        }
        String word = withoutNumber(words.get(last));
        if (ABOUT.contains(word)) {
            return Kind.NEVER;
        }
        Kind kind = kind(words, last, word);
        if (kind != Kind.OTHER && isNever(words, last)) {
            return Kind.NEVER;
        }
        return kind;
    }

    private static Kind kind(List<String> words, int last, String word) {
        if (PASSWORD_WORDS.contains(word) || PASSWORDS.end(word)) {
            return Kind.PASSWORD;
        }
        String before = last == 0 ? "" : words.get(last - 1);
        if (word.equals("key") || word.equals("keys")) {
            return KEY_OWNERS.contains(before) ? Kind.SECRET : Kind.KEY;
        }
        if (word.equals("string") && before.equals("connection")) {
            return Kind.VAGUE;
        }
        if (SECRET_WORDS.contains(word) || SECRETS.end(word)) {
            return Kind.SECRET;
        }
        return VAGUE.contains(word) ? Kind.VAGUE : Kind.OTHER;
    }

    private static boolean isNever(List<String> words, int last) {
        for (int i = 0; i <= last; i++) {
            if (NEVER.contains(words.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(String word) {
        return Chars.isDigit(word.charAt(0)) && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Endings of words, by their last letter. */
    private record Endings(List<String> all, Map<Character, List<String>> byLast) {

        Endings(List<String> all) {
            this(all, all.stream().collect(Collectors.groupingBy(end -> end.charAt(end.length() - 1))));
        }

        boolean end(String word) {
            for (String end : byLast.getOrDefault(word.charAt(word.length() - 1), List.of())) {
                if (word.endsWith(end)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static String withoutNumber(String word) {
        int end = word.length();
        while (end > 1 && Chars.isDigit(word.charAt(end - 1))) {
            end--;
        }
        return word.substring(0, end);
    }
}
