package io.mcpguard.identity;

/** {@code java -jar x.jar}, {@code java -cp a.jar:b.jar Main}, {@code java Main.java}. */
final class JavaLauncher {

    private static final Options OPTIONS = Options.of(
            "--add-modules --add-exports --add-opens --add-reads --limit-modules --source",
            "-D* -Xms* -Xmx* -Xmn* -Xss* -Xlog* -Xint -Xcomp -XX:+* -XX:-* -XX:Max* -XX:Min* -XX:Initial* -XX:TieredStopAtLevel* -XX:ActiveProcessorCount* -XX:ReservedCodeCacheSize* -XX:MetaspaceSize* -XX:ParallelGCThreads* -XX:ConcGCThreads* -XX:G1* -XX:NativeMemoryTracking* -XX:HeapDumpPath* -ea* -da* -enableassertions* -disableassertions* -esa -dsa -server -client -verbose*"
                    + " --enable-preview --enable-native-access=* --add-modules=* --illegal-native-access=*"
                    + " --sun-misc-unsafe-memory-access=* --finalization=*");

    /** They change which classes are loaded, by files that are named inside of them. */
    private static final String LOADS = "-Xbootclasspath";

    private JavaLauncher() {}

    static void java(Arguments arguments, Reading reading) {
        reading.of(Ecosystem.JAR);
        String main = options(arguments, reading);
        if (main.isEmpty()) {
            main = arguments.next();
            if (main.endsWith(".java")) {
                reading.file(LaunchedFile.script(main));
            }
        }
        if (main.isEmpty() || main.startsWith("@")) {
            reading.doubt(Reading.NOT_SEEN); // @file holds more arguments
        }
        reading.named(main);
        if (!reading.hasFiles()) {
            reading.doubt("its class path is not in the command");
        }
    }

    /**
     * The jar or module, after which everything belongs to the program; {@code ""} if a class is to come. Behind
     * {@code -jar} more options may stand.
     */
    private static String options(Arguments arguments, Reading reading) {
        boolean isJar = false;
        for (String option = arguments.nextOption(); option != null; option = arguments.nextOption()) {
            String name = Arguments.nameOf(option);
            switch (name) {
                case "-jar" -> isJar = true;
                case "-m", "--module" -> {
                    return arguments.valueOf(option);
                }
                case "-cp", "-classpath", "--class-path", "-p", "--module-path", "--upgrade-module-path" ->
                    path(arguments.valueOf(option), reading);
                default -> other(option, name, arguments, reading);
            }
        }
        if (!isJar) {
            return "";
        }
        String jar = arguments.next();
        reading.file(LaunchedFile.script(jar));
        return jar;
    }

    private static void other(String option, String name, Arguments arguments, Reading reading) {
        if (option.startsWith("-javaagent:")) {
            String agent = option.substring("-javaagent:".length());
            reading.file(LaunchedFile.script(Arguments.nameOf(agent)));
        } else if (option.startsWith("-agent") || option.startsWith(LOADS)) {
            reading.doubt("options load more code");
        } else if (OPTIONS.valued().contains(name)) {
            arguments.valueOf(option);
        } else if (!OPTIONS.isFlag(option)) {
            reading.unknownOption(option);
        }
    }

    /** Entries end with {@code :}, on Windows with {@code ;}. Folders and wildcards hold what nobody digests. */
    private static void path(String path, Reading reading) {
        char separator = path.indexOf(';') >= 0 || isDrive(path) ? ';' : ':';
        int from = 0;
        while (from <= path.length()) {
            int end = path.indexOf(separator, from);
            int to = end < 0 ? path.length() : end;
            String entry = path.substring(from, to);
            if (entry.endsWith(".jar") || entry.endsWith(".jmod")) {
                reading.file(LaunchedFile.script(entry));
            } else {
                reading.doubt("folders on its class path are not digested");
            }
            from = to + 1;
        }
    }

    private static boolean isDrive(String path) {
        return path.length() > 2
                && path.charAt(1) == ':'
                && (path.charAt(2) == '\\' || path.charAt(2) == '/')
                && Character.isLetter(path.charAt(0));
    }
}
