package io.mcpguard.transport;

import static io.mcpguard.transport.Heard.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.json.Limits;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a process ends, and what is heard of that. The scripts say their process ids. */
@Timeout(60)
class StdioEndTest {

    private static final String SAY_PID = "echo '{\"jsonrpc\":\"2.0\",\"method\":\"'$$'\"}'; ";

    /** A shell forgets a trap when it becomes another program, but an ignored signal stays ignored. */
    private static final String IGNORE_EVERYTHING = "trap '' TERM HUP INT; while :; do sleep 60; done";

    @Test
    void saysAtOnceThatTheProcessEndedAndHow() throws Exception {
        Heard heard = Heard.of("exit 3");

        assertThat(next(heard.lost)).isEqualTo("its process ended with status 3");
    }

    @Test
    void deliversWhatCameBeforeTheEndFirst() throws Exception {
        Heard heard = Heard.of("for i in $(seq 2000); do echo '{\"jsonrpc\":\"2.0\",\"method\":\"n\"}'; done");

        next(heard.lost);

        assertThat(heard.messages).hasSize(2000);
    }

    @Test
    void refusesWhatIsSentAfterTheEndAndSaysWhy() throws Exception {
        Heard heard = Heard.of("exit 3");
        next(heard.lost);

        assertThatThrownBy(() -> heard.tell("late"))
                .hasMessage("mcp-guard: server \"script\" cannot be reached: its process ended with status 3");
    }

    @Test
    void saysThatTheProcessClosedItsOutputAndEndsIt() throws Exception {
        Heard heard = Heard.of(SAY_PID + "exec >&-; sleep 60");
        ProcessHandle process = process(heard);

        assertThat(next(heard.lost)).isEqualTo("its process closed its output");
        gone(process);
    }

    @Test
    void endsAProcessThatClosedItsInput() throws Exception {
        Heard heard = Heard.of(SAY_PID + "exec <&-; while :; do sleep 60; done");
        ProcessHandle process = process(heard);

        // The first may still fit into the pipe.
        heard.tell("one");
        heard.tell("two");

        assertThat(next(heard.lost)).startsWith("its process ended with status");
        gone(process);
    }

    @Test
    void saysItOnceAndOfItsOwnConnectionOnly() throws Exception {
        StdioTransport transport = Heard.to("exit 3");
        Heard first = Heard.of(transport);
        next(first.lost);
        Heard second = Heard.of(transport);
        next(second.lost);
        transport.closeGracefully().block(Heard.PATIENCE);

        assertThat(first.lost).isEmpty();
        assertThat(second.lost).isEmpty();
    }

    @Test
    void isNotHeldUpByAChildThatStillHoldsThePipe() throws Exception {
        Heard heard = Heard.of("sleep 5 & exit 4");

        assertThat(next(heard.lost)).isEqualTo("its process ended with status 4");
    }

    @Test
    void saysThatTheProcessCouldNotBeStarted() throws Exception {
        var missing = ServerParameters.builder("/no/such/program").build();
        var transport = new StdioTransport("script", missing, Limits.DEFAULT);

        assertThatThrownBy(() -> Heard.of(transport))
                .hasMessageStartingWith("mcp-guard: server \"script\" could not be started: ");
        assertThatThrownBy(() -> transport
                        .sendMessage(new JSONRPCNotification("2.0", "late", null))
                        .block(Heard.PATIENCE))
                .hasMessage("mcp-guard: server \"script\" cannot be reached: its process could not be started");
    }

    @Test
    void letsAProcessLeaveThatEndsWithItsInput() throws Exception {
        Heard heard = Heard.of(SAY_PID + "cat; sleep 0.2; echo '{\"jsonrpc\":\"2.0\",\"method\":\"bye\"}'; exit 0");
        ProcessHandle process = process(heard);

        heard.close();

        gone(process);
        assertThat(heard.lost).isEmpty();
    }

    @Test
    void writesWhatWaitsBeforeItClosesTheInput() throws Exception {
        StdioTransport transport = Heard.to("while read -r line; do echo \"$line\" >&2; done");
        Heard heard = Heard.of(transport);
        heard.tell("last words");

        heard.close();

        assertThat(heard.lost).isEmpty();
    }

