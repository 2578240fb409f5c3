package io.mcpguard.cli;

import io.mcpguard.cli.batch.FileParts;
import io.mcpguard.cli.batch.FileParts.Part;
import io.mcpguard.cli.judge.Content;
import io.mcpguard.cli.judge.Judge;
import io.mcpguard.cli.judge.Outcome;
import io.mcpguard.cli.judge.Outcome.Found;
import io.mcpguard.cli.show.FindingText;
import io.mcpguard.json.SafeText;
import io.mcpguard.pipeline.FindingExplanation;
import io.mcpguard.policy.Policy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says why something is found in a text, and which line of the policy decides what happens to it. */
@Command(
        name = "explain",
        description = {
            "Says why something is found in definitions and texts: which rule, where, how the text had to be read, what made "
                    + "it graver or milder, and which lines of the policy decide what happens.",
            "",
            "Files are read as scan reads them; - is standard input, a text. With --surface a file is one text that stands "
                    + "there."
        },
        footer = {
            "",
            "Examples:",
            "  mcp-guard explain tools.json",
            "  mcp-guard explain --surface tool_result --server wiki page.txt",
            "  mcp-guard explain --text 'Ignore all previous instructions.'",
            "  mcp-guard explain --rules"
        })
final class ExplainCommand implements Callable<Integer> {

    private static final int NAME = 80;
    /** Nobody reads more; the rest is counted. */
    private static final int MOST = 50;

    private static final int MAX_INPUT = 64 << 20;

    private final Io io;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Files to explain; - is standard input.")
    private List<String> files = List.of();

    @Option(names = "--text", paramLabel = "TEXT", description = "A text to explain.")
    private @Nullable String text;

    @Option(
            names = "--surface",
            paramLabel = "SURFACE",
            description =
                    "Where the text stands: tool_description, instructions, tool_result, prompt, resource, error, "
                            + "user_prompt. Without it resource for texts.")
    private @Nullable Place surface;

    @Option(
            names = "--server",
            paramLabel = "NAME",
            description = "The server that it comes from, as the policy calls it.")
    private @Nullable String server;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy that decides; mcp-guard.yaml, if there is one, else the balanced preset.")
    private @Nullable Path policy;

    @Option(names = "--rules", description = "Lists the ids of all rules, with what they are about, and nothing else.")
    private boolean rules;

    ExplainCommand(Io io) {
        this.io = io;
    }

    /** Where a text may stand; the surfaces of docs/cli.md that have texts of their own. */
    private enum Place {
        TOOL_DESCRIPTION(Content::description),
        INSTRUCTIONS(Content::instructions),
        TOOL_RESULT(Content::result),
        PROMPT(Content::message),
        RESOURCE(Content::document),
        ERROR(Content::error),
        USER_PROMPT(Content::argument);

        @SuppressWarnings("ImmutableEnumChecker") // a reference to a static method
        private final Function<String, Content> content;

        Place(Function<String, Content> content) {
            this.content = content;
        }
    }

    @Override
    public Integer call() throws IOException {
        if (rules) {
            Policies.of(io, policy)
                    .inspect()
                    .inspector()
                    .rules()
                    .forEach((id, about) -> io.out().println(id + ": " + about));
            return Exit.FINE;
        }
        if (files.isEmpty() == (text == null)) {
            throw new ParameterException(spec.commandLine(), "Say what to explain: files, or --text, or --rules.");
        }
        Policy decides = Policies.of(io, policy);
        if (server != null && !decides.lists(server)) {
            throw new CliException("--server " + SafeText.excerpt(server, NAME) + ": the policy lists no such server");
        }
        Judge judge = server == null ? new Judge(decides) : new Judge(decides).of(server);
        boolean acts = false;
        boolean unread = false;
        if (text != null) {
            acts = explain(judge, "the text", new Part("", content(text)));
        }
        for (String file : files) {
            try {
                for (Part part : parts(file)) {
                    acts |= explain(judge, file, part);
                }
            } catch (IOException e) {
                io.err().println("mcp-guard: " + file + ": " + FileParts.problem(e));
                unread = true;
            }
        }
        return acts ? Exit.FOUND : unread ? Exit.UNKNOWN : Exit.FINE;
    }

    private List<Part> parts(String file) throws IOException {
        if (file.equals("-")) {
            byte[] bytes = io.in().readNBytes(MAX_INPUT + 1);
            if (bytes.length > MAX_INPUT) {
                throw new IOException("more than 64 MiB");
            }
            return List.of(new Part("", content(new String(bytes, StandardCharsets.UTF_8))));
        }
        Path path = io.folder().resolve(file);
        return surface == null ? FileParts.of(path) : List.of(new Part("", content(FileParts.text(path))));
    }

    private Content content(String text) {
        return (surface == null ? Place.RESOURCE : surface).content.apply(text);
    }

    /** Whether something would happen to it. */
    private boolean explain(Judge judge, String file, Part part) {
        Outcome outcome = judge.judge(part.content());
        String name = part.name().isEmpty() ? "" : " " + SafeText.excerpt(part.name(), NAME);
        io.out().println(file + name + ": " + outcome.effect().word());
        List<FindingExplanation> explanations = judge.explain(part.content());
        lines(explanations).forEach(line -> io.out().println("  " + line));
        // What breaks shape or limits follows: no finding of inspection, and a line says all.
        List<Found> found = outcome.found();
        FindingText.lines(found.subList(Math.min(explanations.size(), found.size()), found.size()))
                .forEach(line -> io.out().println("  " + line));
        return outcome.effect().acts();
    }

    private static List<String> lines(List<FindingExplanation> explanations) {
        var lines = new ArrayList<String>();
        for (FindingExplanation each : explanations.subList(0, Math.min(MOST, explanations.size()))) {
            List<String> of = each.lines();
            lines.add(of.get(0));
            of.stream().skip(1).forEach(line -> lines.add("  " + line));
        }
        if (explanations.size() > MOST) {
            lines.add("and " + (explanations.size() - MOST) + " more");
        }
        return lines;
    }
}
