package io.mcpguard.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Knows launchers by the names of their programs. Any other program is itself what runs. */
final class Launchers {

    /** So many wrappers such as {@code env} may stand before a command. */
    private static final int MAX_WRAPPERS = 4;

    /** Start something that they find by rules of their own. */
    private static final Set<String> OPAQUE = Set.of(
            ("sudo doas su nice nohup timeout stdbuf setsid xargs time watch ssh wsl exec make just task nix nix-shell"
                            + " flatpak snap mise asdf rtx volta fnm nvm pyenv rbenv poetry pipenv hatch pdm rye conda"
                            + " mamba micromamba pixi jbang mvn mvnw gradle gradlew cargo gem bundle composer mcp-proxy"
                            + " supergateway start open launchctl systemd-run kubectl helm docker-compose vagrant"
                            + " distrobox toolbox chroot unshare firejail bwrap wine proxychains xvfb-run dbx devbox"
                            + " smithery mcp-remote corepack busybox")
                    .split(" "));

    private static final Set<String> SHELLS =
            Set.of("sh bash dash zsh ksh fish ash csh tcsh powershell pwsh".split(" "));

    private Launchers() {}

    static LaunchedPackage read(List<String> commandLine) {
        return read(commandLine, MAX_WRAPPERS);
    }

    static LaunchedPackage read(List<String> commandLine, int wrappers) {
        var reading = new Reading();
        if (commandLine.isEmpty() || wrappers == 0) {
            return reading.doubt(Reading.NOT_SEEN).done();
        }
        String program = commandLine.get(0);
        String launcher = nameOf(program);
        var arguments = new Arguments(commandLine.subList(1, commandLine.size()));
        switch (launcher) {
            case "npx" -> NodeLaunchers.npx(arguments, reading);
            case "npm" -> NodeLaunchers.npm(arguments, reading);
            case "pnpm" -> NodeLaunchers.pnpm(arguments, reading);
            case "pnpx" -> NodeLaunchers.pnpx(arguments, reading);
            case "yarn", "yarnpkg" -> NodeLaunchers.yarn(arguments, reading);
            case "bunx" -> NodeLaunchers.bunx(arguments, reading);
            case "bun" -> ScriptLaunchers.bun(arguments, reading);
            case "deno" -> ScriptLaunchers.deno(arguments, reading);
            case "node", "nodejs" -> ScriptLaunchers.node(arguments, reading);
            case "tsx", "ts-node", "ruby", "perl", "php", "lua" -> ScriptLaunchers.plain(arguments, reading);
            case "python", "py", "pythonw", "pypy" -> PythonLaunchers.python(arguments, reading);
            case "uvx" -> PythonLaunchers.uvx(arguments, reading);
            case "uv" -> PythonLaunchers.uv(arguments, reading);
            case "pipx" -> PythonLaunchers.pipx(arguments, reading);
            case "docker", "podman", "nerdctl" -> ContainerLaunchers.run(arguments, reading);
            case "java", "javaw" -> JavaLauncher.java(arguments, reading);
            case "go" -> ScriptLaunchers.go(arguments, reading);
            case "dotnet" -> ScriptLaunchers.dotnet(arguments, reading);
            case "dnx" -> ScriptLaunchers.dnx(arguments, reading);
            case "env" -> {
                return Wrappers.env(arguments, reading, wrappers - 1);
            }
            case "cmd" -> {
                return Wrappers.cmd(arguments, reading, wrappers - 1);
            }
            default -> program(program, launcher, arguments, reading);
        }
        return reading.done();
    }

    private static void program(String program, String launcher, Arguments arguments, Reading reading) {
        if (SHELLS.contains(launcher)) {
            Wrappers.shell(arguments, reading);
        } else if (OPAQUE.contains(launcher)) {
            reading.named(program).doubt(Reading.NOT_SEEN);
        } else {
            reading.of(Ecosystem.FILE).named(program).file(LaunchedFile.program(program));
        }
    }

    /** {@code /usr/bin/python3.12} and {@code Python.exe} are python. */
    private static String nameOf(String program) {
        int slash = Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\'));
        String name = program.substring(slash + 1).toLowerCase(Locale.ROOT);
        for (String extension : List.of(".exe", ".cmd", ".bat", ".ps1")) {
            if (name.endsWith(extension)) {
                name = name.substring(0, name.length() - extension.length());
            }
        }
        int end = name.length();
        while (end > 0 && (Character.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '.')) {
            end--;
        }
        return end == 0 ? name : name.substring(0, end);
    }
}
