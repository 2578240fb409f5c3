package io.mcpguard.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.mcpguard.schema.UnsupportedSchemaException.Reason;

/** A {@code pattern} of a schema, matched by RE2/J in time linear in pattern and text, whatever the server wrote. */
final class LinearPattern {

    /** So that the patterns of one schema have some 100,000 instructions at most, each about 60 bytes of memory. */
    private static final int STEPS_PER_INSTRUCTION = 50;

    private final Pattern pattern;
    private final int size;

    private LinearPattern(Pattern pattern) {
        this.pattern = pattern;
        this.size = pattern.programSize();
    }

    static LinearPattern compile(String ecmaScript, Meter meter) {
        try {
            var compiled = new LinearPattern(Pattern.compile(EcmaPattern.toRe2(ecmaScript)));
            meter.take((long) STEPS_PER_INSTRUCTION * (compiled.size + 10));
            return compiled;
        } catch (PatternSyntaxException e) {
            throw new UnsupportedSchemaException(Reason.NOT_LINEAR); // without a cause: it quotes the pattern
        }
    }

    /** Whether it matches anywhere in the text; that takes at most its size times the length of the text. */
    boolean finds(String text, Run run) {
        run.scan((long) size * (text.length() + 1));
        return pattern.matcher(text).find();
    }
}
