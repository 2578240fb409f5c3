package io.mcpguard.identity;

import java.util.List;
import java.util.Set;

/** Programs that start another command line: {@code env}, {@code cmd /c} and shells. */
final class Wrappers {

    private static final Options ENV = Options.of("-u --unset -C --chdir", "-i --ignore-environment -v --debug");

    private static final Options SHELL = Options.of("-o", "-l --login -e -u -x -i --norc --noprofile");

    private static final Set<String> BRING_CODE = Set.of(
            "PATH",
            "NODE_OPTIONS",
            "NODE_PATH",
            "PYTHONPATH",
            "PYTHONSTARTUP",
            "PYTHONHOME",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "CLASSPATH",
            "BASH_ENV",
            "ENV",
            "PERL5LIB",
            "PERL5OPT",
            "RUBYOPT",
            "RUBYLIB");

    /** They end a command for {@code cmd}, or mean more than themselves. */
    private static final String SPECIAL = "&|<>^%!\"()\r\n";

    private Wrappers() {}

    static LaunchedPackage env(Arguments arguments, Reading reading, int wrappers) {
        ENV.read(arguments, reading, (option, value) -> {
            if (option.equals("-C") || option.equals("--chdir")) {
                reading.doubt("it starts in another directory");
            }
        });
        while (arguments.peek().indexOf('=') > 0) {
            if (bringsCode(arguments.next())) {
                reading.doubt("a variable brings other code");
            }
        }
        if (reading.isDoubtful()) {
            return reading.done();
        }
        LaunchedPackage launched = Launchers.read(arguments.rest(), wrappers);
        return launched.places().stream().anyMatch(LaunchedFile::isProgram)
                ? reading.doubt("it is looked for on the PATH that it is given").done()
                : launched;
    }

    private static boolean bringsCode(String assignment) {
        String name = Arguments.nameOf(assignment);
        return name.startsWith("LD_") || name.startsWith("DYLD_") || BRING_CODE.contains(name);
    }

    /** What Windows needs to start {@code npx.cmd}. It puts the arguments together again and reads them as one line. */
    static LaunchedPackage cmd(Arguments arguments, Reading reading, int wrappers) {
        for (String next = arguments.peek(); next.startsWith("/"); next = arguments.peek()) {
            arguments.next();
            if (next.equalsIgnoreCase("/c")) {
                return plain(arguments.rest())
                        ? Launchers.read(arguments.rest(), wrappers)
                        : reading.doubt(Reading.SHELL).done();
            }
        }
        return reading.doubt(Reading.SHELL).done();
    }

    private static boolean plain(List<String> words) {
        return words.size() > 1
                && words.stream().allMatch(word -> word.chars().noneMatch(c -> SPECIAL.indexOf(c) >= 0));
    }

    /** A script of a file can be digested; a line of commands, or what comes on standard input, cannot. */
    static void shell(Arguments arguments, Reading reading) {
        var options = new Reading();
        SHELL.read(arguments, options);
        if (options.isDoubtful() || !arguments.hasNext() || arguments.peek().equals("-")) {
            reading.doubt(Reading.SHELL);
        } else {
            reading.script(LaunchedFile.script(arguments.next()));
        }
    }
}
