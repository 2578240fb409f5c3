package io.mcpguard.policy;

import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Node.Place;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;

/** Says in plain words why a text is no YAML, and where. */
final class YamlFaults {

    private static final int MAX_EXCERPT = 120;
    private static final String LOOK = "check quotes, brackets and indentation";

    private YamlFaults() {}

    static PolicyException explain(JacksonException e, SourceText source, Problems problems) {
        if (e.getCause() instanceof MarkedYamlEngineException cause) {
            return explain(cause, source, problems);
        }
        TokenStreamLocation at =
                e.processor() instanceof JsonParser parser ? parser.currentTokenLocation() : e.getLocation();
        Place place =
                at == null ? new Place(1, 1) : new Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
        if (source.at(place) == '*') {
            return alias(place, problems);
        }
        // Jackson's own words for a key that is a list or a mapping; every other fault comes from the YAML scanner.
        return e.getOriginalMessage().startsWith("Expected a property name")
                ? problems.fatal(place, "a key that is no text", "write a name, a colon and a value")
                : problems.fatal(place, notYaml(e.getOriginalMessage()), LOOK);
    }

    private static PolicyException explain(MarkedYamlEngineException e, SourceText source, Problems problems) {
        Place context = place(e.getContextMark());
        Place place = e.getProblemMark().isPresent() ? place(e.getProblemMark()) : context;
        if (source.at(place) == '\t') {
            return problems.fatal(place, "a tab where YAML wants spaces", "replace it by spaces");
        }
        if (e.getContextMark().isPresent() && source.at(context) == '*') {
            return alias(context, problems);
        }
        if (source.at(place) == '@' || source.at(place) == '`' || source.at(place) == '%') {
            return problems.fatal(place, "text that starts with " + source.at(place), "put it in quotes");
        }
        return problems.fatal(place, notYaml(e.getProblem()), LOOK);
    }

    private static PolicyException alias(Place place, Problems problems) {
        return problems.fatal(place, "a YAML alias", "put a glob that starts with * in quotes: \"*\"");
    }

    private static String notYaml(String problem) {
        String line = problem == null ? "" : problem.strip();
        int end = line.indexOf('\n');
        line = end < 0 ? line : line.substring(0, end);
        return line.isEmpty() ? "not valid YAML" : "not valid YAML: " + SafeText.excerpt(line, MAX_EXCERPT);
    }

    private static Place place(Optional<Mark> mark) {
        return mark.map(at -> new Place(at.getLine() + 1, at.getColumn() + 1)).orElse(new Place(1, 1));
    }
}
