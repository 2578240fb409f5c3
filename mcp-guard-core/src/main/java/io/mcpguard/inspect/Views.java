package io.mcpguard.inspect;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The other ways in which a text can be read by whoever undoes a disguise of its letters. */
final class Views {

    private Views() {}

    /** Visits the readings of a text that differ from it. The work is paid from the budget. */
    static void forEach(String text, Budget budget, Consumer<Reading> visitor) {
        visit(Leet.read(text), budget, visitor);
        visit(SpeltApart.read(text), budget, visitor);
    }

    private static void visit(@Nullable Reading reading, Budget budget, Consumer<Reading> visitor) {
        if (reading != null && budget.spendDecoded(reading.text().length())) {
            visitor.accept(reading);
        }
    }
}
