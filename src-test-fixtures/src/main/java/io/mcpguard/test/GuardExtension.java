package io.mcpguard.test;

import static java.util.Objects.requireNonNull;

import io.mcpguard.McpGuard;
import io.mcpguard.policy.Policy;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a fresh guard with the policy under test, pins in memory, and a record of its decisions. Tests take
 * any of {@link GuardedAgent}, {@link McpGuard} and {@link RecordedDecisions} as a parameter.
 *
 * <pre>{@code
 * @RegisterExtension
 * final GuardExtension guard = GuardExtension.policy(Path.of("mcp-guard.yaml"));
 *
 * @Test
 * void refusesMailToTheOutside(GuardedAgent agent) {
 *     var mail = TestServer.named("mail").tool("send_email", "Sends an e-mail", args -> "sent");
 *     agent.connect("mail", mail).callTool(request);
 *     assertThat(mail.calls("send_email")).isEmpty();
 * }
 * }</pre>
 *
 * <p>After each test it closes clients and servers that the agent opened, and fails the test if the guard asked for an
 * approval that the test did not answer ({@link GuardedAgent#answers}).
 */
public final class GuardExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(GuardExtension.class);

    private final Policy policy;
    private final UnaryOperator<McpGuard.Builder> customizer;

    private GuardExtension(Policy policy, UnaryOperator<McpGuard.Builder> customizer) {
        this.policy = requireNonNull(policy, "policy");
        this.customizer = requireNonNull(customizer, "customizer");
    }

    /**
     * Tests a policy file.
     *
     * @param file relative to the working directory, which is the module's folder under Maven and Gradle
     * @return the extension
     * @throws io.mcpguard.policy.PolicyException if something in the file is wrong
     */
    public static GuardExtension policy(Path file) {
        return policy(Policy.load(file));
    }

    /**
     * Tests a policy.
     *
     * @param policy the policy
     * @return the extension
     */
    public static GuardExtension policy(Policy policy) {
        return new GuardExtension(policy, builder -> builder);
    }

    /** {@return an extension that tests the {@code balanced} preset} */
    public static GuardExtension balanced() {
        return policy(Policy.balanced());
    }

    /**
     * Puts more into the guard: interceptors, a clock, a lock, an approver in place of {@link GuardedAgent#answers}.
     *
     * @param change applied to the builder of each guard, after policy, lock, audit and approver are set
     * @return a copy
     */
    public GuardExtension customize(UnaryOperator<McpGuard.Builder> change) {
        requireNonNull(change, "change");
        return new GuardExtension(policy, builder -> change.apply(customizer.apply(builder)));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put(this, new GuardRun(policy, customizer));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        // taken out of the store, which would close it once more
        GuardRun run = context.getStore(NAMESPACE).remove(this, GuardRun.class);
        if (run != null) {
            run.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == GuardedAgent.class || type == McpGuard.class || type == RecordedDecisions.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        GuardRun run = run(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == McpGuard.class) {
            return run.guard();
        }
        return type == RecordedDecisions.class ? run.recorded() : run;
    }

    private GuardRun run(ExtensionContext context) {
        GuardRun run = context.getStore(NAMESPACE).get(this, GuardRun.class);
        if (run == null) {
            throw new IllegalStateException("GuardExtension has a guard for each test method, and none outside of one");
        }
        return run;
    }
}
