package io.mcpguard.identity;

import java.util.Locale;

/** Where what runs comes from. May gain constants. */
public enum Ecosystem {
    /** A package of npm's registry. */
    NPM("npm package"),
    /** A package of the Python Package Index. */
    PYPI("Python package"),
    /** A module that an installed Python finds. */
    PYTHON("Python module"),
    /** An image of a container registry. */
    OCI("image"),
    /** Files that the Java virtual machine loads. */
    JAR("Java program"),
    /** A package of jsr.io. */
    JSR("JSR package"),
    /** A Go module. */
    GO("Go module"),
    /** A package of NuGet. */
    NUGET("NuGet package"),
    /** A program or script of the file system. */
    FILE("file"),
    /** A command that cannot be looked into. */
    COMMAND("command");

    private final String words;

    Ecosystem(String words) {
        this.words = words;
    }

    /** {@return the word for it in the lock} */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    String words() {
        return words;
    }
}
