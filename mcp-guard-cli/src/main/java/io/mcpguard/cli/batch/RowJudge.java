package io.mcpguard.cli.batch;

import io.mcpguard.cli.judge.Content;
import io.mcpguard.cli.judge.DriftJudge;
import io.mcpguard.cli.judge.Judge;
import io.mcpguard.cli.judge.NameJudge;
import io.mcpguard.cli.judge.Outcome;
import io.mcpguard.cli.judge.OutcomeJson;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges one row of the batch format of docs/cli.md. Thread-safe. */
final class RowJudge {

    /** Of a whole row; what the policy allows a message is checked on what stands in it. */
    private static final Limits ROW = new Limits(1_000, 4_000_000, LineSource.MAX_BYTES, LineSource.MAX_BYTES);

    private final Judge judge;
    private final NameJudge names;
    private final DriftJudge drift;

    RowJudge(Policy policy, Collection<String> knownNames) {
        this.judge = new Judge(policy);
        this.names = new NameJudge(policy, knownNames);
        this.drift = new DriftJudge(policy);
    }

    /** The result of a row, as a line of JSON; never fails. */
    String judge(LineSource.Line line) {
        byte[] bytes = line.bytes();
        if (bytes == null) {
            return error(line.number(), "the line is longer than " + (LineSource.MAX_BYTES >> 20) + " MiB");
        }
        try {
            return JsonText.write(row(JsonText.parseObject(bytes, ROW)));
        } catch (JsonException | BadRowException e) {
            return error(line.number(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError e) {
            // One row must not cost the others; where it happened helps whoever reports it.
            return error(line.number(), "failed with " + SafeText.place(e));
        }
    }

    private Map<String, @Nullable Object> row(Map<String, @Nullable Object> row) {
        String surface = text(row, "surface");
        if (surface == null) {
            throw new BadRowException("\"surface\" is missing");
        }
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", row.get("id"));
        Object before = row.get("before");
        Outcome outcome = outcome(surface, row);
        if (before == null) {
            json.putAll(OutcomeJson.of(outcome));
            return json;
        }
        if (!(row.get("tool") instanceof Map<?, ?> tool) || !(before instanceof Map<?, ?>)) {
            throw new BadRowException("\"before\" and \"tool\" are two definitions of one tool");
        }
        DriftJudge.Update update = drift.between(before, tool);
        json.putAll(OutcomeJson.of(
                new Outcome(outcome.effect().or(update.effect()), outcome.found(), outcome.sanitized())));
        json.put("drift", OutcomeJson.of(update));
        return json;
    }

    private Outcome outcome(String surface, Map<String, @Nullable Object> row) {
        return switch (surface) {
            case "secret", "pii" -> {
                required(row);
                yield Outcome.CLEAN; // docs/cli.md: nothing detects them yet
            }
            case "server_name" -> names.judge(required(row));
            default -> judge.judge(content(surface, row));
        };
    }

    private static Content content(String surface, Map<String, @Nullable Object> row) {
        Object tool = row.get("tool");
        if (tool == null) {
            return content(surface, required(row));
        }
        content(surface, ""); // whether there is such a surface
        return Content.tool(tool);
    }

    private static Content content(String surface, String text) {
        return switch (surface) {
            case "tool_description" -> Content.description(text);
            case "tool_result" -> Content.result(text);
            case "schema" -> Content.schema(schema(text));
            case "prompt" -> Content.message(text);
            case "resource" -> Content.document(text);
            case "error" -> Content.error(text);
            case "user_prompt" -> Content.argument(text);
            default -> throw new BadRowException("no surface is called \"" + SafeText.excerpt(surface, 40) + "\"");
        };
    }

    /** A schema in JSON, else the text itself, which then stands in one. */
    private static @Nullable Object schema(String text) {
        try {
            return JsonText.parseObject(text, ROW);
        } catch (JsonException e) {
            return text;
        }
    }

    private static String required(Map<String, @Nullable Object> row) {
        String text = text(row, "text");
        if (text == null) {
            throw new BadRowException("\"text\" is missing");
        }
        return text;
    }

    private static @Nullable String text(Map<String, @Nullable Object> row, String key) {
        Object value = row.get(key);
        if (value != null && !(value instanceof String)) {
            throw new BadRowException("\"" + key + "\" is no string");
        }
        return (String) value;
    }

    private static String error(long line, String message) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("line", line);
        json.put("error", message);
        return JsonText.write(json);
    }

    /** A row that is no row. */
    private static final class BadRowException extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadRowException(String message) {
            super(message, null, false, false);
        }
    }
}
