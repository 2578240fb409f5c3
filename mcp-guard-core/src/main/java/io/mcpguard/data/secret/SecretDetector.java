package io.mcpguard.data.secret;

import io.mcpguard.data.DataClass;
import io.mcpguard.data.Detector;
import io.mcpguard.data.Hits;
import io.mcpguard.data.Text;
import io.mcpguard.data.secret.Names.Kind;
import java.util.List;

/**
 * Finds secrets: tokens whose format is known, private keys, passwords in addresses and commands, and values under
 * names that say password, key or token; also in base64 and behind percent signs, one level deep. Immutable and
 * thread-safe.
 */
public final class SecretDetector implements Detector {

    private final TokenRules rules;

    private SecretDetector(TokenRules rules) {
        this.rules = rules;
    }

    /** The one with the rules of the guard, read when it is asked for first. */
    public static SecretDetector standard() {
        return Standard.DETECTOR;
    }

    private static final class Standard {

        private static final SecretDetector DETECTOR = new SecretDetector(TokenRules.standard());
    }

    @Override
    public void detect(Text text, Hits hits) {
        var encoded = new EncodedScan(text.value(), hits, this::detectPlain);
        new TokenScan(rules, text, hits).scan(encoded::run);
        detectOthers(text, hits);
    }

    private void detectPlain(Text text, Hits hits) {
        new TokenScan(rules, text, hits).scan((start, end) -> {});
        detectOthers(text, hits);
    }

    private static void detectOthers(Text text, Hits hits) {
        new PemScan(text.value(), hits).scan();
        new UrlScan(text, hits).scan();
        new AssignmentScan(text, hits).scan();
        new LoginScan(text, hits).scan();
        detectField(text, hits);
    }

    /** The whole string as the value of its field. */
    private static void detectField(Text text, Hits hits) {
        String field = text.field();
        String value = text.value();
        if (field.isEmpty() || field.length() > Names.LONGEST || value.length() > 8_192) {
            return;
        }
        List<String> words = Names.words(field, 0, field.length());
        Kind kind = Names.kind(words);
        int start = 0;
        int end = value.length();
        while (start < end && value.charAt(start) <= ' ') {
            start++;
        }
        while (end > start && value.charAt(end - 1) <= ' ') {
            end--;
        }
        if (start == end) {
            return;
        }
        var verdict = Judge.of(words, kind, value.substring(start, end), Judge.Stand.QUOTED);
        if (verdict != null) {
            hits.add(DataClass.SECRET, verdict.detector(), start, end, verdict.certainty());
        }
    }
}
