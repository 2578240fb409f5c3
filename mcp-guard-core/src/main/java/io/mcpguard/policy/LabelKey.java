package io.mcpguard.policy;

import io.mcpguard.api.flow.Label;
import java.util.Locale;

/** Labels as the policy file writes them. */
final class LabelKey {

    private LabelKey() {}

    static String of(Label label) {
        return label.name().toLowerCase(Locale.ROOT);
    }
}