    @Test
    void killsAProcessThatIgnoresThatItIsClosed() throws Exception {
        Heard heard = Heard.of(SAY_PID + IGNORE_EVERYTHING);
        ProcessHandle process = process(heard);
        long start = System.nanoTime();

        heard.close();

        gone(process);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void killsItsChildrenToo() throws Exception {
        Heard heard = Heard.of("sh -c \"" + SAY_PID.replace("$", "\\$").replace("\"", "\\\"") + IGNORE_EVERYTHING
                + "\" & " + IGNORE_EVERYTHING);
        ProcessHandle child = process(heard);

        heard.close();

        gone(child);
    }

    @Test
    void closingTwiceIsClosingOnceAndBothEnd() throws Exception {
        Heard heard = Heard.of(SAY_PID + "cat");
        ProcessHandle process = process(heard);

        CompletableFuture<Void> first = heard.transport.closeGracefully().toFuture();
        heard.transport.close();
        heard.close();
        first.get(20, TimeUnit.SECONDS);

        gone(process);
        assertThatThrownBy(() -> heard.tell("late")).hasMessage("mcp-guard: server \"script\" is closed");
    }

    @Test
    void closesWhatWasNeverConnected() {
        StdioTransport transport = Heard.to("exit 1");

        transport.close();
        transport.closeGracefully().block(Heard.PATIENCE);

        assertThatThrownBy(() -> transport
                        .sendMessage(new JSONRPCNotification("2.0", "early", null))
                        .block(Heard.PATIENCE))
                .hasMessage("mcp-guard: server \"script\" is not connected");
    }

    @Test
    void startsAnotherProcessWhenItConnectsAgain() throws Exception {
        StdioTransport transport = Heard.to(SAY_PID + "cat");
        ProcessHandle first = process(Heard.of(transport));

        Heard again = Heard.of(transport);
        ProcessHandle second = process(again);

        assertThat(first.isAlive()).isFalse();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        again.tell("there?");
        assertThat(again.method()).isEqualTo("there?");
        again.close();
        gone(second);
    }

    @Test
    void leavesNoThreadBehind() throws Exception {
        var parameters = ServerParameters.builder("sh").args("-c", "cat").build();
        var transport = new StdioTransport("thread-counted", parameters, Limits.DEFAULT);
        for (int i = 0; i < 3; i++) {
            Heard.of(transport).tell("x");
        }
        assertThat(ownThreads()).isBetween(3L, 4L);

        transport.closeGracefully().block(Heard.PATIENCE);

        long end = System.nanoTime() + Heard.PATIENCE.toNanos();
        while (ownThreads() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(ownThreads()).isZero();
    }

    @Test
    void startsNoMoreProcessesWhenThoseBeforeLeftTooManyStreamsOpen() throws Exception {
        var threads = new AtomicInteger(ServerProcess.MAX_THREADS);
        Heard heard = Heard.of("cat");
        var parameters = ServerParameters.builder("sh").args("-c", "cat").build();
        var process = new ServerProcess("script", parameters, heard, threads);

        assertThatThrownBy(() -> process.start(1_000, line -> {})).hasMessage(ServerProcess.HELD);

        assertThat(next(heard.lost)).isEqualTo(ServerProcess.HELD);
        heard.close();
    }

    /**
     * The JDK gives a stream that nobody is reading when its process ends to the next reader as ended, whoever still
     * holds it; so the script gives both their time.
     */
    @Test
    void countsThreadsThatAProgramHoldsWhichWasLeftBehindUntilItEnds() throws Exception {
        var threads = new AtomicInteger();
        var said = new LinkedBlockingQueue<String>();
        Heard heard = Heard.of("cat");
        var parameters = ServerParameters.builder("sh")
                .args("-c", "sleep 300 & echo $!; read go; sleep 1; exit 4")
                .build();
        var process = new ServerProcess("script", parameters, heard, threads);
        process.start(1_000, line -> said.add(line.text()));
        ProcessHandle leftBehind = ProcessHandle.of(Long.parseLong(next(said))).orElseThrow();

        process.send("go\n".getBytes(StandardCharsets.UTF_8));

        assertThat(next(heard.lost)).isEqualTo("its process ended with status 4");
        assertThat(threads.get()).as("stdout and stderr, at least").isGreaterThanOrEqualTo(2);
        leftBehind.destroyForcibly();
        long end = System.nanoTime() + Heard.PATIENCE.toNanos();
        while (threads.get() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(threads).hasValue(0);
        heard.close();
    }

    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mcp-guard-thread-counted-"))
                .peek(thread -> assertThat(thread.isDaemon()).isTrue())
                .count();
    }

    private static ProcessHandle process(Heard heard) throws InterruptedException {
        return ProcessHandle.of(Long.parseLong(heard.method())).orElseThrow();
    }

    private static void gone(ProcessHandle process) throws Exception {
        process.onExit().get(20, TimeUnit.SECONDS);
    }
}
