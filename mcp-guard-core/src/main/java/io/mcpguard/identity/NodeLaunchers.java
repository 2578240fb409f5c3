package io.mcpguard.identity;

import java.util.ArrayList;
import java.util.List;

/** {@code npx}, {@code npm exec}, {@code pnpm dlx}, {@code yarn dlx}, {@code bunx}: packages of npm's registry. */
final class NodeLaunchers {

    private static final Options NPM = Options.of(
            "-p --package -c --call --registry --cache --prefix --userconfig --globalconfig --loglevel --node-options"
                    + " --script-shell -w --workspace",
            "-y --yes --no --no-install -q --quiet -s --silent --offline --prefer-offline --prefer-online"
                    + " --ignore-existing --verbose --no-audit --no-fund --ignore-scripts --no-update-notifier --no-color");

    private static final Options PNPM = Options.of(
            "--package --registry --reporter --dir -C --filter -F --loglevel --store-dir",
            "--silent -s --offline --prefer-offline");

    private static final Options YARN = Options.of("-p --package --cwd", "-q --quiet");

    private static final Options BUN = Options.of("-p --package", "--bun --silent --verbose --no-install");

    private NodeLaunchers() {}

    static void npx(Arguments arguments, Reading reading) {
        packages(NPM, arguments, reading, new ArrayList<>());
    }

    static void bunx(Arguments arguments, Reading reading) {
        packages(BUN, arguments, reading, new ArrayList<>());
    }

    static void pnpm(Arguments arguments, Reading reading) {
        dlx(PNPM, arguments, reading);
    }

    static void pnpx(Arguments arguments, Reading reading) {
        packages(PNPM, arguments, reading, new ArrayList<>());
    }

    static void yarn(Arguments arguments, Reading reading) {
        dlx(YARN, arguments, reading);
    }

    /** {@code npm [options] exec|x …}; scripts of a package.json are anything. */
    static void npm(Arguments arguments, Reading reading) {
        var packages = new ArrayList<String>();
        options(NPM, arguments, reading, packages);
        String command = arguments.next();
        if (command.equals("exec") || command.equals("x")) {
            packages(NPM, arguments, reading, packages);
        } else {
            reading.doubt(Reading.NOT_SEEN);
        }
    }

    private static void dlx(Options known, Arguments arguments, Reading reading) {
        var packages = new ArrayList<String>();
        options(known, arguments, reading, packages);
        if (arguments.next().equals("dlx")) {
            packages(known, arguments, reading, packages);
        } else {
            reading.doubt(Reading.NOT_SEEN);
        }
    }

    /** Without {@code --package} the first word is package and program in one. With several, each of them runs. */
    private static void packages(Options known, Arguments arguments, Reading reading, List<String> packages) {
        options(known, arguments, reading, packages);
        if (packages.isEmpty() && arguments.hasNext()) {
            packages.add(arguments.next());
        }
        if (packages.isEmpty()) {
            reading.doubt(Reading.NOT_SEEN);
            return;
        }
        reading.spec(Ecosystem.NPM, Spec.npm(packages.get(0)));
        for (String other : packages.subList(1, packages.size())) {
            if (!Spec.npm(other).isExact()) {
                reading.doubt("it comes with a second package that has no exact version");
            }
        }
    }

    private static void options(Options known, Arguments arguments, Reading reading, List<String> packages) {
        known.read(arguments, reading, (option, value) -> {
            switch (option) {
                case "-p", "--package" -> packages.add(value);
                case "-c", "--call" -> reading.doubt(Reading.SHELL);
                default -> {}
            }
        });
    }
}
