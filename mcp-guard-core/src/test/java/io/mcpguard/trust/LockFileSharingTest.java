package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileSharingTest {

    private static final int SERVERS = 20;

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void name() {
        path = directory.resolve("mcp-guard.lock");
    }

    private Pins stored() {
        return LockFile.at(path).load().toCompletableFuture().join().pins();
    }

    private static List<CompletableFuture<Learned>> learnAll(TrustBook book, String prefix) {
        var learned = new ArrayList<CompletableFuture<Learned>>();
        for (int i = 0; i < SERVERS; i++) {
            String name = prefix + i;
            learned.add(book.learn(Server.named(name), listing(tool(name, "does " + name)))
                    .toCompletableFuture());
        }
        return learned;
    }

    @Test
    void twoGuardsWithAFileEachLoseNothing() {
        var one = learnAll(new TrustBook(LockFile.at(path), BALANCED), "a");
        var two = learnAll(new TrustBook(LockFile.at(path), BALANCED), "b");
        assertThat(one).allMatch(learned -> learned.join().persisted());
        assertThat(two).allMatch(learned -> learned.join().persisted());
        assertThat(stored().servers()).hasSize(2 * SERVERS);
    }

    @Test
    void twoGuardsThatLearnOneServerAgreeOnWhoSawItFirst() {
        Server server = Server.named("files");
        var one = new TrustBook(LockFile.at(path), BALANCED)
                .learn(server, listing(tool("read", "one")))
                .toCompletableFuture();
        var two = new TrustBook(LockFile.at(path), BALANCED)
                .learn(server, listing(tool("read", "two")))
                .toCompletableFuture();
        assertThat(one.join().trusted().size() + two.join().trusted().size()).isEqualTo(1);
        assertThat(stored().server("files").orElseThrow().pins())
                .extracting(Pin::state)
                .containsExactlyInAnyOrder(PinState.SEEN, PinState.HELD);
    }

    @Test
    void twoProcessesLoseNothing() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        path.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        var book = new TrustBook(LockFile.at(path), BALANCED);
        // Both write as often, at the same time. Who never stopped could keep the other from ever being first.
        while (other.isAlive() && Files.notExists(ready(path))) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < SERVERS; i++) {
            assertThat(learn(book, Server.named("a" + i), listing(tool("a" + i, "does " + i)))
                            .persisted())
                    .isTrue();
        }
        assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(directory.resolve("output")).hasContent("");
        assertThat(other.exitValue()).isZero();
        assertThat(stored().servers()).hasSize(2 * SERVERS);
    }

    /** There once the other process is about to write. */
    private static Path ready(Path lock) {
        return lock.resolveSibling("ready");
    }

    /** Learns as the other process does. */
    static final class OtherProcess {

        private OtherProcess() {}

        public static void main(String[] arguments) throws IOException {
            Files.createFile(ready(Path.of(arguments[0])));
            var book = new TrustBook(LockFile.at(Path.of(arguments[0])), BALANCED);
            if (!learnAll(book, "b").stream().allMatch(learned -> learned.join().persisted())) {
                throw new AssertionError("not persisted");
            }
        }
    }
}
