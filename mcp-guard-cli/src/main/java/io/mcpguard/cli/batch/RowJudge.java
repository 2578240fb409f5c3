package io.mcpguard.cli.batch;

import io.mcpguard.cli.batch.Row.BadRowException;
import io.mcpguard.cli.judge.Content;
import io.mcpguard.cli.judge.DataJudge;
import io.mcpguard.cli.judge.DriftJudge;
import io.mcpguard.cli.judge.Judge;
import io.mcpguard.cli.judge.NameJudge;
import io.mcpguard.cli.judge.Outcome;
import io.mcpguard.cli.judge.OutcomeJson;
import io.mcpguard.inspect.signal.Signal;
import io.mcpguard.json.JsonException;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Judges one row of the batch format of docs/cli.md. Thread-safe, as far as its judges are. */
final class RowJudge {

    static final String NO_MEMORY = "it needs more memory than there is; give more: java -Xmx";

    /** What a value of a row may need in memory, together with all that is made from it. */
    private static final long BYTES_A_VALUE = 256;

    /** Of a whole row; what the policy allows a message is checked on what stands in it. */
    static final Limits ROW = new Limits(
            1_000,
            (int) Math.min(4_000_000, Math.max(1_000, Runtime.getRuntime().maxMemory() / BYTES_A_VALUE)),
            LineSource.MAX_BYTES,
            LineSource.MAX_BYTES);

    private final Judge judge;
    private final Prompts prompts;
    private final NameJudge names;
    private final DataJudge data;
    private final DriftJudge drift;
    private final Turns turns = new Turns();

    RowJudge(Policy policy, Collection<String> knownNames, Prompts prompts, Set<Signal> signals) {
        this.prompts = prompts;
        this.judge = new Judge(policy, signals);
        this.data = new DataJudge(policy);
        this.names = new NameJudge(policy, knownNames);
        this.drift = new DriftJudge(policy);
    }

    /** The result of a row, as a line of JSON in UTF-8 with its end; never fails. */
    byte[] judge(LineSource.Line line) {
        return judge(line, this::result);
    }

    /** With another way to judge, for tests of what goes wrong there. */
    byte[] judge(LineSource.Line line, Function<byte[], String> result) {
        byte[] bytes = line.bytes();
        if (bytes == null) {
            return error(line, line.problem());
        }
        try {
            return turns.take(bytes.length, () -> line(result.apply(bytes)));
        } catch (JsonException | BadRowException e) {
            return error(line, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return error(line, NO_MEMORY);
        } catch (RuntimeException | StackOverflowError e) {
            // One row must not cost the others; where it happened helps whoever reports it.
            return error(line, "failed with " + SafeText.place(e));
        }
    }

    private String result(byte[] bytes) {
        Map<String, @Nullable Object> parsed = JsonText.parseObject(bytes, ROW);
        Row row = Row.of(parsed);
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("id", row.id());
        Outcome outcome = outcome(row, prompts.of(parsed));
        if (row.before() == null) {
            json.putAll(OutcomeJson.of(outcome));
        } else {
            DriftJudge.Update update = drift.between(row.before(), row.tool());
            json.putAll(OutcomeJson.of(row.surface().isDetectorsOnly() ? outcome : outcome.with(update)));
            json.put("drift", OutcomeJson.of(update));
        }
        return JsonText.write(json);
    }

    private Outcome outcome(Row row, String prompt) {
        return switch (row.surface()) {
            case SECRET -> data.secrets(row.text());
            case PII -> data.personal(row.text());
            case SERVER_NAME -> names.judge(row.serverName());
            default -> row.tool() == null ? text(row, prompt) : judge.judge(Content.tool(row.tool()));
        };
    }

    private Outcome text(Row row, String prompt) {
        String text = row.text();
        return switch (row.surface()) {
            case TOOL_DESCRIPTION -> judge.judge(Content.description(text));
            case TOOL_RESULT -> judge.judge(Content.result(text), prompt);
            // A text came, so a text goes back.
            case SCHEMA -> judge.judge(Content.schema(schema(text))).sanitizedText();
            case PROMPT -> judge.judge(Content.message(text));
            case RESOURCE -> judge.judge(Content.document(text), prompt);
            case ERROR -> judge.judge(Content.error(text), prompt);
            case USER_PROMPT -> judge.judge(Content.argument(text));
            case SERVER_NAME, SECRET, PII -> throw new IllegalStateException("judged elsewhere");
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

    private static byte[] error(LineSource.Line line, String message) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("line", line.number());
        json.put("error", message);
        return line(JsonText.write(json));
    }

    private static byte[] line(String json) {
        return (json + '\n').getBytes(StandardCharsets.UTF_8);
    }
}
