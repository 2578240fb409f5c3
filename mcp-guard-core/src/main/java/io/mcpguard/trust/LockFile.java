package io.mcpguard.trust;

import static java.util.Objects.requireNonNull;

import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps pins in a file that is made to be committed and reviewed; docs/pins.md describes the format. A file that is not
 * there is a lock without pins; one that is damaged or was edited into something inconsistent fails with a
 * {@link LockException} and stays as it is. At most 64 MiB.
 *
 * <p>Reading and writing happens on a daemon thread of its own, which ends when there is nothing to do. The file is
 * replaced as a whole, so that a reader or a crash never finds half of one. Several guards and processes may share it:
 * a writer holds an operating system lock on {@code .<name>.lck} beside it. That file stays, empty; neither it nor
 * {@code .<name>.tmp}, which a crash may leave, belongs into version control.
 *
 * <p>Of secrets in commands and URLs the lock has digests that were made with a key, so that who has only the lock cannot
 * try passwords on it. The key is the one of {@link #keyedBy}, else {@code MCP_GUARD_LOCK_KEY} in the environment, else
 * {@code .<name>.key} beside the lock, which is made when there is a secret for the first time. Nobody may commit it either.
 * Without it servers with secrets fit no entry; others need none.
 */
public final class LockFile implements PinStore {

    private static final Logger log = LoggerFactory.getLogger(LockFile.class);

    /** How long a change may go unnoticed by who watches. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Path path;
    private final SharedFile file;
    private final Executor executor;

    /** Whose signature counts; empty if none is needed. */
    private final Set<PublicKey> signers;

    private final LockKeys keys;

    /** What was read or written last, so that an unchanged file is not parsed again. On the executor only. */
    private @Nullable Snapshot last;

    /** What was told of the file's owner. On the executor only. */
    private String told = "";

    /** The key with which that was read. On the executor only. */
    private @Nullable LockKey lastKey;

    private LockFile(Path path, Executor executor, Set<PublicKey> signers, LockKeys keys) {
        this.path = path;
        this.file = new SharedFile(path);
        this.executor = executor;
        this.signers = signers;
        this.keys = keys;
    }

    /**
     * The lock at a path.
     *
     * @param file need not exist yet, but its directory must when it is written
     * @return the store; nothing is read yet
     */
    public static LockFile at(Path file) {
        return at(file, System::getenv);
    }

    /** The same in another environment. */
    static LockFile at(Path file, Function<String, @Nullable String> environment) {
        var worker = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            var thread = new Thread(task, "mcp-guard-lock");
            thread.setDaemon(true);
            return thread;
        });
        worker.allowCoreThreadTimeOut(true);
        return new LockFile(requireNonNull(file, "file"), worker, Set.of(), LockKeys.of(file, environment));
    }

    /**
     * The same lock with a key for the digests of secrets, wherever the application keeps it.
     *
     * @param key 32 to 1,024 characters; white space around them does not count
     * @return the store with this key; neither the environment nor a file is asked for one
     * @throws LockException if the key is too short or too long
     */
    public LockFile keyedBy(String key) {
        return new LockFile(path, executor, signers, keys.given(LockKey.of(requireNonNull(key, "key"), "keyedBy")));
    }

    /**
     * The same lock, of which only counts what one of these keys signed ({@link LockSignature}). A lock without a good
     * signature, or none at all, fails to load, so that nothing of it is trusted; a running guard keeps what it read last
     * and takes over a newly signed lock with its next listing. Nothing is written to it.
     *
     * @param signers Ed25519 keys, at least one
     * @return a store that reads only
     * @throws IllegalArgumentException if there is no key, or one of another kind
     */
    public LockFile trustOnly(PublicKey... signers) {
        if (signers.length == 0) {
            throw new IllegalArgumentException("name at least one key that signs the lock");
        }
        for (PublicKey key : signers) {
            LockSignature.requireEd25519(key);
        }
        return new LockFile(path, executor, Set.copyOf(List.of(signers)), this.keys);
    }

    /**
     * The same with keys from files ({@link PemKeys}). Reads them at once, and blocks meanwhile.
     *
     * @param signer a public key, Ed25519 in PEM
     * @param more others; the signature of one is enough
     * @return a store that reads only
     * @throws LockException if a file cannot be read, or holds no such key or several
     */
    public LockFile trustOnly(Path signer, Path... more) {
        return trustOnly(Stream.concat(Stream.of(signer), Stream.of(more))
                .map(PemKeys::publicKey)
                .toArray(PublicKey[]::new));
    }

    @Override
    public boolean isSigned() {
        return !signers.isEmpty();
    }

    @Override
    public CompletionStage<Snapshot> load() {
        return CompletableFuture.supplyAsync(this::read, executor);
    }

    @Override
    public CompletionStage<Boolean> replace(String expectedRevision, Pins pins) {
        requireNonNull(expectedRevision, "expectedRevision");
        requireNonNull(pins, "pins");
        return CompletableFuture.supplyAsync(() -> write(expectedRevision, pins), executor);
    }

    private Snapshot read() {
        byte[] content = file.read();
        if (isSigned()) {
            requireSignature(content);
        }
        String revision = revision(content);
        LockKey key = keys.find();
        Snapshot snapshot = last;
        if (snapshot == null || !snapshot.revision().equals(revision) || !Objects.equals(key, lastKey)) {
            snapshot =
                    new Snapshot(revision, content == null ? Pins.empty() : LockReader.read(file.name(), content, key));
            last = snapshot;
            lastKey = key;
            tellOwner();
        }
        return snapshot;
    }

    /** A signature says whose word it is, whoever owns the file. */
    private void tellOwner() {
        FileOwner.doubt(path)
                .filter(doubt -> !isSigned() && !doubt.equals(told))
                .ifPresent(doubt -> {
                    told = doubt;
                    log.warn("{}: {}", file.name(), doubt);
                });
    }

    /**
     * {@inheritDoc}
     *
     * <p>Every two seconds a daemon thread asks for size and time of the lock, and of its signature where one is needed;
     * only if one of them changed is the file read. What this store read or wrote itself is not told, a lock that cannot be
     * read is. The thread ends when the watch is closed.
     */
    @Override
    public Watch watch(Runnable changed) {
        return watch(changed, LOOK);
    }

    /** The same at other intervals. */
    Watch watch(Runnable changed, Duration every) {
        requireNonNull(changed, "changed");
        var seen = new Seen();
        List<Path> files = isSigned() ? List.of(path, LockSignature.beside(path)) : List.of(path);
        Runnable look = () -> {
            if (seen.isNew(current())) {
                changed.run();
            }
        };
        return LockWatch.start(
                files, every, () -> CompletableFuture.runAsync(look, executor).join());
    }

    /** What is there now, and whether this store has it already. */
    private String current() {
        try {
            String revision = revision(file.read());
            if (isSigned()) {
                return revision + " " + revision(new SharedFile(LockSignature.beside(path)).read());
            }
            return last != null && last.revision().equals(revision) ? Seen.OWN : revision;
        } catch (LockException e) {
            return "unreadable";
        }
    }

    /** What was told last, so that several looks at one change tell it once. On the executor only. */
    private static final class Seen {

        static final String OWN = "own";

        private String last = OWN;

        boolean isNew(String now) {
            boolean isNew = !now.equals(last) && !now.equals(OWN);
            last = now;
            return isNew;
        }
    }

    /** Of what was read just now, so that nobody can change it between the check and its use. */
    private void requireSignature(byte @Nullable [] content) {
        Path signature = LockSignature.beside(path);
        if (content == null) {
            throw new LockException(file.name() + ": there is no lock, and only a signed one is trusted.");
        }
        if (!LockSignature.verify(file.name(), content, new SharedFile(signature).read(), signers)) {
            throw new LockException(file.name() + ": the lock is not signed by a key that is trusted, so nothing of it"
                    + " counts. Review it and sign it anew, or restore it and " + signature.getFileName() + ".");
        }
    }

    private boolean write(String expectedRevision, Pins pins) {
        if (isSigned()) {
            throw new LockException(file.name()
                    + ": the lock is signed and a guard cannot sign. Approve in the file, and sign it anew.");
        }
        LockKey key = key(pins);
        Pins keyed = keyed(pins, key);
        byte[] content = LockWriter.write(keyed);
        if (content.length > LockFormat.MAX_BYTES || pins.servers().size() > LockFormat.MAX_SERVERS) {
            throw new LockException(file.name() + ": the lock would have more than 64 MiB or " + LockFormat.MAX_SERVERS
                    + " servers. Remove servers or held pins that nobody needs.");
        }
        boolean replaced = file.exclusively(() -> {
            if (!revision(file.read()).equals(expectedRevision)) {
                return false;
            }
            file.replace(content);
            return true;
        });
        if (replaced) {
            last = new Snapshot(revision(content), keyed);
            lastKey = key;
        }
        return replaced;
    }

    /** The key, which is made if there is something to digest and nobody has one. */
    private @Nullable LockKey key(Pins pins) {
        LockKey key = keys.find();
        if (key != null || pins.servers().values().stream().noneMatch(LockFile::needsKey)) {
            return key;
        }
        Set<String> others = new TreeSet<>();
        pins.servers().values().forEach(server -> others.addAll(SecretDigests.keyIds(server.identity())));
        if (!others.isEmpty()) {
            throw new LockException(file.name() + ": secrets in it are digested with key "
                    + String.join(", ", others) + ", which is not here, and a lock should have one key. Set "
                    + LockKeys.VARIABLE + " to it, or put it into " + keys.file() + ".");
        }
        var made = new LockKey[1];
        file.exclusively(() -> {
            made[0] = keys.create();
            return true;
        });
        return made[0];
    }

    private static boolean needsKey(ServerPins server) {
        return SecretDigests.hasPlain(server.identity());
    }

    /** Nothing is written that could be guessed, also of what an older release wrote. */
    private static Pins keyed(Pins pins, @Nullable LockKey key) {
        Pins keyed = pins;
        for (Map.Entry<String, ServerPins> entry : pins.servers().entrySet()) {
            ServerPins server = entry.getValue();
            if (needsKey(server)) {
                var identity = KeyedIdentity.of(SecretDigests.keyed(server.identity(), key), key);
                keyed = keyed.with(
                        entry.getKey(),
                        ServerPins.of(identity, server.pins())
                                .serverInfo(server.serverInfo())
                                .listed(server.listed()));
            }
        }
        return keyed;
    }

    private static String revision(byte @Nullable [] content) {
        if (content == null) {
            return "";
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return file.name();
    }
}
