package io.mcpguard.identity;

/**
 * Interpreters and runtimes that are told a script: {@code node}, {@code deno}, {@code bun}, {@code go run},
 * {@code dotnet}. Only the script is digested. The interpreter is known by name: the system updates it, and a pin that
 * breaks with every update would soon be switched off.
 */
final class ScriptLaunchers {

    private static final String PRELOADS = "it loads other code first";

    /** Those of V8 take a value behind {@code =} only. */
    private static final Options NODE = Options.of(
            "-r --require --import --loader --experimental-loader -C --conditions -e --eval -p --print --title"
                    + " --env-file --env-file-if-exists --inspect-port",
            "--enable-source-maps --no-warnings --no-deprecation --trace-warnings --trace-deprecation --trace-uncaught"
                    + " --trace-exit --harmony* --use-system-ca --use-openssl-ca --experimental-vm-modules"
                    + " --experimental-strip-types --experimental-transform-types --experimental-fetch"
                    + " --experimental-sqlite --experimental-require-module --no-experimental-* --expose-gc --inspect"
                    + " --inspect-brk --preserve-symlinks --max-old-space-size --stack-trace-limit"
                    + " --unhandled-rejections=* --dns-result-order=* --disable-warning=*");

    private static final Options DENO = Options.of(
            "--import-map --config -c --cert --location --seed --log-level -L --preload",
            "-A --allow-* --deny-* -R -W -N -E -S --no-check --no-prompt --no-remote --no-npm --no-lock --no-config"
                    + " --quiet -q --reload -r --frozen --cached-only --unstable* --check --node-modules-dir --lock"
                    + " --env-file --v8-flags");

    private static final Options BUN =
            Options.of("--cwd -r --preload --conditions", "--silent --hot --watch --smol --bun -b -i --no-install");

    private static final Options NONE = Options.of("--", "--");

    private ScriptLaunchers() {}

    static void node(Arguments arguments, Reading reading) {
        NODE.read(arguments, reading, (option, value) -> {
            switch (option) {
                case "-e", "--eval", "-p", "--print" -> reading.doubt(Reading.INLINE);
                // A file of variables may hold NODE_OPTIONS.
                case "-r",
                        "--require",
                        "--import",
                        "--loader",
                        "--experimental-loader",
                        "--env-file",
                        "--env-file-if-exists" -> reading.doubt(PRELOADS);
                default -> {}
            }
        });
        script(arguments.next(), reading);
    }

    /** An interpreter of whose options nothing is known. */
    static void plain(Arguments arguments, Reading reading) {
        NONE.read(arguments, reading);
        script(arguments.next(), reading);
    }

    static void bun(Arguments arguments, Reading reading) {
        BUN.read(arguments, reading, (option, value) -> noteBun(option, reading));
        String next = arguments.next();
        if (next.equals("x")) {
            NodeLaunchers.bunx(arguments, reading);
            return;
        }
        if (next.equals("run")) {
            BUN.read(arguments, reading, (option, value) -> noteBun(option, reading));
            next = arguments.next();
        }
        boolean isFile =
                next.indexOf('/') >= 0 || next.endsWith(".ts") || next.endsWith(".js") || next.endsWith(".mjs");
        if (isFile) {
            script(next, reading);
        } else {
            reading.doubt(Reading.NOT_SEEN); // a script of package.json, or a command of bun's
        }
    }

    private static void noteBun(String option, Reading reading) {
        switch (option) {
            case "-r", "--preload" -> reading.doubt(PRELOADS);
            case "--cwd" -> reading.doubt("it starts in another directory");
            default -> {}
        }
    }

    static void deno(Arguments arguments, Reading reading) {
        if (!arguments.next().equals("run")) {
            reading.doubt(Reading.NOT_SEEN);
            return;
        }
        DENO.read(arguments, reading, (option, value) -> {
            if (option.equals("--preload")) {
                reading.doubt(PRELOADS);
            }
        });
        String target = arguments.next();
        if (target.startsWith("npm:")) {
            reading.spec(Ecosystem.NPM, Spec.npm(withoutSlash(target.substring("npm:".length()))));
        } else if (target.startsWith("jsr:")) {
            reading.spec(Ecosystem.JSR, Spec.npm(withoutSlash(target.substring("jsr:".length()))));
        } else if (target.indexOf(':') > 1) {
            reading.doubt("it is loaded from a URL");
        } else {
            script(target, reading);
        }
    }

    private static String withoutSlash(String spec) {
        return spec.startsWith("/") ? spec.substring(1) : spec;
    }

    static void go(Arguments arguments, Reading reading) {
        if (!arguments.next().equals("run")) {
            reading.doubt(Reading.NOT_SEEN);
            return;
        }
        NONE.read(arguments, reading);
        String target = arguments.next();
        if (target.indexOf('@') > 0) {
            reading.spec(Ecosystem.GO, Spec.go(target));
        } else {
            reading.named(target).doubt("it is built from sources that are not digested");
        }
    }

    static void dotnet(Arguments arguments, Reading reading) {
        String next = arguments.next();
        if (next.equals("exec")) {
            NONE.read(arguments, reading);
            next = arguments.next();
        }
        if (next.endsWith(".dll")) {
            script(next, reading);
        } else {
            reading.doubt(Reading.NOT_SEEN);
        }
    }

    static void dnx(Arguments arguments, Reading reading) {
        Options.of("--source --add-source --version --configfile", "--yes -y --prerelease")
                .read(arguments, reading, (option, value) -> reading.doubt("options choose its version or source"));
        String target = arguments.next();
        reading.spec(Ecosystem.NUGET, Spec.npm(target));
    }

    private static void script(String file, Reading reading) {
        if (file.isEmpty() || file.equals("-")) {
            reading.doubt(Reading.INLINE);
        } else {
            reading.script(LaunchedFile.script(file));
        }
    }
}
