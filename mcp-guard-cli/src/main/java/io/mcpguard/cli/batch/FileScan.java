package io.mcpguard.cli.batch;

import io.mcpguard.cli.batch.FileParts.Part;
import io.mcpguard.cli.judge.Effect;
import io.mcpguard.cli.judge.Judge;
import io.mcpguard.cli.judge.Outcome;
import io.mcpguard.cli.judge.OutcomeJson;
import io.mcpguard.cli.show.FindingText;
import io.mcpguard.json.JsonText;
import io.mcpguard.json.SafeText;
import io.mcpguard.policy.Policy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges whole files: definitions item by item, everything else as the text of a resource. */
public final class FileScan {

    private static final int NAME = 80;

    private final Judge judge;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    /**
     * A scan.
     *
     * @param policy what decides
     * @param out where results go
     * @param err where it says what it could not read
     * @param json whether results are JSON, one document for all files
     */
    public FileScan(Policy policy, PrintStream out, PrintStream err, boolean json) {
        this.judge = new Judge(policy);
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /**
     * Judges files.
     *
     * @param files in this order
     * @return 0 if nothing would happen to any of them, 1 if something would, 2 if a file could not be read and nothing
     *     was found in the others
     */
    public int run(List<Path> files) {
        var results = new ArrayList<@Nullable Object>();
        boolean found = false;
        boolean unread = false;
        for (Path file : files) {
            List<Part> parts;
            try {
                parts = FileParts.of(file);
            } catch (IOException e) {
                err.println("mcp-guard: " + file + ": " + FileParts.problem(e));
                unread = true;
                continue;
            }
            for (Part part : parts) {
                Outcome outcome = judge.judge(part.content());
                found |= outcome.effect().acts();
                if (json) {
                    results.add(json(file, part, outcome));
                } else if (outcome.effect() != Effect.ALLOW) {
                    print(file, part, outcome);
                }
            }
            if (!json) {
                out.println(file + ": " + parts.size() + (parts.size() == 1 ? " part" : " parts") + " judged");
            }
        }
        if (json) {
            out.println(JsonText.writePretty(Map.of("results", results)));
        }
        return found ? 1 : unread ? 2 : 0;
    }

    private void print(Path file, Part part, Outcome outcome) {
        out.println(file + (part.name().isEmpty() ? "" : " " + SafeText.excerpt(part.name(), NAME)) + ": "
                + outcome.effect().word());
        FindingText.lines(outcome.found()).forEach(line -> out.println("  " + line));
    }

    private static Map<String, @Nullable Object> json(Path file, Part part, Outcome outcome) {
        var result = new LinkedHashMap<String, @Nullable Object>();
        result.put("file", file.toString());
        result.put("part", part.name());
        result.putAll(OutcomeJson.of(outcome));
        return result;
    }
}
