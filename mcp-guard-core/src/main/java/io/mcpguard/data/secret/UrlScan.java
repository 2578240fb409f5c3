package io.mcpguard.data.secret;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import java.util.Locale;
import java.util.Set;

/**
 * Looks for passwords in addresses, {@code scheme://user:password@host} (RFC 3986, 3.2.1), and in what curl and the
 * like are told by {@code -u user:password}. Not thread-safe.
 */
final class UrlScan {

    /** Of user, password and host together, in characters. */
    private static final int LONGEST = 512;

    private static final Literal CURL = Literal.of("curl", 'u');
    private static final int SHORTEST = 4;
    /** Of a command, in characters. */
    private static final int COMMAND = 2_048;

    private static final Set<String> COMMON = Set.of(
            "user",
            "username",
            "usr",
            "name",
            "login",
            "email",
            "account",
            "pass",
            "password",
            "passwd",
            "pwd",
            "pw",
            "secret",
            "token",
            "key",
            "apikey",
            "api_key",
            "pat",
            "admin",
            "root",
            "test",
            "guest",
            "foo",
            "bar",
            "baz",
            "example",
            "postgres",
            "mysql",
            "mongo",
            "redis",
            "host",
            "port",
            "string",
            "value",
            "x",
            "xxx",
            "yyy",
            "xxxx",
            "abc",
            "id",
            "mypass",
            "mypassword",
            "client_id",
            "client_secret",
            "clientid",
            "clientsecret",
            "accesstoken",
            "access_token",
            "dbpass",
            "dbpassword",
            "db_password",
            "userpass",
            "app",
            "default",
            "airflow",
            "rabbitmq",
            "minioadmin",
            "neo4j");

    private final String text;
    private final Hits hits;
    private final ValueReader reader;

    UrlScan(Text text, Hits hits) {
        this.text = text.value();
        this.hits = hits;
        this.reader = new ValueReader(this.text);
    }

    void scan() {
        for (int at = text.indexOf(':'); at >= 0 && !hits.isFull(); at = text.indexOf(':', at + 1)) {
            if (text.startsWith("//", at + 1)) {
                url(at + 3);
            }
        }
        for (int at = CURL.next(text, 0); at >= 0 && !hits.isFull(); ) {
            int next = CURL.next(text, at + 4);
            command(at, Math.min(at + COMMAND, next < 0 ? text.length() : next));
            at = next;
        }
    }

    private void url(int start) {
        int colon = -1;
        int at = -1;
        int last = Math.min(text.length(), start + LONGEST);
        for (int i = start; i < last; i++) {
            char c = text.charAt(i);
            if (c == '/'
                    || c == '?'
                    || c <= ' '
                    || c >= 0x7F
                    || Chars.isQuote(c)
                    || c == '<'
                    || c == '>'
                    || c == '\\') {
                break;
            }
            if (c == ':' && colon < 0) {
                colon = i;
            } else if (c == '@') {
                at = i;
            } else if (c == ':' && text.startsWith("//", i + 1)) {
                return; // the next address has begun
            }
        }
        if (colon > 0 && at > colon) {
            credentials(text.substring(start, colon), colon + 1, at, "url-password");
        }
    }

    private void credentials(String user, int start, int end, String detector) {
        String password = text.substring(start, end);
        if (!isCommon(user, password)) {
            hits.add(DataClass.SECRET, detector, start, end, Certainty.LIKELY);
        }
    }

    /** Whether user and password are what documentation and local set-ups have, or variables. */
    static boolean isCommon(String user, String password) {
        String small = password.toLowerCase(Locale.ROOT);
        if (password.length() < SHORTEST || COMMON.contains(small) || small.equals(user.toLowerCase(Locale.ROOT))) {
            return true;
        }
        if (isHex(user) && isHex(password)) {
            return false; // both drawn, as the accounts of package servers are
        }
        if (password.indexOf('[') >= 0
                || References.isReference(password, Judge.Stand.QUOTED)
                || Placeholders.isPlaceholder(password)) {
            return true;
        }
        boolean letters = small.chars().allMatch(c -> Chars.isLower((char) c) || c == '_' || c == '-');
        return letters
                && (password.length() < 8
                        || small.contains("pass")
                        || small.contains("secret")
                        || Randomness.words(password) > 0.5);
    }

    private static boolean isHex(String text) {
        return text.length() >= 8 && text.chars().allMatch(c -> Chars.isHex((char) c));
    }

    /** The arguments that tell curl a user. */
    private void command(int start, int end) {
        for (int at = start; at < Math.min(end, text.length()); at++) {
            if (text.charAt(at) != '-' || !Chars.isSpace(Chars.at(text, at - 1))) {
                continue;
            }
            int value = text.startsWith("-u", at) ? at + 2 : text.startsWith("--user", at) ? at + 6 : -1;
            char behind = Chars.at(text, value);
            if (value > 0 && (behind == ' ' || behind == '=' || Chars.isQuote(behind))) {
                user(Chars.isQuote(behind) ? value : value + 1);
            }
        }
    }

    private void user(int from) {
        if (!reader.read(from)) {
            return;
        }
        int start = reader.start();
        int end = reader.end();
        if (reader.stand() != Judge.Stand.QUOTED
                && Chars.isQuote(Chars.at(text, end))
                && Chars.at(text, end - 1) == ':') {
            int user = start;
            if (reader.read(end)) { // user:'password'
                argument(text.substring(user, end - 1), reader.start(), reader.end());
            }
            return;
        }
        int colon = colon(start, end);
        if (reader.stand() == Judge.Stand.QUOTED && Chars.at(text, end + 1) == ':') {
            colon = end + 1; // "user":"password"
            if (!reader.read(colon + 1)) {
                return;
            }
            end = reader.end();
            argument(text.substring(start, colon - 1), reader.start(), end);
        } else if (colon >= 0 && colon < end) {
            argument(text.substring(start, colon), colon + 1, end);
        }
    }

    private int colon(int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == ':') {
                return i;
            }
        }
        return -1;
    }

    private void argument(String user, int start, int end) {
        if (start >= end) {
            // a key as the user, and no password
            if (Judge.isDrawn(user, 3)
                    && !References.isReference(user, Judge.Stand.QUOTED)
                    && !Placeholders.isPlaceholder(user)) {
                hits.add(DataClass.SECRET, "curl-user", start - 1 - user.length(), start - 1, Certainty.LIKELY);
            }
            return;
        }
        credentials(user, start, end, "curl-user");
    }
}
