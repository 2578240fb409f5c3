package io.mcpguard.data.vault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The placeholders of one text, in one pass over it. */
final class Placeholders {

    private final String text;
    private @Nullable Placeholder angled;
    private @Nullable Placeholder typed;
    private boolean angledLeft = true;
    private boolean typedLeft = true;

    private Placeholders(String text) {
        this.text = text;
    }

    /** All of them in their order, whether anybody issued them or not. */
    static List<Placeholder> in(String text) {
        if (!Placeholder.mayBeIn(text)) {
            return List.of();
        }
        var found = new ArrayList<Placeholder>();
        var placeholders = new Placeholders(text);
        for (Placeholder next = placeholders.next(0); next != null; next = placeholders.next(next.end())) {
            found.add(next);
        }
        return found;
    }

    /** Each form is looked for only from where it was found last: a text full of one must not be searched for the other. */
    private @Nullable Placeholder next(int from) {
        if (angledLeft && (angled == null || angled.start() < from)) {
            angled = Placeholder.angled(text, from);
            angledLeft = angled != null;
        }
        if (typedLeft && (typed == null || typed.start() < from)) {
            typed = Placeholder.typed(text, from);
            typedLeft = typed != null;
        }
        if (angled == null || !angledLeft) {
            return typedLeft ? typed : null;
        }
        return typed == null || !typedLeft || angled.start() < typed.start() ? angled : typed;
    }
}
