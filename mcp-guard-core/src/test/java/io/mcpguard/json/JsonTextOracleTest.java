package io.mcpguard.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.json.JsonException.Reason;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Accepts and refuses what Jackson in its strict setting does. */
class JsonTextOracleTest {

    private static final String PIECES = "{}[]:,\"\\/ue0123456789abcdefE+-.tru falsenu\n\t\u0001\u00e9";
    /** It refuses keys with half a surrogate pair, and of a hex digit it looks at the lower eight bits only. */
    private static final Pattern WHERE_JACKSON_ERRS = Pattern.compile("\\\\u(d|[0-9a-fA-F]{0,3}[^\\x00-\\x7f])");

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @Test
    void agreesOnDamagedText() {
        Random random = new Random(8259);
        int accepted = 0;
        for (int i = 0; i < 60_000; i++) {
            StringBuilder text =
                    new StringBuilder(new String(CanonicalJson.write(new RandomTrees(i, false).tree(3)), UTF_8));
            for (int edits = random.nextInt(3); edits > 0; edits--) {
                damage(text, random);
            }
            Set<Reason> refusals = refusals(text.toString());
            if (refusals.contains(Reason.NUMBER_TOO_LONG)
                    || WHERE_JACKSON_ERRS.matcher(text).find()) {
                continue;
            }
            boolean expected = acceptedByJackson(text.toString());

            assertThat(refusals.isEmpty()).as("%s", text).isEqualTo(expected);
            accepted += expected ? 1 : 0;
        }
        assertThat(accepted).isBetween(20_000, 50_000); // both ways are tried often
    }

    private static void damage(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        char piece = PIECES.charAt(random.nextInt(PIECES.length()));
        switch (random.nextInt(3)) {
            case 0 -> text.insert(at, piece);
            case 1 -> text.delete(at, Math.min(text.length(), at + 1));
            default -> text.setLength(at);
        }
    }

    private static Set<Reason> refusals(String text) {
        try {
            JsonText.parse(text, Limits.DEFAULT);
            return Set.of();
        } catch (JsonException e) {
            return Set.of(e.reason());
        }
    }

    private static boolean acceptedByJackson(String text) {
        try (JsonParser parser = JACKSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            // skipChildren() reads scalars lazily
            if (parser.currentToken().isScalarValue()) {
                parser.getString();
            }
            return parser.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
