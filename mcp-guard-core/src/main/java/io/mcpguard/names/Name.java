package io.mcpguard.names;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A name taken apart: who publishes it, and the words of what is published. Immutable.
 *
 * <p>{@code @scope/name}, {@code com.example/name} and {@code owner/name} have a publisher; so has {@code @scope_name},
 * which registries make of the first where a slash is no good.
 */
final class Name {

    /** So many letters of a publisher or a package are compared. */
    static final int MAX_LETTERS = 128;

    final String raw;
    final String scope;
    final List<String> words;

    /** The words that are not said of any server. All words if there are no others. */
    final List<String> core;

    final String text;
    final String coreText;
    final String compact;
    final String look;
    final long signature;
    final long coreSignature;

    private Name(String raw, String scope, List<String> words) {
        this.raw = raw;
        this.scope = scope;
        this.words = List.copyOf(words);
        List<String> said = words.stream().filter(word -> !Affixes.isAny(word)).toList();
        core = said.isEmpty() ? this.words : said;
        text = String.join("-", words);
        coreText = String.join("-", core);
        compact = String.join("", words);
        look = words.stream().map(Letters::look).collect(Collectors.joining());
        signature = signature(text);
        coreSignature = signature(coreText);
    }

    static Name of(String raw) {
        String letters = Letters.of(NameFaults.cut(raw));
        boolean at = letters.startsWith("@");
        int slash = letters.indexOf('/');
        if (slash < 0 && at) {
            slash = letters.indexOf('_');
        }
        String scope = slash <= 0 ? "" : letters.substring(at ? 1 : 0, slash);
        String rest = letters.substring(slash <= 0 ? (at ? 1 : 0) : slash + 1);
        return new Name(raw, limit(Letters.lower(scope)), words(limit(rest)));
    }

    private static String limit(String text) {
        return text.length() <= MAX_LETTERS ? text : text.substring(0, MAX_LETTERS);
    }

    /** Words end at whatever is no letter, digit or look-alike of one, and where a capital follows a small letter. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        int before = ' ';
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            boolean ends = !Character.isLetterOrDigit(c) && c != '!' && c != '|' && c != '$' && c != '@';
            if (ends || (Character.isUpperCase(c) && Character.isLowerCase(before))) {
                add(word, words);
            }
            if (!ends) {
                word.appendCodePoint(c);
            }
            before = c;
        }
        add(word, words);
        return words;
    }

    private static void add(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(Letters.lower(word.toString()));
            word.setLength(0);
        }
    }

    /** Which letters are in a text: texts that differ in many of them are far apart. */
    static long signature(String text) {
        long signature = 0;
        for (int i = 0; i < text.length(); i++) {
            signature |= 1L << (text.charAt(i) & 63);
        }
        return signature;
    }

    boolean hasScope() {
        return !scope.isEmpty();
    }

    String coreCompact() {
        return String.join("", core);
    }

    /** A name as it stands, but for case and separators; spaces at its ends count. */
    static String plain(String raw) {
        var plain = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            boolean inner = i > 0 && i < raw.length() - 1;
            if (!isSeparator(c) && !(c == ' ' && inner)) {
                plain.append(c);
            }
        }
        return Letters.lower(plain.toString());
    }

    private static boolean isSeparator(char c) {
        return c == '-' || c == '_' || c == '.' || c == '/' || c == '@' || c == ':';
    }

    static boolean sameButForTheSlash(Name a, Name b) {
        return a.hasScope() && a.raw.replace('/', '_').equals(b.raw.replace('/', '_'));
    }
}
