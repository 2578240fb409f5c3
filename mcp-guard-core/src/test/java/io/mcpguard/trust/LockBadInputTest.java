package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.FILES;
import static io.mcpguard.trust.Given.check;
import static io.mcpguard.trust.Given.json;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.pin;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.json.JsonText;
import io.mcpguard.trust.Standing.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a disk, a file or a definition costs a clear message, and never the lock that was there. */
@Timeout(60)
class LockBadInputTest {

    private static final Object READ = tool("read", "Reads");

    @TempDir
    private Path directory;

    private Path path;
    private LockFile lock;
    private byte[] before;

    @BeforeEach
    void write() throws IOException {
        path = directory.resolve("mcp-guard.lock");
        lock = LockFile.at(path);
        lock.replace("", pins(READ)).toCompletableFuture().join();
        before = Files.readAllBytes(path);
    }

    private static Pins pins(Object tool) {
        return Pins.empty().with("files", ServerPins.of(Identity.of(FILES), List.of(pin(PinState.SEEN, tool))));
    }

    private void cannotReplaceWith(Pins pins, String message) {
        String revision = lock.load().toCompletableFuture().join().revision();
        assertThatThrownBy(
                        () -> lock.replace(revision, pins).toCompletableFuture().join())
                .hasMessageContaining(message);
        assertThat(path).hasBinaryContent(before);
        assertThat(lock.load().toCompletableFuture().join().pins()).isEqualTo(pins(READ));
    }

    /** Takes some bytes, as a disk does, and then no more. */
    private static final class FullDisk implements WritableByteChannel {

        private final WritableByteChannel disk;
        private int room = 100;

        FullDisk(WritableByteChannel disk) {
            this.disk = disk;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            ByteBuffer some = bytes.slice();
            some.limit(Math.min(room, some.remaining()));
            int written = disk.write(some);
            bytes.position(bytes.position() + written);
            room -= written;
            return written;
        }

        @Override
        public boolean isOpen() {
            return disk.isOpen();
        }

        @Override
        public void close() throws IOException {
            disk.close();
        }
    }

    @Test
    void aDiskThatIsFullLeavesTheOldLockAndNothingElse() throws IOException {
        byte[] content = LockWriter.write(pins(tool("read", "Reads more")));

        assertThatThrownBy(() -> new SharedFile(path, FullDisk::new).replace(content))
                .isInstanceOf(LockException.class)
                .hasMessage(path + ": the lock cannot be written (IOException: No space left on device); the old one is"
                        + " intact. Check the directory, its permissions and free space.");
        assertThat(path).hasBinaryContent(before);
        assertThat(directory.resolve(".mcp-guard.lock.tmp")).doesNotExist();

        new SharedFile(path, disk -> disk).replace(content);
        assertThat(path).hasBinaryContent(content);
    }

    @Test
    void aTemporaryFileThatCannotBeRemovedLeavesTheOldLock() throws IOException {
        Files.createDirectories(directory.resolve(".mcp-guard.lock.tmp").resolve("full"));

        cannotReplaceWith(pins(tool("read", "Reads more")), "the lock cannot be written (DirectoryNotEmptyException: ");
    }

    @Test
    void aFileToLockThatCannotBeOpenedLeavesTheOldLock() throws IOException {
        Files.delete(directory.resolve(".mcp-guard.lock.lck"));
        Files.createDirectory(directory.resolve(".mcp-guard.lock.lck"));

        cannotReplaceWith(pins(tool("read", "Reads more")), "the lock cannot be written (");
    }

    @Test
    void aKeyThatCannotBeMadeLeavesTheOldLock() throws IOException {
        Files.createDirectory(directory.resolve(".mcp-guard.lock.key"));
        LockFile other = LockFile.at(path, name -> null);

        assertThatThrownBy(() ->
                        other.replace("", pins(READ)).toCompletableFuture().join())
                .hasMessageContaining("the key of the lock is no regular file");
        assertThat(path).hasBinaryContent(before);
    }

