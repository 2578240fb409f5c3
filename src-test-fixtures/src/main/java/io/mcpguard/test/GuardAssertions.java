package io.mcpguard.test;

import io.mcpguard.api.Decision;
import org.jspecify.annotations.Nullable;

/**
 * AssertJ for what the guard decided. Import it beside AssertJ's own:
 *
 * <pre>{@code
 * import static io.mcpguard.test.GuardAssertions.assertThat;
 * import static org.assertj.core.api.Assertions.assertThat;
 *
 * assertThat(decision).isRefused().byRule("no-outside-mail").onTool("send_email");
 * }</pre>
 */
public final class GuardAssertions {

    private GuardAssertions() {}

    /**
     * Begins to say something about a decision.
     *
     * @param decision the decision
     * @return its assertions
     */
    public static DecisionAssert assertThat(@Nullable Decision decision) {
        return new DecisionAssert(decision);
    }
}
