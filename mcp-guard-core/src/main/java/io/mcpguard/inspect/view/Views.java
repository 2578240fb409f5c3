package io.mcpguard.inspect.view;

import io.mcpguard.inspect.text.Budget;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The other ways in which a text can be read by whoever undoes a disguise of its letters. */
public final class Views {

    private Views() {}

    /** Visits the reading of a text with letters in the place of signs. The work is paid from the budget. */
    public static void ofLeet(String text, Budget budget, Consumer<Reading> visitor) {
        visit(Leet.read(text), budget, visitor);
    }

    /** Visits the reading of a text with plain letters in the place of others that look like them. */
    public static void ofDress(String text, Budget budget, Consumer<Reading> visitor) {
        visit(Styled.read(text), budget, visitor);
    }

    /** Visits the reading of a text with letters that stand apart, as headings are written too. */
    public static void ofLettersApart(String text, Budget budget, Consumer<Reading> visitor) {
        visit(SpeltApart.read(text), budget, visitor);
    }

    private static void visit(@Nullable Reading reading, Budget budget, Consumer<Reading> visitor) {
        if (reading != null && budget.spendDecoded(reading.text().length())) {
            visitor.accept(reading);
        }
    }
}
