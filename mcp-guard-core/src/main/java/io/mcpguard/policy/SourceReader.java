package io.mcpguard.policy;

import io.mcpguard.policy.Node.Mapping;
import io.mcpguard.policy.Node.Member;
import io.mcpguard.policy.Node.Place;
import io.mcpguard.policy.Node.Scalar;
import io.mcpguard.policy.Node.ScalarType;
import io.mcpguard.policy.Node.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads YAML, of which JSON is a part, into located nodes. Of YAML only what nobody has to look up is taken: one
 * document, no anchors, aliases, tags, directives or merge keys, no key twice.
 *
 * <p>Jackson's tokens neither tell quoted from plain scalars nor report every anchor, so that the character at a token's
 * place is looked at as well. Plain scalars are then read as the core schema of YAML 1.2 says, which is what editors do:
 * {@code no}, {@code on} and {@code 1:30} are text.
 */
final class SourceReader {

    /** In characters. */
    static final int MAX_LENGTH = 1 << 20;

    static final int MAX_DEPTH = 16;
    static final int MAX_NODES = 100_000;

    private static final YAMLFactory YAML = YAMLFactory.builder().build();

    private final SourceText source;
    private final Problems problems;
    private int nodes;

    private SourceReader(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * Reads the text. What is wrong with it and does not end reading is added to the problems.
     *
     * @throws PolicyException if it cannot be read to its end
     */
    static Node read(String text, Problems problems) {
        if (text.length() > MAX_LENGTH) {
            throw problems.fatal(
                    new Place(1, 1), "the file is larger than 1 MiB", "a policy is short; is this the right file?");
        }
        var source = new SourceText(text);
        int unreadable = source.firstUnreadable();
        if (unreadable >= 0) {
            throw problems.fatal(
                    source.place(unreadable),
                    String.format(Locale.ROOT, "a character that cannot be seen, U+%04X", (int)
                            source.text().charAt(unreadable)),
                    "remove it");
        }
        return new SourceReader(source, problems).document();
    }

    private Node document() {
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), new WholePairsReader(source.text()))) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw problems.fatal(new Place(1, 1), "the policy is empty", "start with \"version: 1\"");
            }
            Place start = place(parser);
            refuseDirectives(start);
            Node root = value(parser, first, 0);
            if (parser.nextToken() != null) {
                problems.add(place(parser), "", "a second document", "remove it and the --- before it");
            }
            return root;
        } catch (JacksonException e) {
            throw YamlFaults.explain(e, source, problems);
        }
    }

    /** They could give the text after them another meaning in another reader. */
    private void refuseDirectives(Place start) {
        for (int line = 1; line < start.line(); line++) {
            if (source.at(new Place(line, 1)) == '%') {
                problems.add(new Place(line, 1), "", "a YAML directive", "remove the line");
            }
        }
    }

    private Node value(JsonParser parser, JsonToken token, int depth) {
        Place place = place(parser);
        if (++nodes > MAX_NODES) {
            throw problems.fatal(
                    place, "more than " + MAX_NODES + " values", "a policy is short; is this the right file?");
        }
        if (depth >= MAX_DEPTH) {
            throw problems.fatal(
                    place, "more than " + MAX_DEPTH + " levels inside each other", "nothing in a policy is that deep");
        }
        refuseProperties(parser, place);
        return switch (token) {
            case START_OBJECT -> mapping(parser, place, depth);
            case START_ARRAY -> sequence(parser, place, depth);
            case VALUE_NULL -> new Scalar(place, ScalarType.NOTHING, "");
            case VALUE_TRUE, VALUE_FALSE ->
                new Scalar(place, ScalarType.BOOLEAN, token == JsonToken.VALUE_TRUE ? "true" : "false");
            default -> scalar(place, parser.getString());
        };
    }

    private Mapping mapping(JsonParser parser, Place start, int depth) {
        var members = new ArrayList<Member>();
        var seen = new HashMap<String, Place>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            Place place = place(parser);
            refuseProperties(parser, place);
            Node value = value(parser, parser.nextToken(), depth + 1);
            Place before = seen.putIfAbsent(key, place);
            if (before == null) {
                members.add(new Member(place, key, value));
            } else {
                problems.add(
                        place,
                        "",
                        "the key " + Checks.quote(key) + " is given twice, first in line " + before.line(),
                        "remove one");
            }
        }
        return new Mapping(start, List.copyOf(members));
    }

    private Sequence sequence(JsonParser parser, Place start, int depth) {
        var items = new ArrayList<Node>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token, depth + 1));
        }
        return new Sequence(start, List.copyOf(items));
    }

    private Scalar scalar(Place place, String text) {
        return switch (source.at(place)) {
            case '"', '\'', '|', '>' -> new Scalar(place, ScalarType.TEXT, text);
            default -> new Scalar(place, CoreSchema.type(text), text);
        };
    }

    private void refuseProperties(JsonParser parser, Place place) {
        switch (source.at(place)) {
            case '&' -> problems.add(place, "", "a YAML anchor", "remove it; text that starts with & needs quotes");
            case '*' ->
                problems.add(
                        place,
                        "",
                        "a YAML alias",
                        "put a glob that starts with * in quotes: \"*" + parser.getString() + "\"");
            case '!' -> problems.add(place, "", "a YAML tag", "remove it; text that starts with ! needs quotes");
            default -> {}
        }
    }

    private static Place place(JsonParser parser) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return new Place(at.getLineNr(), at.getColumnNr());
    }
}
