package io.mcpguard.cli.show;

import io.mcpguard.cli.lock.Place;
import io.mcpguard.cli.lock.Vetted;
import io.mcpguard.identity.Assurance;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a server runs, how much that binds, and what changed in it, for people. */
public final class PlaceText {

    private static final int NAME = 80;
    private static final int VALUE = 400;

    private PlaceText() {}

    /** {@return the level with its sentence} */
    public static String assurance(Style style, Place place) {
        String sentence = place.sentence();
        return "known by " + (place.assurance() == Assurance.NAME ? style.odd(sentence) : sentence);
    }

    /** {@return what the lock binds otherwise than it is now, and what to do if that is right} */
    static List<String> changes(Style style, Vetted vetted) {
        var lines = new ArrayList<String>();
        if (vetted.pinned() == null) {
            return lines;
        }
        Optional<String> missing = vetted.pinned().missingKey(vetted.place());
        if (missing.isPresent()) {
            lines.add(style.bad("it is pinned with " + missing.get()));
            return lines;
        }
        lines.add(
                vetted.moved()
                        ? style.bad("it is not where the lock has it, so nothing of it is trusted:")
                        : style.odd("its files are not those of the lock, which the policy only records:"));
        lines.addAll(lines(style, vetted.pinned(), vetted.place()));
        lines.add("if that is right: mcp-guard approve "
                + SafeText.excerpt(vetted.survey().name(), NAME) + " identity");
        return lines;
    }

    /** {@return two lines a member that differs, and the levels if they may differ} */
    public static List<String> lines(Style style, Place before, Place now) {
        var lines = new ArrayList<String>();
        before.changesTo(now).forEach((name, change) -> {
            lines.add("  - " + SafeText.excerpt(name, NAME) + ": " + style.removed(shown(change.before())));
            lines.add("  + " + SafeText.excerpt(name, NAME) + ": " + style.added(shown(change.after())));
        });
        boolean onlyFiles = before.changesTo(now).keySet().stream().allMatch(name -> name.startsWith("files "));
        if (!onlyFiles || before.assurance() != now.assurance()) {
            lines.add("  - " + assurance(style, before));
            lines.add("  + " + assurance(style, now));
        }
        return lines;
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "not there" : SafeText.excerpt(JsonText.write(value), VALUE);
    }
}
