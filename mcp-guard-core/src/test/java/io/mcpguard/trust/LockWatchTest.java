package io.mcpguard.trust;

import static io.mcpguard.trust.Given.FILES;
import static io.mcpguard.trust.Given.pin;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.PinStore;
import io.mcpguard.api.trust.PinStore.Watch;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LockWatchTest {

    private static final Duration OFTEN = Duration.ofMillis(5);

    @TempDir
    private Path directory;

    private Path path;
    private LockFile lock;
    private final Semaphore told = new Semaphore(0);
    private Watch watch = () -> {};

    @BeforeEach
    void open() {
        path = directory.resolve("mcp-guard.lock");
        lock = LockFile.at(path);
        replace(lock, "Reads");
    }

    @AfterEach
    void close() {
        watch.close();
    }

    private static void replace(LockFile lock, String description) {
        Pins pins = Pins.empty()
                .with(
                        "files",
                        ServerPins.of(Identity.of(FILES), List.of(pin(PinState.SEEN, tool("read", description)))));
        String revision = lock.load().toCompletableFuture().join().revision();
        assertThat(lock.replace(revision, pins).toCompletableFuture().join()).isTrue();
    }

    private boolean isTold() throws InterruptedException {
        return told.tryAcquire(30, TimeUnit.SECONDS);
    }

    @Test
    void tellsWhatAnotherProcessWrote() throws Exception {
        watch = lock.watch(told::release, OFTEN);
        replace(LockFile.at(path), "theirs");
        assertThat(isTold()).isTrue();
    }

    @Test
    void tellsAFileThatWasPutInItsPlaceAndOneThatWasRemoved() throws Exception {
        Path other = directory.resolve("other.lock");
        replace(LockFile.at(other), "theirs");
        watch = lock.watch(told::release, OFTEN);
        Files.move(other, path, StandardCopyOption.REPLACE_EXISTING);
        assertThat(isTold()).isTrue();
        lock.load().toCompletableFuture().join();
        Files.delete(path);
        assertThat(isTold()).isTrue();
    }

    @Test
    void tellsADamagedFileToo() throws Exception {
        watch = lock.watch(told::release, OFTEN);
        Files.writeString(path, "<<<<<<< HEAD");
        assertThat(isTold()).isTrue();
    }

    @Test
    void doesNotTellWhatTheGuardWroteItself() throws Exception {
        watch = lock.watch(told::release, OFTEN);
        for (int i = 0; i < 20; i++) {
            replace(lock, "ours " + i);
        }
        replace(LockFile.at(path), "theirs");
        assertThat(isTold()).isTrue();
        lock.load().toCompletableFuture().join();
        watch.close();
        assertThat(told.availablePermits()).as("each change of others once").isZero();
    }

    @Test
    void tellsANewSignatureOfTheSameLock() throws Exception {
        KeyPair team = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        LockFile signed = lock.trustOnly(team.getPublic());
        watch = signed.watch(told::release, OFTEN);
        LockSignature.sign(path, team.getPrivate());
        assertThat(isTold()).isTrue();
    }

    @Test
    void endsWithItsThreadWhenItIsClosed() throws Exception {
        Set<Thread> others = watching();
        PinStore.Watch closed = lock.watch(told::release, OFTEN);
        Set<Thread> own = watching();
        own.removeAll(others);
        assertThat(own).hasSize(1);

        closed.close();
        replace(LockFile.at(path), "theirs");

        own.iterator().next().join();
        assertThat(told.availablePermits()).isZero();
    }

    /** Also those of other tests. */
    private static Set<Thread> watching() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("mcp-guard-lock-watch"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void itsThreadEndsWithTheProcess() throws Exception {
        var daemon = new java.util.concurrent.CompletableFuture<Boolean>();
        watch = LockWatch.start(
                List.of(path),
                OFTEN,
                () -> daemon.complete(Thread.currentThread().isDaemon()));
        replace(LockFile.at(path), "theirs");
        assertThat(daemon.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aListenerThatFailsIsToldAgain() throws Exception {
        watch = LockWatch.start(List.of(path), OFTEN, () -> {
            told.release();
            throw new IllegalStateException("listener");
        });
        replace(LockFile.at(path), "one");
        assertThat(isTold()).isTrue();
        replace(LockFile.at(path), "another one");
        assertThat(isTold()).isTrue();
    }
}
