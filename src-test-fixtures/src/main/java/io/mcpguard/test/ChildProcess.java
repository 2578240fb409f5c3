package io.mcpguard.test;

import io.modelcontextprotocol.client.transport.ServerParameters;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import tools.jackson.core.JsonParser;

/** The command line of a Java process that runs {@link StdioServerMain}. */
final class ChildProcess {

    /**
     * One class of each library that the process needs. Not {@code java.class.path}: that is somebody else's under
     * {@code exec:java} or in a container, and long in any case, and a command line is what people read in a lock file.
     */
    private static final List<String> NEEDED =
            List.of(StdioServerMain.class.getName(), JsonParser.class.getName(), Load.class.getName());

    private ChildProcess() {}

    static ServerParameters running(String... arguments) {
        return ServerParameters.builder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .args(Stream.concat(
                                // it lives for seconds: start fast rather than run fast
                                Stream.of(
                                        "-XX:TieredStopAtLevel=1",
                                        "-XX:+UseSerialGC",
                                        "-cp",
                                        classPath(),
                                        StdioServerMain.class.getName()),
                                Stream.of(arguments))
                        .toList())
                .build();
    }

    private static String classPath() {
        return NEEDED.stream().map(ChildProcess::location).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(String className) {
        try {
            CodeSource source = Class.forName(className, false, ChildProcess.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource();
            return Path.of(source.getLocation().toURI()).toString();
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException("cannot find the library of " + className + " for a child process", e);
        }
    }
}
