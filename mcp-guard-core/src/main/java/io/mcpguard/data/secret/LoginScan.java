package io.mcpguard.data.secret;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;

/**
 * Looks for the secrets of files that have a grammar of their own: .netrc, Kubernetes Secrets, and what the clients
 * of MySQL are told by {@code -p}. Not thread-safe.
 */
final class LoginScan {

    private static final Literal MACHINE = Literal.of("machine ", 'm');
    private static final Literal MYSQL = Literal.of("mysql", 'q');
    private static final Literal SECRET = Literal.of("Secret", 'S');
    /** From the word that gives the file away, in characters. */
    private static final int WINDOW = 4_096;

    private static final int SHORTEST_PASSWORD = 6;
    private static final int SHORTEST_ENCODED = 8;
    private static final int SHORTEST_DRAWN = 16;

    private final String text;
    private final Hits hits;
    private final ValueReader reader;

    LoginScan(Text text, Hits hits) {
        this.text = text.value();
        this.hits = hits;
        this.reader = new ValueReader(this.text);
    }

    void scan() {
        for (int at = MACHINE.next(text, 0); at >= 0; at = MACHINE.next(text, at + 8)) {
            netrc(at + 8);
        }
        for (int at = MYSQL.next(text, 0); at >= 0; at = MYSQL.next(text, at + 5)) {
            mysql(at);
        }
        int done = 0;
        for (int at = SECRET.next(text, 0); at >= 0; at = SECRET.next(text, Math.max(at + 6, done))) {
            if (isKind(at)) {
                done = kubernetes(at + 6);
            }
        }
    }

    /** {@code machine host login name password value}, on one line or three. */
    private void netrc(int from) {
        int login = next("login ", from, 128);
        int password = login < 0 ? -1 : next("password ", login, 128);
        if (password < 0 || !reader.read(password)) {
            return;
        }
        String value = reader.value();
        boolean reference = References.isReference(value, reader.stand());
        if (value.length() >= SHORTEST_PASSWORD && !reference && !Placeholders.isPlaceholder(value)) {
            hits.add(DataClass.SECRET, "netrc-password", reader.start(), reader.end(), Certainty.LIKELY);
        }
    }

    /** Behind a word that stands within some characters, -1 if it does not. */
    private int next(String word, int from, int within) {
        for (int i = from; i < from + within && i < text.length(); i++) {
            if (text.startsWith(word, i)) {
                return i + word.length();
            }
        }
        return -1;
    }

    /** {@code mysql -u root -pvalue}: no space in front of the password. */
    private void mysql(int from) {
        int end = from;
        while (end < from + 128 && end < text.length() && text.charAt(end) != '\n') {
            if (text.startsWith(" -p", end) && reader.read(end + 3)) {
                String value = reader.value();
                boolean glued = reader.start() <= end + 4;
                if (glued && value.length() >= SHORTEST_PASSWORD && !UrlScan.isCommon("root", value)) {
                    hits.add(DataClass.SECRET, "mysql-password", reader.start(), reader.end(), Certainty.LIKELY);
                }
                return;
            }
            end++;
        }
    }

    private boolean isKind(int at) {
        int start = at;
        while (start > 0 && start > at - 4 && " \":".indexOf(text.charAt(start - 1)) >= 0) {
            start--;
        }
        char quote = Chars.at(text, start - 1);
        return start < at
                && text.startsWith("kind", start - 4)
                && quote == 'd'
                && !Chars.isAlnum(Chars.at(text, at + 6));
    }

    /** The base64 values of a Secret, whatever their keys are; returns up to where it was looked at. */
    private int kubernetes(int from) {
        int data = next("data", from, 1_024);
        int end = Math.min(text.length(), from + WINDOW);
        if (data < 0) {
            return from;
        }
        for (int at = text.indexOf(':', data); at >= 0 && at < end; at = text.indexOf(':', at + 1)) {
            if (text.startsWith("---", at) || isKey(at, "kind")) {
                return at;
            }
            if (Chars.at(text, at + 1) != '/' && reader.read(at + 1)) {
                encoded();
            }
        }
        return end;
    }

    private boolean isKey(int colon, String key) {
        return text.startsWith(key, colon - key.length()) || text.startsWith(key, colon - key.length() - 1);
    }

    private void encoded() {
        String value = reader.value();
        boolean base64 = value.length() >= SHORTEST_ENCODED
                && value.length() % 4 == 0
                && value.chars().allMatch(c -> Chars.isAlnum((char) c) || c == '+' || c == '/' || c == '=');
        if (base64 && isDrawnOrText(value)) {
            hits.add(DataClass.SECRET, "kubernetes-secret", reader.start(), reader.end(), Certainty.LIKELY);
        }
    }

    private static boolean isDrawnOrText(String value) {
        if (Placeholders.isDull(value)) {
            return false;
        }
        boolean digit = value.chars().anyMatch(c -> Chars.isDigit((char) c));
        String plain = Base64Text.printable(value, 0, value.length(), Randomness.SAMPLE);
        if (plain.isEmpty()) {
            return digit && value.length() >= SHORTEST_DRAWN && Judge.isDrawn(value, 4);
        }
        boolean word = plain.chars().allMatch(c -> Chars.isLetter((char) c) || c == '-' || c == '_' || c == '.');
        return !word && plain.length() >= SHORTEST_PASSWORD && !Placeholders.isPlaceholder(plain);
    }
}
