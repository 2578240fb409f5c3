package io.mcpguard.trust;

import static io.mcpguard.trust.Given.json;
import static io.mcpguard.trust.Given.object;
import static io.mcpguard.trust.Given.pin;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.PinStore.Snapshot;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

    @TempDir
    Path directory;

    private Path path;
    private LockFile lock;

    @BeforeEach
    void open() {
        path = directory.resolve("mcp-guard.lock");
        lock = LockFile.at(path);
    }

    private Snapshot load() {
        return lock.load().toCompletableFuture().join();
    }

    private boolean replace(String revision, Pins pins) {
        return lock.replace(revision, pins).toCompletableFuture().join();
    }

    private static Pins pins(Object... tools) {
        return Pins.empty()
                .with(
                        "files",
                        ServerPins.of(
                                        object("{'command':['java','-jar','files.jar']}"),
                                        Stream.of(tools)
                                                .map(tool -> pin(PinState.SEEN, tool))
                                                .toList())
                                .serverInfo(object("{'version':'1.0','name':'files'}")));
    }

    @Test
    void missingFileIsALockWithoutPins() {
        assertThat(load()).isEqualTo(new Snapshot("", Pins.empty()));
    }

    @Test
    void readsWhatItWrote() {
        assertThat(replace("", pins(tool("read", "Reads")))).isTrue();
        Snapshot again = LockFile.at(path).load().toCompletableFuture().join();
        assertThat(again.pins()).isEqualTo(pins(tool("read", "Reads")));
        assertThat(again.revision()).isEqualTo(load().revision()).hasSize(64);
    }

    @Test
    void looksAsDocumented() throws IOException {
        Object instructions = "Use absolute paths.";
        var server = pins(json("{'title':'Read','name':'read_file'}"))
                .server("files")
                .orElseThrow();
        var all = new ArrayList<>(server.pins());
        all.add(Pin.of(ItemKind.INSTRUCTIONS, "", PinState.APPROVED, Definitions.digest(instructions), instructions));
        replace("", Pins.empty().with("files", server.pins(all).listed(Set.of())));
        assertThat(Files.readString(path)).isEqualTo("""
                {
                  "version": 3,
                  "servers": {
                    "files": {
                      "identity": {
                        "command": [
                          "java",
                          "-jar",
                          "files.jar"
                        ]
                      },
                      "server_info": {
                        "name": "files",
                        "version": "1.0"
                      },
                      "listed": [
                        "tools",
                        "instructions"
                      ],
                      "tools": {
                        "read_file": [
                          {
                            "state": "seen",
                            "digest": "%s",
                            "definition": {
                              "name": "read_file",
                              "title": "Read"
                            }
                          }
                        ]
                      },
                      "instructions": [
                        {
                          "state": "approved",
                          "digest": "%s",
                          "definition": "Use absolute paths."
                        }
                      ]
                    }
                  }
                }
                """.formatted(
                Definitions.digest(json("{'name':'read_file','title':'Read'}")), Definitions.digest(instructions)));
    }

    @Test
    void equalPinsGiveEqualBytes() {
        Pin read = pin(PinState.SEEN, tool("read", "Reads"));
        Pin other = pin(PinState.HELD, tool("read", "Reads and sends"));
        Pin respelled = pin(
                PinState.SEEN,
                json("{'inputSchema':{'required':['path'],'properties':{'path':{'type':'string'}},"
                        + "'type':'object'},'description':'Reads','name':'read'}"));
        Pins one = Pins.empty().with("s", ServerPins.of(Map.of(), List.of(read, other)));
        Pins two = Pins.empty().with("s", ServerPins.of(Map.of(), List.of(other, respelled)));
        assertThat(LockWriter.write(two)).isEqualTo(LockWriter.write(one));
    }

    @Test
    void showsReviewersWhatTheyCouldNotSee() throws IOException {
        replace("", pins(tool("read", "Reads\\u202e\\u200b\\udb40\\udc41 é日")));
        assertThat(Files.readString(path)).contains("\"description\": \"Reads\\u202e\\u200b\\udb40\\udc41 é日\"");
    }

    @Test
    void doesNotReplaceWhatSomebodyElseWrote() {
        replace("", pins(tool("read", "Reads")));
        String revision = load().revision();
        assertThat(replace(revision, pins(tool("read", "two")))).isTrue();
        assertThat(replace(revision, pins(tool("read", "three")))).isFalse();
        assertThat(load().pins()).isEqualTo(pins(tool("read", "two")));
    }

    @Test
    void doesNotReplaceAFileThatAppearedMeanwhile() {
        String revision = load().revision();
        LockFile.at(path)
                .replace("", pins(tool("read", "theirs")))
                .toCompletableFuture()
                .join();
        assertThat(replace(revision, pins(tool("read", "ours")))).isFalse();
    }

    @Test
    void seesWhatSomebodyElseWrote() {
        replace("", pins(tool("read", "Reads")));
        String revision = load().revision();
        LockFile.at(path)
                .replace(revision, pins(tool("read", "theirs")))
                .toCompletableFuture()
                .join();
        assertThat(load().pins()).isEqualTo(pins(tool("read", "theirs")));
    }

    @Test
    void worksOnAThreadOfItsOwn() {
        var thread = lock.load().thenApply(snapshot -> Thread.currentThread()).toCompletableFuture();
        lock.load().toCompletableFuture().join();
        assertThat(thread).isCompleted();
        assertThat(lock.load().toCompletableFuture().join()).isNotNull();
    }

    @Test
    void temporaryFileOfACrashIsNoObstacle() throws IOException {
        Files.writeString(directory.resolve(".mcp-guard.lock.tmp"), "{ half of a l");
        Files.createFile(directory.resolve(".mcp-guard.lock.lck"));
        assertThat(load().pins()).isEqualTo(Pins.empty());
        assertThat(replace("", pins(tool("read", "Reads")))).isTrue();
        assertThat(directory.resolve(".mcp-guard.lock.tmp")).doesNotExist();
    }

    @Test
    void newFileIsReadableForAllAndAnOldOneKeepsItsPermissions() throws IOException {
        replace("", pins(tool("read", "Reads")));
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        replace(load().revision(), pins(tool("read", "two")));
        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void symbolicLinkStaysALink() throws IOException {
        Path real = Files.createDirectory(directory.resolve("real")).resolve("the.lock");
        LockFile.at(real)
                .replace("", pins(tool("read", "Reads")))
                .toCompletableFuture()
                .join();
        Files.createSymbolicLink(path, real);
        assertThat(replace(load().revision(), pins(tool("read", "two")))).isTrue();
        assertThat(path).isSymbolicLink();
        assertThat(Files.readString(real)).contains("two");
    }

    @Test
    void temporaryFileIsNeverWrittenThroughALink() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "precious");
        Files.createSymbolicLink(directory.resolve(".mcp-guard.lock.tmp"), victim);
        assertThat(replace("", pins(tool("read", "Reads")))).isTrue();
        assertThat(victim).hasContent("precious");
    }

    @Test
    void failsWhereThereIsNoDirectory() {
        LockFile nowhere = LockFile.at(directory.resolve("none").resolve("mcp-guard.lock"));
        assertThat(nowhere.load().toCompletableFuture().join().pins()).isEqualTo(Pins.empty());
        assertThatThrownBy(
                        () -> nowhere.replace("", pins()).toCompletableFuture().join())
                .hasCauseInstanceOf(LockException.class)
                .hasMessageContaining("none/mcp-guard.lock: the lock cannot be written (NoSuchFileException: ")
                .hasMessageContaining("; the old one is intact. Check the directory, its permissions and free space.");
    }

    @Test
    void refusesADirectory() throws IOException {
        Files.createDirectory(path);
        assertThatThrownBy(this::load)
                .hasRootCauseMessage(path + ": this is no regular file. Name another file for the lock.");
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        assertThatThrownBy(this::load)
                .hasRootCauseMessage(
                        path + ": the lock has more than 64 MiB. Remove servers or held pins that nobody needs.");
    }

    @Test
    void doesNotWriteWhatItWouldNotRead() {
        Object tool = tool("t", "x".repeat(3 << 20));
        Pins pins = Pins.empty();
        for (int i = 0; i < 25; i++) {
            pins = pins.with("s" + i, ServerPins.of(Map.of(), List.of(pin(PinState.SEEN, tool))));
        }
        Pins large = pins;
        replace("", pins(tool("read", "Reads")));
        assertThatThrownBy(() -> replace(load().revision(), large))
                .hasRootCauseMessage(path + ": the lock would have more than 64 MiB or 10000 servers."
                        + " Remove servers or held pins that nobody needs.");
        assertThat(load().pins()).isEqualTo(pins(tool("read", "Reads")));
    }
}
