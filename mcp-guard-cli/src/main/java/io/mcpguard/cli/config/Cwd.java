package io.mcpguard.cli.config;

import io.mcpguard.identity.LaunchedPackage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The folder in which a child process runs, where that is another one than that of mcp-guard.
 *
 * @param written as the configuration has it, with values for variables; relative to the folder of mcp-guard
 * @param absolute where that is
 */
public record Cwd(String written, Path absolute) {

    /** {@return the command line that changes to the folder and then becomes the command}; needs a POSIX shell */
    public List<String> starting(List<String> command) {
        var line = new ArrayList<>(
                List.of("/bin/sh", "-c", "cd -- \"$1\" && shift && exec \"$@\"", "mcp-guard-cwd", absolute.toString()));
        line.addAll(command);
        return line;
    }

    /**
     * The command as it would have to be written in the folder of mcp-guard: a program that is a relative path, and the
     * relative files that it runs, get the folder before them. So the same words in two folders are two servers. Where
     * a file is a part of an argument, or stands in yet another folder, it stays as it is.
     *
     * @param command the command line as it is written
     * @return the command line that says who the server is
     */
    List<String> identity(List<String> command) {
        var line = new ArrayList<String>();
        boolean elsewhere = command.stream().anyMatch(each -> each.startsWith("--directory"));
        Set<String> files =
                elsewhere ? Set.of() : new HashSet<>(LaunchedPackage.of(command).files());
        for (String word : command) {
            boolean program = line.isEmpty() && hasFolder(word);
            boolean file = !line.isEmpty() && files.contains(word);
            line.add((program || file) && !isAbsolute(word) ? whole(word) : word);
        }
        return line;
    }

    /** {@return whether a file of such an identity is the one that runs, and not one of that name in our own folder} */
    public boolean isPlaced(String file, List<String> command, List<String> identity) {
        boolean onThePath = file.equals(command.get(0)) && !hasFolder(file);
        return isAbsolute(file) || onThePath || (identity.contains(file) && !command.contains(file));
    }

    private String whole(String file) {
        return Path.of(written).resolve(file).normalize().toString();
    }

    private static boolean hasFolder(String file) {
        return file.indexOf('/') >= 0;
    }

    private static boolean isAbsolute(String file) {
        return file.startsWith("/");
    }
}
