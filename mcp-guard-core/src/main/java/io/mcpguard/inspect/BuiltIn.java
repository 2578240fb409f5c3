package io.mcpguard.inspect;

import java.util.List;

/** The rules that stand in no rule file. */
final class BuiltIn {

    /** The classifier's. */
    static final String MODEL = "model";

    static final List<String> RULES = List.of(
            MODEL,
            ContextParameters.RULE,
            "hidden-tag-characters",
            "hidden-variation-selectors",
            "hidden-zero-width",
            "hidden-split-letters",
            "hidden-private-use",
            "hidden-direction",
            "terminal-overwrite",
            "terminal-concealed",
            "terminal-colour",
            "terminal-clipboard",
            "terminal-string");

    private BuiltIn() {}
}
