package io.mcpguard.cli;

import io.mcpguard.json.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Where the program starts. */
public final class Main {

    /** Lines of help are no wider than this: longer ones are hard to read. */
    private static final int WIDTH = 100;

    private Main() {}

    /**
     * Runs a command and ends the process with its status.
     *
     * @param args as on the command line
     */
    public static void main(String[] args) {
        // The SDK logs through SLF4J; what people read here, this program writes itself.
        Io io = Io.ofProcess();
        if (System.getProperty("user.dir", "").indexOf('\ufffd') >= 0) {
            io.err()
                    .println("mcp-guard: the name of this folder cannot be read in "
                            + System.getProperty("sun.jnu.encoding")
                            + ", so files in it may not be found; set LC_ALL=C.UTF-8");
        }
        System.exit(run(io, args));
    }

    /**
     * Runs a command.
     *
     * @param io what it may touch
     * @param args as on the command line
     * @return its exit status; that nothing is known if what it found could not be written
     */
    static int run(Io io, String... args) {
        int status;
        try {
            status = commandLine(io).execute(args);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // picocli hands on exceptions and no errors, and 1 would say that something was found.
            io.err()
                    .println("mcp-guard: " + (e instanceof OutOfMemoryError ? "there is not enough memory" : "too deep")
                            + ", at " + SafeText.place(e) + "; give more: java -Xmx, -Xss");
            return Exit.UNKNOWN;
        }
        if (io.out().checkError()) {
            io.err().println("mcp-guard: standard output cannot be written, so results are missing");
            return Exit.UNKNOWN;
        }
        return status;
    }

    static CommandLine commandLine(Io io) {
        var root = new CommandLine(new McpGuardCommand());
        root.addSubcommand(new VetCommand(io));
        root.addSubcommand(new VerifyCommand(io));
        root.addSubcommand(new DiffCommand(io));
        root.addSubcommand(new ApproveCommand(io));
        root.addSubcommand(new SignCommand(io));
        root.addSubcommand(new ScanCommand(io));
        root.addSubcommand(new ExplainCommand(io));
        root.addSubcommand(new MeasureCommand(io));
        root.addSubcommand(new CompletionCommand(io));
        all(root).forEach(Main::usual);
        root.setOut(io.outWriter());
        root.setErr(io.errWriter());
        root.setColorScheme(CommandLine.Help.defaultColorScheme(
                io.terminal().out() && !io.environment().containsKey("NO_COLOR") ? Ansi.ON : Ansi.OFF));
        root.setUsageHelpWidth(width(io));
        root.setParameterExceptionHandler((e, args) -> {
            CommandLine command = e.getCommandLine();
            io.err().println("mcp-guard: " + Failure.safe(e.getMessage()));
            io.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
            return Exit.UNKNOWN;
        });
        root.setExecutionExceptionHandler((e, command, parsed) -> {
            io.err().println("mcp-guard: " + Failure.message(e));
            return Exit.UNKNOWN;
        });
        return root;
    }

    private static List<CommandLine> all(CommandLine root) {
        var all = new ArrayList<>(List.of(root));
        all.addAll(root.getSubcommands().values());
        return all;
    }

    private static void usual(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.versionProvider(new Version());
        spec.usageMessage().sortOptions(false).abbreviateSynopsis(true).exitCodeListHeading(Exit.HEADING);
        var codes = new LinkedHashMap<String, String>();
        codes.put(" 0", "nothing to object to");
        codes.put(" 1", "something was found");
        codes.put(" 2", "it could not say: bad arguments, unreadable input, a server that does not answer");
        spec.usageMessage().exitCodeList(codes);
        command.setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int width(Io io) {
        try {
            int columns = Integer.parseInt(io.environment().getOrDefault("COLUMNS", ""));
            return Math.max(60, Math.min(WIDTH, columns));
        } catch (NumberFormatException e) {
            return WIDTH;
        }
    }

    /** {@return the script that completes commands and options in bash and zsh} */
    static String completion(CommandLine root) {
        return AutoComplete.bash(root.getCommandName(), root);
    }
}
