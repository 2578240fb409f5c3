package io.mcpguard.identity;

import io.mcpguard.json.SafeText;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a command line starts, as far as the command line itself tells: {@code npx pkg@1.2.3} is version 1.2.3 of an npm
 * package, {@code java -jar server.jar} a file. Launchers are known by their names. Whatever is not understood for
 * certain lowers what is said and never raises it. Immutable; reading takes time linear in the command line and never
 * fails.
 *
 * <pre>{@code
 * LaunchedPackage launched = LaunchedPackage.of(List.of("npx", "-y", "@example/files@1.2.3"));
 * launched.assurance();   // VERSION
 * launched.sentence();    // "version: npm package @example/files 1.2.3"
 * }</pre>
 */
public final class LaunchedPackage {

    /** More than so many files are not digested. */
    static final int MAX_FILES = 64;

    private static final int MAX_NAME = 200;

    private final Ecosystem ecosystem;
    private final String name;
    private final String version;
    private final boolean pinned;
    private final List<LaunchedFile> files;
    private final String doubt;

    LaunchedPackage(
            Ecosystem ecosystem, String name, String version, boolean pinned, List<LaunchedFile> files, String doubt) {
        this.ecosystem = ecosystem;
        this.name = name;
        this.version = version;
        this.pinned = pinned;
        this.files = List.copyOf(files);
        this.doubt = files.size() > MAX_FILES ? "it has more than " + MAX_FILES + " files" : doubt;
    }

    /**
     * Reads a command line.
     *
     * @param commandLine the program and its arguments
     * @return what it starts
     */
    public static LaunchedPackage of(List<String> commandLine) {
        return Launchers.read(commandLine);
    }

    /** {@return where what runs comes from} */
    public Ecosystem ecosystem() {
        return ecosystem;
    }

    /** {@return the name of package, image, module or program; empty if the command line does not name it plainly} */
    public Optional<String> name() {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** {@return the version, range, tag or image digest, as written; empty if there is none} */
    public Optional<String> version() {
        return version.isEmpty() ? Optional.empty() : Optional.of(version);
    }

    /** {@return the files that are started, as the command line has them; their digests are not known yet} */
    public List<String> files() {
        return files.stream().map(LaunchedFile::written).distinct().toList();
    }

    List<LaunchedFile> places() {
        return files;
    }

    /** {@return why no more can be said than a name, {@code ""} if nothing is unclear} */
    public String doubt() {
        return doubt;
    }

    /** {@return what the command line alone binds: never {@link Assurance#EXACT} for files, which may change} */
    public Assurance assurance() {
        return assurance(Map.of());
    }

    /** {@return what it would bind if all its files could be digested} */
    public Assurance best() {
        return !files.isEmpty() && doubt.isEmpty() ? Assurance.EXACT : assurance();
    }

    /**
     * What is bound together with digests of files.
     *
     * @param digests digests of files, by what the command line has for them
     * @return the level; {@link Assurance#EXACT} for files only if each of them has a digest
     */
    public Assurance assurance(Map<String, String> digests) {
        if (!doubt.isEmpty()) {
            return Assurance.NAME;
        }
        if (!files.isEmpty()) {
            return digests.keySet().containsAll(files()) ? Assurance.EXACT : Assurance.NAME;
        }
        if (!pinned) {
            return Assurance.NAME;
        }
        return ecosystem == Ecosystem.OCI ? Assurance.EXACT : Assurance.VERSION;
    }

    /**
     * Whether two command lines start the same package, in whatever versions and with whatever arguments. Files and
     * commands are never the same: their names say nothing.
     *
     * @param other the other one
     * @return true if both name one package, image or module of one registry
     */
    public boolean isSamePackage(LaunchedPackage other) {
        return ecosystem == other.ecosystem
                && ecosystem != Ecosystem.FILE
                && ecosystem != Ecosystem.JAR
                && ecosystem != Ecosystem.COMMAND
                && !name.isEmpty()
                && name.equals(other.name);
    }

    /** {@return the level that the command line alone gives and what it starts, for people; escaped and cut} */
    public String sentence() {
        return sentence(Map.of());
    }

    /**
     * The level and what is started, for people.
     *
     * @param digests digests of files, by what the command line has for them
     * @return one line, escaped and cut
     */
    public String sentence(Map<String, String> digests) {
        var line = new StringBuilder(assurance(digests).key())
                .append(": ")
                .append(ecosystem.words())
                .append(shown(name));
        if (!version.isEmpty()) {
            line.append(shown(version));
        }
        if (!doubt.isEmpty()) {
            line.append("; ").append(SafeText.excerpt(doubt, MAX_NAME));
        } else if (!files.isEmpty()) {
            line.append(digested(digests));
        } else if (!pinned) {
            line.append(", in whatever version is found");
        }
        return line.toString();
    }

    private String digested(Map<String, String> digests) {
        List<String> all = files();
        List<String> missing =
                all.stream().filter(file -> !digests.containsKey(file)).toList();
        if (!missing.isEmpty()) {
            return "; no digest is known of" + shown(missing.get(0));
        }
        return all.size() == 1
                ? ", " + SafeText.excerpt(digests.get(all.get(0)), MAX_NAME)
                : ", digests of " + all.size() + " files";
    }

    private static String shown(String text) {
        return text.isEmpty() ? "" : " " + SafeText.excerpt(text, MAX_NAME);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof LaunchedPackage that
                && ecosystem == that.ecosystem
                && name.equals(that.name)
                && version.equals(that.version)
                && pinned == that.pinned
                && files.equals(that.files)
                && doubt.equals(that.doubt);
    }

    @Override
    public int hashCode() {
        return Objects.hash(ecosystem, name, version, pinned, files, doubt);
    }

    @Override
    public String toString() {
        return sentence();
    }
}
