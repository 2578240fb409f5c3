package io.mcpguard.it.realservers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * Installs the servers of {@code realservers/package-lock.json} into {@code target/real-servers}, or the suite of
 * {@code conformance/package-lock.json} into {@code target/conformance}; the profiles of these names run it before the
 * tests. No script of any package runs.
 */
public final class Install {

    private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc", "steady.cjs");

    private Install() {}

    /**
     * Installs, or does nothing if what the lock file names is already there.
     *
     * @param args the folder with the lock file, where to install, the profile, and the major version of Node.js it needs
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        String problem = problem(args[2], Integer.parseInt(args[3]), version("node"), version(npm()));
        if (problem != null) {
            throw new IllegalStateException(problem);
        }
        Path source = Path.of(args[0]);
        Path target = Path.of(args[1]);
        boolean installed = isInstalled(source, target);
        Files.createDirectories(target);
        for (String file : FILES) {
            if (Files.exists(source.resolve(file))) {
                Files.copy(source.resolve(file), target.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (!installed) {
            run(target, List.of(npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
            Files.createFile(target.resolve("node_modules/.complete"));
        }
    }

    /** What is wrong with these versions and what to do about it, or null. */
    static String problem(String profile, int needed, String node, String npm) {
        String remedy = "The profile " + profile + " needs Node.js " + needed + " or newer with npm on the PATH; ";
        String how =
                " Install it from https://nodejs.org or your system's packages, or build without -P " + profile + ".";
        if (node == null || major(node) < needed) {
            return remedy + (node == null ? "there is no node." : "node is " + node + ".") + how;
        }
        return npm == null ? remedy + "there is no npm." + how : null;
    }

    /** The first number of {@code v20.11.1}; -1 if it is none. */
    private static int major(String version) {
        int start = version.startsWith("v") ? 1 : 0;
        int end = start;
        while (end < version.length() && end < start + 4 && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return end == start ? -1 : Integer.parseInt(version.substring(start, end));
    }

    private static boolean isInstalled(Path source, Path target) throws IOException {
        Path lock = target.resolve("package-lock.json");
        return Files.exists(target.resolve("node_modules/.complete"))
                && Files.exists(lock)
                && Files.mismatch(lock, source.resolve("package-lock.json")) < 0;
    }

    /** What {@code program --version} says, or null if there is no such program. */
    private static String version(String program) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(program, "--version")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return null;
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? said : null;
    }

    private static void run(Path target, List<String> command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command)
                .directory(target.toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("\"" + String.join(" ", command) + "\" in " + target + " ended with "
                    + status + "; its output above says why.");
        }
    }

    private static String npm() {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        return windows ? "npm.cmd" : "npm";
    }
}