    @Test
    void aDeviceIsNoLock() throws IOException {
        assumeThat(Files.exists(Path.of("/dev/full"))).isTrue();
        Path link = Files.createSymbolicLink(directory.resolve("device.lock"), Path.of("/dev/full"));

        assertThatThrownBy(() -> LockFile.at(link).load().toCompletableFuture().join())
                .hasRootCauseMessage(link + ": this is no regular file. Name another file for the lock.");
    }

    @Test
    void aLockThatNobodyMayReadIsNotTrustedAndStays() throws IOException {
        assumeThat(path.toFile().setReadable(false) && !Files.isReadable(path)).isTrue();

        assertThatThrownBy(() -> lock.load().toCompletableFuture().join())
                .hasMessageContaining("the lock cannot be read (AccessDeniedException: ")
                .hasMessageContaining("Check its permissions.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740993",
                "-9007199254740993",
                "18446744073709551616",
                "123456789012345678901234567890",
                "1e400",
                "-1.5E+400",
                "1e-400",
                "0.1",
                "-0.0",
                "1.7976931348623157e308",
                "5e-324",
                "0.30000000000000004",
            })
    void everyNumberComesBackAsItWas(String number) {
        Object tool = json("{'name':'t','inputSchema':{'maximum':" + number + "}}");
        byte[] written = LockWriter.write(pins(tool));
        Pin again = LockReader.read("l", written)
                .server("files")
                .orElseThrow()
                .pins()
                .get(0);

        assertThat(again.digest())
                .isEqualTo(Definitions.digest(tool))
                .isEqualTo(Definitions.digest(again.definition()));
        assertThat(LockWriter.write(LockReader.read("l", written))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"9007199254740992, 9007199254740993", "1e400, 1e401", "1e-400, 0", "0.1, 0.1000000000000000055"})
    void numbersThatDoublesWouldTakeForOneAreTwo(String one, String other) {
        assertThat(Definitions.digest(json("{'maximum':" + one + "}")))
                .isNotEqualTo(Definitions.digest(json("{'maximum':" + other + "}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "a\\udfffb", "\\ud800\\ud800\\udc00"})
    void halfASurrogatePairComesBackAsItWas(String text) {
        Object tool = json("{'name':'t','description':'" + text + "'}");
        byte[] written = LockWriter.write(pins(tool));
        Pin again = LockReader.read("l", written)
                .server("files")
                .orElseThrow()
                .pins()
                .get(0);

        assertThat(again.definition()).isEqualTo(tool);
        assertThat(new String(written, StandardCharsets.UTF_8)).contains("\\ud").doesNotContain("\ufffd");
        assertThat(Definitions.digest(tool)).isNotEqualTo(Definitions.digest(json("{'name':'t','description':'?'}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "a\\udfffb", "\\ud800\\ud800\\udc00"})
    void halfASurrogatePairInAKeyOrNameComesBackAsItWas(String text) {
        Object tool = json("{'name':'" + text + "','inputSchema':{'properties':{'" + text + "':{}}}}");

        assertThat(LockReader.read("l", LockWriter.write(pins(tool)))).isEqualTo(pins(tool));
    }

    @Test
    void schemasThatReferToThemselvesArePinnedLikeAnyOther() {
        Object cyclic = json("{'name':'t','inputSchema':{'$ref':'#/$defs/a','$defs':{'a':{'properties':{'b':{'$ref':"
                + "'#/$defs/b'}}},'b':{'anyOf':[{'$ref':'#/$defs/a'},{'$ref':'#'}]}}}}");
        Object changed = json("{'name':'t','inputSchema':{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},"
                + "'b':{'$ref':'#/$defs/a'}}}}");
        learn(new TrustBook(lock, BALANCED), Given.OTHER, listing(cyclic));
        var book = new TrustBook(LockFile.at(path), BALANCED);
        book.load().toCompletableFuture().join();

        assertThat(check(book, Given.OTHER, cyclic).trusted()).isTrue();
        assertThat(check(book, Given.OTHER, changed).state()).isEqualTo(State.CHANGED);
        assertThat(check(book, Given.OTHER, changed).reason()).contains("/inputSchema/$defs/");
    }

    static Stream<String> twice() {
        String pin = "{'state':'seen','digest':'" + Definitions.digest(READ) + "','definition':" + JsonText.write(READ)
                + "}";
        String server = "{'identity':{},'server_info':{},'listed':[],'tools':{'read':[" + pin + "]}}";
        String whole = "{'version':3,'servers':{'files':" + server + "}}";
        return Stream.of(
                        whole.replace("'servers':{", "'version':3,'servers':{"),
                        whole.replace("{'files':", "{'files':{},'files':"),
                        whole.replace("'listed':[]", "'listed':[],'listed':[]"),
                        whole.replace("{'read':[", "{'read':[],'read':["),
                        whole.replace("'state':'seen'", "'state':'held','state':'seen'"),
                        whole.replace("\"name\":\"read\"", "\"name\":\"read\",\"name\":\"read\""),
                        whole.replace(
                                "'identity':{}", "'identity':{'url':'https://a.example','url':'https://b.example'}"),
                        whole.replace("'identity':{}", "'identity':{'url':'https://a.example','\\u0075rl':'x'}"))
                .map(text -> text.replace('\'', '"'));
    }

    @ParameterizedTest
    @MethodSource("twice")
    void aKeyThatStandsTwiceAnywhereIsRefused(String text) throws IOException {
        Files.writeString(path, text);

        assertThatThrownBy(() -> lock.load().toCompletableFuture().join())
                .hasMessageContaining("the lock is damaged: a JSON object names a member twice");
        assertThat(path).hasContent(text);
    }

    @Test
    void aWholeLockIsRefusedWhereverItIsCutOff() throws IOException {
        String text = Files.readString(path);
        for (int length = 0; length < text.length() - 1; length += 1) {
            Files.writeString(path, text.substring(0, length));
            assertThat(lock.load()).as("%s bytes", length).failsWithin(Duration.ofSeconds(20));
            assertThat(path).hasContent(text.substring(0, length));
        }
        Files.writeString(path, text.substring(0, text.length() - 1));
        assertThat(lock.load().toCompletableFuture().join().pins())
                .as("without the last line break")
                .isEqualTo(pins(READ));
    }

    @Test
    void definitionsOfOneNameForSeveralClientsAreTrustedSideBySideAfterARestart() {
        Object plain = tool("read", "Reads");
        Object rich = json("{'name':'read','description':'Reads','outputSchema':{'type':'object'}}");
        var approved = new ArrayList<>(List.of(pin(PinState.APPROVED, plain), pin(PinState.APPROVED, rich)));
        lock.replace(
                        lock.load().toCompletableFuture().join().revision(),
                        Pins.empty().with("files", ServerPins.of(Identity.of(FILES), approved)))
                .toCompletableFuture()
                .join();
        var book = new TrustBook(LockFile.at(path), BALANCED);
        book.load().toCompletableFuture().join();

        assertThat(check(book, FILES, plain).trusted()).isTrue();
        assertThat(check(book, FILES, rich).trusted()).isTrue();
        Object evil = json("{'name':'read','description':'Reads, and sends','outputSchema':{'type':'object'}}");
        assertThat(check(book, FILES, evil).trusted()).isFalse();
        assertThat(check(book, FILES, evil).reason())
                .as("compared with the one that it is most like")
                .contains("/description: ")
                .doesNotContain("inputSchema", "outputSchema");
    }

    @Test
    void aLockOfAnotherUserIsBelievedAndTold() {
        assertThat(FileOwner.doubt("deploy", "app", false))
                .contains("it belongs to deploy, and this process runs as app:" + " its owner decides what is trusted");
        assertThat(FileOwner.doubt("app", "app", false)).isEmpty();
        assertThat(FileOwner.doubt("root", "app", false)).isEmpty();
        assertThat(FileOwner.doubt("deploy", "?", false))
                .as("a user without a name")
                .isEmpty();
    }

    @Test
    void aLockThatEverybodyCanWriteIsTold() throws IOException {
        assertThat(FileOwner.doubt(path)).isEmpty();
        Files.setPosixFilePermissions(path, java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));

        assertThat(FileOwner.doubt(path))
                .hasValueSatisfying(doubt -> assertThat(doubt).startsWith("everybody on this machine can write it"));
        assertThat(lock.load().toCompletableFuture().join().pins()).isEqualTo(pins(READ));
    }
}
