package io.mcpguard.session;

import io.mcpguard.api.Hook;
import io.mcpguard.api.Interception;
import io.mcpguard.api.ValidationResult;
import io.mcpguard.api.Validator;
import io.mcpguard.session.ServerNames.Verdict;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what goes to a server whose name is taken for another's. It is looked at when a connection begins, and again
 * while the pins were not read yet; what is only suspicious is said once a connection.
 */
final class NameRules implements Validator {

    static final String NAME = "names";

    private final Supplier<Verdict> compare;
    private volatile @Nullable Verdict verdict;

    NameRules(Supplier<Verdict> compare) {
        this.compare = compare;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Hook hook() {
        return Hook.requests("*");
    }

    @Override
    public ValidationResult validate(Interception in) {
        Verdict known = verdict;
        if (in.fromServer()) {
            // It may ask before the application does, and what is told of the name is told with the application's
            // requests.
            return ValidationResult.of((known != null && known.isFinal() ? known : compare.get()).errors());
        }
        if (known == null || in.event().equals("initialize")) {
            return ValidationResult.of(renewed().findings());
        }
        Verdict now = known.isFinal() ? known : renewed();
        return now.findings().isEmpty() ? ValidationResult.valid() : ValidationResult.of(now.errors());
    }

    private Verdict renewed() {
        Verdict now = compare.get();
        verdict = now;
        return now;
    }
}
