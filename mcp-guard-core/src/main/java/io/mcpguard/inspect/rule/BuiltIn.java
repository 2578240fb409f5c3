package io.mcpguard.inspect.rule;

import java.util.Map;

/** The rules that stand in no rule file, with what they are about. */
public final class BuiltIn {

    /** The classifier's. */
    public static final String MODEL = "model";

    /** Of parameters that ask for context. */
    public static final String PARAMETER = "parameter-context";

    /** What takes the place of matches past as many as are looked at one by one. */
    public static final String FLOOD = "flood";

    public static final Map<String, String> RULES = Map.ofEntries(
            Map.entry(MODEL, "what the classifier takes for orders to the model"),
            Map.entry(PARAMETER, "parameters that ask for what only the model knows"),
            Map.entry(FLOOD, "more suspicious passages than are looked at one by one"),
            Map.entry("hidden-tag-characters", "text in invisible Unicode tag characters"),
            Map.entry("hidden-variation-selectors", "data in a run of variation selectors"),
            Map.entry("hidden-zero-width", "a run of zero-width characters"),
            Map.entry("hidden-split-letters", "letters split by invisible characters"),
            Map.entry("hidden-private-use", "text in private-use characters"),
            Map.entry("hidden-direction", "text whose direction is overridden"),
            Map.entry("terminal-overwrite", "a terminal sequence that overwrites"),
            Map.entry("terminal-concealed", "text that a terminal does not show"),
            Map.entry("terminal-colour", "a colour in a definition"),
            Map.entry("terminal-clipboard", "a command that writes the clipboard"),
            Map.entry("terminal-string", "a command to the terminal, or a link behind other text"));

    private BuiltIn() {}
}
