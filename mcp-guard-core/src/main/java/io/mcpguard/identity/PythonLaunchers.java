package io.mcpguard.identity;

/** {@code python}, {@code uvx}, {@code uv run}, {@code uv tool run}, {@code pipx run}. */
final class PythonLaunchers {

    private static final String WITH = "it comes with other packages";

    private static final Options PYTHON =
            Options.of("-W -X --check-hash-based-pycs -m -c", "-u -B -I -s -S -E -O -OO -v -q -b -bb -d -x -P -i");

    private static final Options UV = Options.of(
            "--from --with -w --with-editable --with-requirements --python -p --index-url -i --extra-index-url --index"
                    + " --default-index --cache-dir --directory --project --refresh-package --env-file --link-mode"
                    + " --index-strategy --keyring-provider --color --config-file -c --constraints --build-constraints"
                    + " --overrides -f --find-links -P --upgrade-package --resolution --prerelease --exclude-newer -C"
                    + " --config-setting --python-preference --python-platform --allow-insecure-host --extra --group"
                    + " --no-extra --no-group --only-group --package -m --module",
            "--offline --isolated --quiet -q --verbose -v --no-cache -n --refresh --native-tls --no-progress --no-config"
                    + " --no-env-file -U --upgrade --reinstall --no-index --managed-python --no-managed-python"
                    + " --no-python-downloads --frozen --locked --no-sync --all-extras --no-dev --no-project --active"
                    + " --exact --all-groups --no-default-groups --no-editable");

    private static final Options PIPX = Options.of(
            "--spec --python --pip-args --index-url -i --with",
            "--no-cache --pypackages --verbose -v --quiet -q --system-site-packages --fetch-missing-python");

    private PythonLaunchers() {}

    static void python(Arguments arguments, Reading reading) {
        // After -m and -c everything belongs to the module, so reading stops at the first of them.
        for (String option = arguments.nextOption(); option != null; option = arguments.nextOption()) {
            if (option.equals("-m")) {
                module(arguments.next(), reading);
                return;
            }
            if (option.equals("-c")) {
                reading.doubt(Reading.INLINE);
                return;
            }
            if (PYTHON.valued().contains(option)) {
                arguments.next();
            } else if (!PYTHON.flags().contains(option)) {
                reading.unknownOption(option);
                return;
            }
        }
        script(arguments.next(), "", reading);
    }

    private static void module(String name, Reading reading) {
        reading.of(Ecosystem.PYTHON).named(name);
    }

    static void uvx(Arguments arguments, Reading reading) {
        var from = new String[] {""};
        UV.read(arguments, reading, (option, value) -> {
            if (option.equals("--from")) {
                from[0] = value;
            } else {
                noteUv(option, reading);
            }
        });
        tool(from[0].isEmpty() ? arguments.next() : from[0], reading);
    }

    private static void tool(String spec, Reading reading) {
        if (spec.isEmpty()) {
            reading.doubt(Reading.NOT_SEEN);
        } else {
            reading.spec(Ecosystem.PYPI, Spec.pypi(spec));
        }
    }

    static void uv(Arguments arguments, Reading reading) {
        var directory = new String[] {""};
        UV.read(arguments, reading, (option, value) -> directory(option, value, directory));
        String command = arguments.next();
        if (command.equals("tool") && arguments.next().equals("run")) {
            uvx(arguments, reading);
            return;
        }
        if (!command.equals("run")) {
            reading.doubt(Reading.NOT_SEEN);
            return;
        }
        for (String option = arguments.nextOption(); option != null; option = arguments.nextOption()) {
            String name = Arguments.nameOf(option);
            if (name.equals("-m") || name.equals("--module")) {
                module(arguments.valueOf(option), reading);
                return;
            }
            if (name.equals("-s") || name.equals("--script")) {
                break; // the script is the next word
            }
            if (UV.valued().contains(name)) {
                directory(name, arguments.valueOf(option), directory);
                noteUv(name, reading);
            } else if (!UV.flags().contains(name)) {
                reading.unknownOption(option);
            }
        }
        String target = arguments.next();
        if (target.equals("python") || target.equals("python3")) {
            python(arguments, directory[0], reading);
        } else if (target.endsWith(".py")) {
            script(target, directory[0], reading);
        } else {
            reading.named(target).doubt("it is a command of a Python project, which is not seen");
        }
    }

    private static void python(Arguments arguments, String directory, Reading reading) {
        String next = arguments.next();
        if (next.equals("-m")) {
            module(arguments.next(), reading);
        } else if (next.startsWith("-")) {
            reading.doubt(next.equals("-c") ? Reading.INLINE : Reading.NOT_SEEN);
        } else {
            script(next, directory, reading);
        }
    }

    private static void directory(String option, String value, String[] directory) {
        if (option.equals("--directory")) {
            directory[0] = value;
        }
    }

    private static void noteUv(String option, Reading reading) {
        if (option.startsWith("--with") || option.equals("-w")) {
            reading.doubt(WITH);
        }
    }

    static void pipx(Arguments arguments, Reading reading) {
        if (!arguments.next().equals("run")) {
            reading.doubt(Reading.NOT_SEEN);
            return;
        }
        var spec = new String[] {""};
        PIPX.read(arguments, reading, (option, value) -> {
            switch (option) {
                case "--spec" -> spec[0] = value;
                case "--with", "--pip-args" -> reading.doubt(WITH);
                default -> {}
            }
        });
        tool(spec[0].isEmpty() ? arguments.next() : spec[0], reading);
    }

    private static void script(String file, String directory, Reading reading) {
        if (file.isEmpty() || file.equals("-")) {
            reading.doubt(Reading.INLINE);
        } else {
            reading.script(LaunchedFile.in(directory, file));
        }
    }
}
