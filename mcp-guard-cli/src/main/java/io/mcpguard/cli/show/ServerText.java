package io.mcpguard.cli.show;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.cli.judge.Effect;
import io.mcpguard.cli.judge.Named;
import io.mcpguard.cli.lock.Vetted;
import io.mcpguard.cli.lock.Vetted.Item;
import io.mcpguard.cli.lock.Vetted.State;
import io.mcpguard.cli.survey.Survey;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A server for people: what it is, what it declares, what was found in it. */
public final class ServerText {

    private static final List<ItemKind> LISTED =
            List.of(ItemKind.TOOL, ItemKind.PROMPT, ItemKind.RESOURCE, ItemKind.RESOURCE_TEMPLATE);

    private static final int NAME = 60;
    private static final int REASON = 600;
    private static final int PLACE = 300;

    /** Of declarations in which nothing was found, and of the others, so many of a server are shown. */
    private static final int QUIET = 200;

    private static final int LOUD = 1_000;

    private final Style style;

    /** Lines in a style. */
    public ServerText(Style style) {
        this.style = style;
    }

    /** {@return all that there is to say of a server that was vetted} */
    public List<String> full(Vetted vetted) {
        var lines = new ArrayList<>(head(vetted));
        int quiet = 0;
        int loud = 0;
        for (Item item : vetted.items()) {
            boolean shown = isQuiet(item) ? ++quiet <= QUIET : ++loud <= LOUD;
            if (shown) {
                lines.add("  " + line(item));
                details(item).forEach(line -> lines.add("      " + line));
            }
        }
        left(lines, quiet - QUIET, "that nothing speaks against");
        left(lines, loud - LOUD, "to look at");
        return lines;
    }

    private static boolean isQuiet(Item item) {
        return item.state() != State.HELD && item.outcome().effect() == Effect.ALLOW;
    }

    private static void left(List<String> lines, int count, String which) {
        if (count > 0) {
            lines.add("  ... and " + count + " more " + which + "; --json shows all");
        }
    }

    /** {@return what was shown as seen and is held since all servers were asked, with an empty line behind it} */
    public List<String> lost(List<Vetted> shown, List<Vetted> settled) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < shown.size(); i++) {
            List<Item> before = shown.get(i).items();
            List<Item> now = settled.get(i).items();
            int lost = 0;
            for (int at = 0; at < now.size(); at++) {
                if (now.get(at).state() != before.get(at).state() && ++lost <= LOUD) {
                    if (lost == 1) {
                        lines.add(style.strong(
                                SafeText.excerpt(settled.get(i).survey().name(), NAME)));
                    }
                    lines.add("  " + line(now.get(at)));
                    details(now.get(at)).forEach(line -> lines.add("      " + line));
                }
            }
            left(lines, lost - LOUD, "of these");
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    /** {@return what deviates, and nothing of what does not} */
    public List<String> deviations(Vetted vetted, boolean withWords) {
        var lines = new ArrayList<>(head(vetted));
        int held = 0;
        for (Item item : vetted.items()) {
            if (item.state() == State.HELD && ++held <= LOUD) {
                lines.add("  " + line(item));
                if (withWords) {
                    details(item).forEach(line -> lines.add("      " + line));
                }
            }
        }
        left(lines, held - LOUD, "to look at");
        return lines;
    }

    private List<String> head(Vetted vetted) {
        Survey survey = vetted.survey();
        var lines = new ArrayList<String>();
        lines.add(style.strong(SafeText.excerpt(survey.name(), NAME)) + "  " + style.faint(place(vetted)));
        if (survey.server() != null) {
            lines.add("  " + PlaceText.assurance(style, vetted.place()));
        }
        if (vetted.moved() || vetted.hasOtherFiles()) {
            PlaceText.changes(style, vetted).forEach(line -> lines.add("  " + line));
        }
        if (survey.problem() != null) {
            lines.add("  " + style.bad("not known: ") + SafeText.excerpt(survey.problem(), REASON));
            survey.said()
                    .forEach(said -> lines.add("    its stderr says: " + style.faint(SafeText.excerpt(said, REASON))));
            return lines;
        }
        lines.add("  " + about(survey));
        vetted.alarms().forEach(alarm -> lines.add("  " + style.odd(SafeText.excerpt(alarm, REASON))));
        if (vetted.problem() != null && !vetted.moved()) {
            lines.add("  " + style.bad(SafeText.excerpt(vetted.problem(), REASON)));
        }
        if (vetted.name().effect() != Effect.ALLOW) {
            FindingText.lines(vetted.name().found()).forEach(line -> lines.add("  its name: " + style.odd(line)));
        }
        survey.remarks().forEach(remark -> lines.add("  " + style.odd(SafeText.excerpt(remark, REASON))));
        return lines;
    }

    /** Where it runs, without secrets. */
    private static String place(Vetted vetted) {
        String place = vetted.place().line(PLACE);
        String source = "(" + SafeText.excerpt(vetted.survey().configured().source(), PLACE) + ")";
        return place.isEmpty() ? source : place + " " + source;
    }

    private static String about(Survey survey) {
        Object name = survey.serverInfo().get("name");
        Object version = survey.serverInfo().get("version");
        var counts = new ArrayList<String>();
        for (ItemKind kind : LISTED) {
            long count = survey.count(kind);
            if (count > 0) {
                counts.add(count + " " + Named.word(kind) + (count == 1 ? "" : "s"));
            }
        }
        if (survey.count(ItemKind.INSTRUCTIONS) > 0) {
            counts.add("instructions");
        }
        return "says it is " + SafeText.excerpt(JsonText.write(name), NAME)
                + (version == null ? "" : " " + SafeText.excerpt(JsonText.write(version), NAME)) + "; declares "
                + (counts.isEmpty() ? "nothing" : String.join(", ", counts));
    }

    private String line(Item item) {
        String what = Named.word(item.declared().kind())
                + (item.declared().name().isEmpty()
                        ? ""
                        : " " + SafeText.excerpt(item.declared().name(), NAME));
        String state = state(item);
        String text = SafeText.excerpt(
                item.declared().description().strip(),
                Math.max(20, style.width() - what.length() - state.length() - 8));
        return state + " " + what + (text.isEmpty() ? "" : style.faint(": " + text));
    }

    private String state(Item item) {
        String word = item.state().name().toLowerCase(Locale.ROOT);
        return switch (item.state()) {
            case APPROVED, SEEN -> item.outcome().effect() == Effect.ALLOW ? style.good(word) : style.odd(word);
            case HELD -> style.bad(word);
            case REFUSED -> style.faint(word);
            case UNPINNED -> item.outcome().effect().acts() ? style.bad("found") : style.faint("looked at");
        };
    }

    private List<String> details(Item item) {
        var lines = new ArrayList<String>();
        if (!item.why().isEmpty()) {
            lines.add(SafeText.excerpt(item.why(), REASON));
        }
        if (item.update() != null) {
            lines.addAll(UpdateText.lines(style, item.update()));
        }
        lines.addAll(FindingText.lines(item.outcome().found()));
        return lines;
    }
}
