package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.check;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.trust.Learned.Outcome;
import io.mcpguard.trust.Standing.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets stand in a lock as digests that nobody can make without its key. */
class SecretsOfALockTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String OTHER_KEY = "fedcba9876543210fedcba9876543210";
    private static final Server MAIL = Server.command("mail", List.of("java", "-jar", "mail.jar", "--password=sunny"));
    private static final Server RAINY = Server.command("mail", List.of("java", "-jar", "mail.jar", "--password=rainy"));
    private static final Server ELSEWHERE =
            Server.command("mail", List.of("java", "-jar", "evil.jar", "--password=sunny"));
    private static final Object SEND = tool("send", "Sends mail");

    @TempDir
    private Path directory;

    private Path path;
    private Path keyFile;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void name() {
        path = directory.resolve("mcp-guard.lock");
        keyFile = directory.resolve(".mcp-guard.lock.key");
    }

    private LockFile lock() {
        return LockFile.at(path, this::variable);
    }

    private @Nullable String variable(String name) {
        return environment.get(name);
    }

    private TrustBook book() {
        var book = new TrustBook(lock(), BALANCED);
        book.load().toCompletableFuture().join();
        return book;
    }

    private Learned pin(Server server) {
        return learn(book(), server, listing(SEND));
    }

    private Standing now(Server server) {
        return check(book(), server, SEND);
    }

    /** As an older release wrote it. */
    private void writeOld(Server server) throws IOException {
        String text = new String(
                LockWriter.write(Pins.empty()
                        .with(
                                server.name(),
                                ServerPins.of(
                                        Identity.of(server),
                                        List.of(Given.pin(io.mcpguard.api.trust.PinState.APPROVED, SEND))))),
                java.nio.charset.StandardCharsets.UTF_8);
        Files.writeString(path, text.replace("\"version\": 3", "\"version\": 2"));
    }

    @Test
    void nobodyCanMakeADigestOfAGuessFromTheLockAlone() throws IOException {
        pin(MAIL);
        String unkeyed = (String) ((List<?>) Identity.of(MAIL).get("command")).get(3);

        assertThat(Files.readString(path))
                .contains("\"--password=hmac-sha256:")
                .doesNotContain("sunny", unkeyed, unkeyed.substring("--password=sha256:".length()));
    }

    @Test
    void theSameSecretIsTheSameServerAfterARestart() {
        pin(MAIL);

        assertThat(now(MAIL).trusted()).isTrue();
        assertThat(pin(MAIL).outcome()).isEqualTo(Outcome.KNOWN);
    }

    @Test
    void anotherSecretIsAnotherServerAndTheReasonSaysNothingOfEither() {
        pin(MAIL);

        Standing standing = now(RAINY);
        assertThat(standing.state()).isEqualTo(State.IDENTITY_CHANGED);
        assertThat(standing.reason())
                .isEqualTo("server \"mail\" is pinned at"
                        + " {\"command\":[\"java\",\"-jar\",\"mail.jar\",\"--password=(secret)\"]} with other secrets than"
                        + " it has now; if that is right, approve its identity, "
                        + Places.code(Identity.of(RAINY)));
        assertThat(pin(RAINY).alarms())
                .extracting(Alarm::message)
                .containsExactly("it has other secrets than those that were pinned");
    }

    @Test
    void anotherPlaceIsCalledSo() {
        pin(MAIL);

        assertThat(now(ELSEWHERE).reason())
                .contains(
                        "mail.jar\",\"--password=(secret)\"]} and is now at", "evil.jar\",\"--password=(secret)\"]};");
    }

    @Test
    void keyIsMadeForItsOwnerOnlyWhenThereIsASecret() throws IOException {
        pin(Server.command("mail", List.of("java", "-jar", "mail.jar")));
        assertThat(keyFile).doesNotExist();

        pin(Server.command("other", List.of("run", "--token", "sunny")));
        assertThat(Files.readString(keyFile)).matches("[0-9a-f]{64}\n");
        assertThat(Files.getPosixFilePermissions(keyFile)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).as("nothing is left of its making").hasSize(3);
        }
    }

    @Test
    void twoLocksHaveTwoKeys() throws IOException {
        pin(MAIL);
        String first = Files.readString(path);
        Files.delete(path);
        Files.delete(keyFile);
        pin(MAIL);

        assertThat(Files.readString(path)).isNotEqualTo(first);
    }

    @Test
    void keyOfTheEnvironmentComesBeforeTheFile() throws IOException {
        environment.put("MCP_GUARD_LOCK_KEY", KEY);
        pin(MAIL);
        assertThat(keyFile).doesNotExist();

        Files.writeString(keyFile, OTHER_KEY);
        assertThat(now(MAIL).trusted()).isTrue();
    }

    @Test
    void theKeyOfTheFileServesAsVariableElsewhere() throws IOException {
        pin(MAIL);
        environment.put("MCP_GUARD_LOCK_KEY", Files.readString(keyFile));
        Files.delete(keyFile);

        assertThat(now(MAIL).trusted()).isTrue();
    }

    @Test
    void keyOfTheApplicationComesFirst() {
        environment.put("MCP_GUARD_LOCK_KEY", OTHER_KEY);
        var book = new TrustBook(lock().keyedBy(KEY), BALANCED);
        learn(book, MAIL, listing(SEND));

        var again = new TrustBook(LockFile.at(path).keyedBy(" " + KEY + "\n"), BALANCED);
        again.load().toCompletableFuture().join();
        assertThat(check(again, MAIL, SEND).trusted()).isTrue();
        assertThat(now(MAIL).trusted()).isFalse();
    }

    @Test
    void aLockThatIsReachedThroughALinkHasTheKeyOfItsFile() throws IOException {
        pin(MAIL);
        Path link = Files.createDirectory(directory.resolve("app")).resolve("mcp-guard.lock");
        Files.createSymbolicLink(link, path);

        var linked = new TrustBook(LockFile.at(link, this::variable), BALANCED);
        linked.load().toCompletableFuture().join();

        assertThat(check(linked, MAIL, SEND).trusted()).isTrue();
        assertThat(check(linked, RAINY, SEND).trusted()).isFalse();
    }

    @Test
    void theKeyIsMadeWhereTheLockIsAndNotTheLink() throws IOException {
        learn(book(), Server.command("plain", List.of("java", "-jar", "plain.jar")), listing(tool("read", "Reads")));
        Path link = Files.createDirectory(directory.resolve("app")).resolve("mcp-guard.lock");
        Files.createSymbolicLink(link, path);
        var linked = new TrustBook(LockFile.at(link, this::variable), BALANCED);

        assertThat(learn(linked, MAIL, listing(SEND)).persisted()).isTrue();

        assertThat(keyFile).exists();
        assertThat(now(MAIL).trusted()).isTrue();
    }

    @Test
    void aKeyBesideTheLinkServesToo() throws IOException {
        pin(MAIL);
        Path app = Files.createDirectory(directory.resolve("app"));
        Files.createSymbolicLink(app.resolve("mcp-guard.lock"), path);
        Files.move(keyFile, app.resolve(".mcp-guard.lock.key"));

        var linked = new TrustBook(LockFile.at(app.resolve("mcp-guard.lock"), this::variable), BALANCED);
        linked.load().toCompletableFuture().join();

        assertThat(check(linked, MAIL, SEND).trusted()).isTrue();
    }

    @Test
    void withoutTheKeyTheServerIsNotTrustedAndTheReasonNamesTheRemedy() throws IOException {
        environment.put("MCP_GUARD_LOCK_KEY", KEY);
        pin(MAIL);
        environment.clear();

        assertThat(now(MAIL).state()).isEqualTo(State.IDENTITY_CHANGED);
        assertThat(now(MAIL).reason())
                .isEqualTo("server \"mail\" is pinned at"
                        + " {\"command\":[\"java\",\"-jar\",\"mail.jar\",\"--password=(secret)\"]} with secrets that cannot"
                        + " be compared: their digests were made with key "
                        + LockKey.of(KEY, "").id() + ", and there is"
                        + " none here; set MCP_GUARD_LOCK_KEY to it, or put it into the file beside the lock that ends with"
                        + " .key, and start again; if it is lost, approve the identity of the server");
        assertThat(pin(MAIL).alarms())
                .extracting(Alarm::message)
                .containsExactly(
                        "its secrets cannot be compared with those that were pinned, for want of the key of the lock");
        assertThat(keyFile).doesNotExist();
    }

    @Test
    void withAnotherKeyTheReasonNamesBoth() {
        environment.put("MCP_GUARD_LOCK_KEY", KEY);
        pin(MAIL);
        environment.put("MCP_GUARD_LOCK_KEY", OTHER_KEY);

        assertThat(now(MAIL).trusted()).isFalse();
        assertThat(now(MAIL).reason())
                .contains("made with key " + LockKey.of(KEY, "").id())
                .contains("the one here is " + LockKey.of(OTHER_KEY, "").id());
    }

    @Test
    void serversWithoutSecretsNeedNoKey() {
        environment.put("MCP_GUARD_LOCK_KEY", KEY);
        Server plain = Server.command("plain", List.of("java", "-jar", "plain.jar"));
        Object read = tool("read", "Reads");
        pin(MAIL);
        learn(book(), plain, listing(read));
        environment.clear();

        assertThat(check(book(), plain, read).trusted()).isTrue();
    }

    @Test
    void aLockDoesNotGetASecondKeyUnasked() throws IOException {
        environment.put("MCP_GUARD_LOCK_KEY", KEY);
        pin(MAIL);
        environment.clear();
        byte[] before = Files.readAllBytes(path);

        Learned learned = pin(Server.command("other", List.of("run", "--token", "sunny")));
        assertThat(learned.persisted()).isFalse();
        assertThat(learned.reason())
                .contains("secrets in it are digested with key "
                        + LockKey.of(KEY, "").id())
                .contains("Set MCP_GUARD_LOCK_KEY to it");
        assertThat(path).hasBinaryContent(before);
        assertThat(keyFile).doesNotExist();
    }

    @Test
    void anOldLockIsReadWithoutAKeyAndGetsKeyedDigestsWhenItIsWritten() throws IOException {
        writeOld(MAIL);
        assertThat(now(MAIL).trusted()).isTrue();
        assertThat(now(RAINY).trusted()).isFalse();
        assertThat(keyFile).as("reading writes nothing").doesNotExist();

        pin(Server.named("another"));
        assertThat(Files.readString(path))
                .contains("\"version\": 3", "--password=hmac-sha256:")
                .doesNotContain("=sha256:");
        assertThat(now(MAIL).trusted()).isTrue();
        assertThat(now(RAINY).trusted()).isFalse();
    }

    @Test
    void whatAGuardWroteItselfIsNoEdit() {
        TrustBook book = book();
        learn(book, MAIL, listing(SEND));
        pin(Server.named("another"));

        assertThat(learn(book, MAIL, listing(SEND, tool("read", "Reads"))).alarms())
                .isEmpty();
        assertThat(check(book, MAIL, SEND).trusted()).isTrue();
    }

    @Test
    void whatIsReadAgainAfterAnotherWroteIsTheSame() {
        LockFile lock = lock();
        learn(new TrustBook(lock, BALANCED), MAIL, listing(SEND));
        Pins own = lock.load().toCompletableFuture().join().pins();

        assertThat(lock().load().toCompletableFuture().join().pins()).isEqualTo(own);
    }

    static Stream<Server> servers() {
        return Stream.of(
                Server.command("s", List.of("run", "--api-key", "sunny")),
                Server.command("s", List.of("run", "-e", "TOKEN=sunny", "-H", "X-Custom:sunny")),
                Server.command("s", List.of("run", "postgres://ana:sunny@db.example.com/sales?password=sunny#x")),
                Server.command("s", List.of("run", "ghp_16C7e42F292c6912E7710c838347Ae178B4a")),
                Server.command("s", List.of("run", "sha256:" + "a".repeat(64))),
                Server.command("s", List.of("run", "hmac-sha256:0a1b2c3d:" + "a".repeat(64))),
                Server.command("s", List.of("docker", "run", "-e", "K=sunny", "img@sha256:" + "a".repeat(64))),
                Server.url(
                        "s", URI.create("https://ana:sunny@mcp.example.com/mcp/ghp_16C7e42F292c6912E7710c83?k=sunny")),
                Server.command("s", List.of("run", "app-20260101-1234567.jar", "--key=sunny"))
                        .measured(Map.of("app-20260101-1234567.jar", "sha256:" + "b".repeat(64)), true));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void whereverASecretStandsItsDigestIsKeyed(Server server) throws IOException {
        pin(server);

        assertThat(Files.readString(path)).contains("hmac-sha256:").doesNotContain("sunny", "=sha256:", "\"sha256:a");
        assertThat(now(server).trusted()).isTrue();
        assertThat(Files.readString(path))
                .as("digests of images and files are no secrets")
                .matches(text -> server.files().isEmpty() || text.contains("\"sha256:bbb"))
                .matches(text -> !server.command().contains("docker") || text.contains("img@sha256:aaa"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789abcdef0123456789abcde"})
    void aKeyThatIsTooShortIsNone(String key) {
        environment.put("MCP_GUARD_LOCK_KEY", key);

        assertThatThrownBy(() -> lock().load().toCompletableFuture().join())
                .hasRootCauseMessage("MCP_GUARD_LOCK_KEY: the key of a lock has 32 to 1024 characters. Make one with:"
                        + " openssl rand -hex 32");
        assertThatThrownBy(() -> lock().keyedBy(key))
                .isInstanceOf(LockException.class)
                .hasMessageNotContaining(key + " ");
    }

    @Test
    void anEmptyVariableIsNone() {
        environment.put("MCP_GUARD_LOCK_KEY", " ");
        pin(MAIL);

        assertThat(keyFile).exists();
    }

    @Test
    void aKeyFileThatIsNoneStopsTheGuard() throws IOException {
        Files.writeString(keyFile, "x".repeat(5_000));
        assertThatThrownBy(() -> lock().load().toCompletableFuture().join())
                .hasRootCauseMessage(keyFile + ": larger than 4 KiB, which is no key of a lock. Restore it, or set"
                        + " MCP_GUARD_LOCK_KEY.");
        Files.delete(keyFile);
        Files.createDirectory(keyFile);
        assertThatThrownBy(() -> lock().load().toCompletableFuture().join())
                .hasRootCauseMessage(keyFile + ": the key of the lock is no regular file. Remove it, or set"
                        + " MCP_GUARD_LOCK_KEY.");
    }

    @Test
    void aKeyNeverShowsInText() {
        assertThat(LockKey.of(KEY, "")).hasToString("key " + LockKey.of(KEY, "").id());
        assertThat(KEY).doesNotContain(LockKey.of(KEY, "").id());
    }

    @Test
    void whatPeopleSeeCannotBeGuessed() {
        pin(MAIL);
        var pinned = lock().load()
                .toCompletableFuture()
                .join()
                .pins()
                .server("mail")
                .orElseThrow()
                .identity();

        assertThat(SecretParts.shown(Identity.of(MAIL), pinned)).isEqualTo(pinned);
        assertThat(SecretParts.shown(Identity.of(RAINY), pinned)).isNotEqualTo(pinned);
        assertThat(SecretParts.shown(Identity.of(MAIL), Map.of()))
                .isEqualTo(Map.of("command", List.of("java", "-jar", "mail.jar", "--password=(secret)")));
    }
}
