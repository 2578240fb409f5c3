package io.mcpguard.api;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A server as the application knows it: its name in the policy, where it really runs, and how sure the guard can be of
 * that. What a server says about itself ({@code serverInfo}) is never part of it.
 */
public final class Server {

    private final String name;
    private final List<String> command;
    private final @Nullable URI url;
    private final Assurance assurance;
    private final @Nullable Map<String, String> files;
    private final boolean bindsFiles;
    private final Set<String> tlsKeys;

    private Server(String name, List<String> command, @Nullable URI url, Assurance assurance) {
        this(name, command, url, assurance, null, false, Set.of());
    }

    private Server(
            String name,
            List<String> command,
            @Nullable URI url,
            Assurance assurance,
            @Nullable Map<String, String> files,
            boolean bindsFiles,
            Set<String> tlsKeys) {
        this.name = requireNonNull(name, "name");
        if (name.isBlank()) {
            throw new IllegalArgumentException("a server needs a name, the one it has in the policy");
        }
        this.command = command;
        this.url = url;
        this.assurance = assurance;
        this.files = files;
        this.bindsFiles = bindsFiles;
        this.tlsKeys = tlsKeys;
    }

    /**
     * A child process, as the application asserts.
     *
     * @param name the name in the policy
     * @param commandLine the program and its arguments
     * @return the server
     */
    public static Server command(String name, List<String> commandLine) {
        if (commandLine.isEmpty()) {
            throw new IllegalArgumentException("server \"" + name + "\" needs a command");
        }
        return new Server(name, List.copyOf(commandLine), null, Assurance.ASSERTED);
    }

    /**
     * A server at an endpoint, as the application asserts.
     *
     * @param name the name in the policy
     * @param url the endpoint
     * @return the server
     */
    public static Server url(String name, URI url) {
        return new Server(name, List.of(), requireNonNull(url, "url"), Assurance.ASSERTED);
    }

    /**
     * A server of which only the name is known. Its pins cannot bind to an endpoint, which the {@code strict} preset
     * refuses.
     *
     * @param name the name in the policy
     * @return the server
     */
    public static Server named(String name) {
        return new Server(name, List.of(), null, Assurance.NAME_ONLY);
    }

    /**
     * The same server, started or reached by the caller from this very command or URL. Transport adapters that hand the
     * checked parameters to a factory call it; nobody else has a reason to.
     *
     * @return a copy
     * @throws IllegalStateException if only the name is known
     */
    public Server checked() {
        if (assurance == Assurance.NAME_ONLY) {
            throw new IllegalStateException("server \"" + name + "\" has neither command nor URL to check");
        }
        return new Server(name, command, url, Assurance.CHECKED, files, bindsFiles, tlsKeys);
    }

    /**
     * The same server with the digests of the files that it runs, taken just before it starts.
     *
     * @param files {@code sha256:} and the digest in lower-case hex, by what the command line has for the file; a file
     *     that could not be digested is missing
     * @param binding whether pins hold for these files only, or just record them
     * @return a copy
     */
    public Server measured(Map<String, String> files, boolean binding) {
        return new Server(name, command, url, assurance, Map.copyOf(files), binding, tlsKeys);
    }

    /**
     * The same server, reached over TLS only if it shows one of these public keys. Transport adapters that ask for them
     * call it.
     *
     * @param keys {@code sha256/} and the base64 SHA-256 of the SubjectPublicKeyInfo, as in RFC 7469; empty if any key will
     *     do
     * @return a copy
     */
    public Server tlsKeys(Collection<String> keys) {
        return new Server(
                name,
                command,
                url,
                assurance,
                files,
                bindsFiles,
                Collections.unmodifiableSortedSet(new TreeSet<>(keys)));
    }

    /** {@return the name in the policy} */
    public String name() {
        return name;
    }

    /** {@return the program and its arguments, empty if it is no child process} */
    public List<String> command() {
        return command;
    }

    /** {@return the endpoint, empty if it is not reached by URL} */
    public Optional<URI> url() {
        return Optional.ofNullable(url);
    }

    /** {@return digests of the files that run, by what the command line has for them; empty if nobody looked} */
    public Optional<Map<String, String>> files() {
        return Optional.ofNullable(files);
    }

    /** {@return whether pins hold for the files as they are, and not only for the command} */
    public boolean bindsFiles() {
        return bindsFiles;
    }

    /** {@return the public keys of which it has to show one, sorted; empty if any will do} */
    public Set<String> tlsKeys() {
        return tlsKeys;
    }

    /** {@return how sure the guard can be of command or URL} */
    public Assurance assurance() {
        return assurance;
    }

    @Override
    public String toString() {
        return name;
    }

    /** How sure the guard can be of where a server runs. May gain constants. */
    public enum Assurance {
        /** The transport was made from the very command or URL that was checked. */
        CHECKED,
        /** The application says so; the transport was ready-made and hides what it connects to. */
        ASSERTED,
        /** Only the name is known. */
        NAME_ONLY
    }
}
