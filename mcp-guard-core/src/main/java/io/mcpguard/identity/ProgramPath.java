package io.mcpguard.identity;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Where a program without a path is found: the folders of PATH, as the JVM reads them when it starts a process. */
record ProgramPath(List<Path> folders) {

    static ProgramPath ofThisProcess() {
        var folders = new ArrayList<Path>();
        String path = System.getenv("PATH");
        var parts = new StringTokenizer(path == null ? "" : path, File.pathSeparator);
        while (parts.hasMoreTokens()) {
            try {
                folders.add(Path.of(parts.nextToken()));
            } catch (InvalidPathException e) {
                // No file can be there.
            }
        }
        return new ProgramPath(folders);
    }

    @Nullable
    Path find(String program) {
        boolean windows = File.separatorChar == '\\';
        for (Path folder : folders) {
            for (String name : windows ? List.of(program, program + ".exe") : List.of(program)) {
                Path file = folder.resolve(name);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return file;
                }
            }
        }
        return null;
    }
}
