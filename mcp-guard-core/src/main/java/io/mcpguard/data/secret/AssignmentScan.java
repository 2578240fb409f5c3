package io.mcpguard.data.secret;

import io.mcpguard.data.Certainty;
import io.mcpguard.data.DataClass;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import io.mcpguard.data.secret.Names.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what stands behind names in one text: {@code name = value} in all the ways that configuration, code and
 * messages write it, {@code --name value}, {@code <name>value</name>}, {@code name is value}. Of the signs that may
 * stand between the two only a bounded part of the text around is looked at. Not thread-safe.
 */
final class AssignmentScan {

    /** Signs inside a value that is longer stand between nothing of interest. */
    private static final int SKIPPED = 128;
    /** In prose a shorter one is a word or a number. */
    private static final int SHORTEST_SAID = 8;

    private final String text;
    private final Hits hits;
    private final NameReader name;
    private final ValueReader reader;

    AssignmentScan(Text text, Hits hits) {
        this.text = text.value();
        this.hits = hits;
        this.name = new NameReader(this.text);
        this.reader = new ValueReader(this.text);
    }

    void scan() {
        int done = 0;
        for (int at = text.indexOf('='); at >= 0 && !hits.isFull(); at = text.indexOf('=', Math.max(at + 1, done))) {
            done = assigned(at);
        }
        done = 0;
        for (int at = text.indexOf(':'); at >= 0 && !hits.isFull(); at = text.indexOf(':', Math.max(at + 1, done))) {
            char next = Chars.at(text, at + 1);
            if (next != '=' && next != ':' && next != '/') {
                done = assigned(at);
            }
        }
        for (int at = text.indexOf('<'); at >= 0 && !hits.isFull(); at = text.indexOf('<', at + 1)) {
            if (Chars.at(text, at + 1) == '/') {
                element(at);
            }
        }
        for (int at = text.indexOf(','); at >= 0 && !hits.isFull(); at = text.indexOf(',', at + 1)) {
            if (Chars.at(text, at + 1) == ' ' && Chars.isQuote(Chars.at(text, at - 1))) {
                pair(at);
            }
        }
        for (int at = text.indexOf('-'); at >= 0 && !hits.isFull(); at = text.indexOf('-', at + 1)) {
            if (Chars.at(text, at + 1) == '-') {
                at = options(at);
            }
        }
        said('w');
        said('k');
    }

    /** {@code --name value}; returns the last hyphen. */
    private int options(int at) {
        int end = at + 2;
        while (Chars.at(text, end) == '-') {
            end++;
        }
        if (end == at + 2 && (at == 0 || Chars.isSpace(text.charAt(at - 1)))) {
            option(end);
        }
        return end - 1;
    }

    /**
     * Letters of {@code password is}, {@code token is} and {@code key is} that are rare, so that few places are
     * looked at.
     */
    private void said(char letter) {
        for (int at = text.indexOf(letter); at >= 0 && !hits.isFull(); at = text.indexOf(letter, at + 1)) {
            int end = at;
            while (end < at + 4 && Chars.isLower(Chars.at(text, end))) {
                end++;
            }
            if (Chars.at(text, end) == ' ' && text.startsWith(" is ", end)) {
                said(end);
            }
        }
    }

    /** Looks at both sides of a sign; returns up to where further signs need no look. */
    private int assigned(int sign) {
        if (!name.read(sign)) {
            return sign;
        }
        List<String> words = name.namedWords();
        Kind kind = Names.kind(words);
        if (!kind.isSecret() && kind != Kind.VAGUE && !Services.isNamedIn(words)) {
            return sign;
        }
        int at = sign + 1;
        while (at < sign + 4 && "=:>".indexOf(Chars.at(text, at)) >= 0) {
            at++;
        }
        if (!reader.read(at)) {
            return sign;
        }
        judge(words, kind);
        return reader.end() - reader.start() > SKIPPED ? reader.end() : sign;
    }

    private void judge(List<String> words, Kind kind) {
        reader.skipScheme();
        if (reader.scheme().equals("basic")) {
            basic();
            return;
        }
        Kind asked = reader.scheme().isEmpty() || kind != Kind.VAGUE ? kind : Kind.SECRET;
        add(Judge.of(words, asked, reader.value(), reader.stand()), reader.start(), reader.end());
    }

    /** RFC 7617: user and password with a colon between them, in base64. */
    private void basic() {
        String both = Base64Text.printable(text, reader.start(), reader.end(), 256);
        int colon = both.indexOf(':');
        if (colon < 0 || both.equals(":")) {
            add(Judge.of(List.of("auth"), Kind.VAGUE, reader.value(), reader.stand()), reader.start(), reader.end());
            return;
        }
        String password = both.substring(colon + 1);
        if (password.isEmpty() || !UrlScan.isCommon(both.substring(0, colon), password)) {
            hits.add(DataClass.SECRET, "basic-auth", reader.start(), reader.end(), Certainty.LIKELY);
        }
    }

    private void option(int start) {
        int end = start;
        while (end < start + Names.LONGEST && Chars.isName(Chars.at(text, end))) {
            end++;
        }
        if (end == start || Chars.at(text, end) != ' ' || Chars.at(text, end + 1) == '-') {
            return;
        }
        List<String> words = Names.words(text, start, end);
        Kind kind = Names.kind(words);
        if (kind.isSecret() && reader.read(end + 1)) {
            judge(words, kind);
        }
    }

    /** {@code <name>value</name>} */
    private void element(int close) {
        int end = close + 2;
        while (end < close + Names.LONGEST && Chars.isName(Chars.at(text, end))) {
            end++;
        }
        if (Chars.at(text, end) != '>' || end < close + 5) {
            return;
        }
        List<String> words = Names.words(text, close + 2, end);
        Kind kind = Names.kind(words);
        if (!kind.isSecret()) {
            return;
        }
        int start = close;
        while (start > 0
                && start > close - Randomness.SAMPLE
                && text.charAt(start - 1) > ' '
                && text.charAt(start - 1) != '>') {
            start--;
        }
        if (Chars.at(text, start - 1) == '>' && start < close) {
            add(Judge.of(words, kind, text.substring(start, close), Judge.Stand.QUOTED), start, close);
        }
    }

    /** {@code the password is value} */
    private void said(int at) {
        if (!name.readBefore(at)) {
            return;
        }
        List<String> words = name.withWordBefore();
        Kind kind = Names.kind(words);
        if (kind.isSecret() && reader.read(at + 4) && reader.end() - reader.start() >= SHORTEST_SAID) {
            judge(words, kind);
        }
    }

    /** {@code put("name", "value")} */
    private void pair(int comma) {
        if (!Chars.isQuote(Chars.at(text, comma + 2))
                || !name.readBefore(comma - 1)
                || !Chars.isQuote(Chars.at(text, name.start() - 1))
                || Chars.at(text, name.start() - 2) != '(') {
            return;
        }
        List<String> words = name.words();
        Kind kind = Names.kind(words);
        if (kind.isSecret() && reader.read(comma + 1)) {
            judge(words, kind);
        }
    }

    private void add(Judge.@Nullable Verdict verdict, int start, int end) {
        if (verdict != null) {
            hits.add(DataClass.SECRET, verdict.detector(), start, end, verdict.certainty());
        }
    }
}
