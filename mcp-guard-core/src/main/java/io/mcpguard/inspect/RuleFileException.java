package io.mcpguard.inspect;

import static java.util.Objects.requireNonNull;

import io.mcpguard.json.SafeText;

/**
 * A rule file that cannot be used, with the first thing that is wrong with it. Nothing of such a file takes effect. Its message
 * is one line, such as {@code rule file my-rules.yaml, line 12, rule my-rule: no match begins with the literal "pay"}.
 */
public final class RuleFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;
    private final String rule;
    private final String reason;

    public RuleFileException(String file, int line, String rule, String reason) {
        super("rule file " + SafeText.excerpt(file, 300)
                + (line > 0 ? ", line " + line : "")
                + (rule.isEmpty() ? "" : ", rule " + rule)
                + ": " + reason);
        this.file = requireNonNull(file, "file");
        this.line = line;
        this.rule = rule;
        this.reason = reason;
    }

    /** {@return the file as it was named} */
    public String file() {
        return file;
    }

    /** {@return the line, from 1; that of the rule's beginning if a rule is wrong, 0 if the file as a whole is} */
    public int line() {
        return line;
    }

    /** {@return the id of the rule, {@code ""} if no rule is at fault or it has no id} */
    public String rule() {
        return rule;
    }

    /** {@return what is wrong, without a full stop} */
    public String reason() {
        return reason;
    }
}
