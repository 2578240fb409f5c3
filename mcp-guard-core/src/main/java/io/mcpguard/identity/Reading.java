package io.mcpguard.identity;

import java.util.ArrayList;
import java.util.List;

/** What was understood of a command line so far. The first doubt stays; a doubt cannot be taken back. */
final class Reading {

    static final String SHELL = "a shell decides what it starts";
    static final String INLINE = "the program is written in its arguments";
    static final String NOT_SEEN = "what it starts is not seen";

    private final List<LaunchedFile> files = new ArrayList<>();
    private Ecosystem ecosystem = Ecosystem.COMMAND;
    private String name = "";
    private String version = "";
    private boolean pinned;
    private String doubt = "";

    /** A word that was taken for a name may be the value of an option that is not known. */
    private boolean unsure;

    Reading of(Ecosystem from) {
        ecosystem = from;
        return this;
    }

    Reading named(String what) {
        name = what;
        return this;
    }

    Reading spec(Ecosystem from, Spec spec) {
        ecosystem = from;
        name = spec.name();
        version = spec.version();
        pinned = spec.isExact();
        return spec.isPlain() ? this : doubt("it does not come from the registry by its name");
    }

    Reading file(LaunchedFile file) {
        if (files.size() <= LaunchedPackage.MAX_FILES) {
            files.add(file);
        }
        return this;
    }

    Reading script(LaunchedFile file) {
        return file.written().indexOf("://") >= 0
                ? doubt("it is loaded from a URL")
                : of(Ecosystem.FILE).named(file.written()).file(file);
    }

    Reading doubt(String why) {
        if (doubt.isEmpty()) {
            doubt = why;
        }
        return this;
    }

    Reading unknownOption(String option) {
        unsure |= option.indexOf('=') < 0;
        return doubt("option " + cut(option) + " is not known");
    }

    boolean hasFiles() {
        return !files.isEmpty();
    }

    boolean isDoubtful() {
        return !doubt.isEmpty();
    }

    /** Of {@code --option=value} only what comes before the value, which may be a secret. */
    private static String cut(String option) {
        int end = option.indexOf('=');
        String named = end < 0 ? option : option.substring(0, end);
        return named.length() > 40 ? named.substring(0, 40) : named;
    }

    LaunchedPackage done() {
        return new LaunchedPackage(ecosystem, unsure ? "" : name, unsure ? "" : version, pinned, files, doubt);
    }
}
