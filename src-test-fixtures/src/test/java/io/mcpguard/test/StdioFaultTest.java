package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.transport.ServerParameters;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That the faults are what they say, on the bare streams. What a guard makes of them is tested with it. */
@Timeout(60)
class StdioFaultTest {

    private static final String WORDS = "canary words";
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":\"a-1\",\"method\":\"ping\"}\n";
    private static final String CALL = "{\"jsonrpc\":\"2.0\",\"id\":\"a-2\",\"method\":\"tools/call\","
            + "\"params\":{\"name\":\"list_files\",\"arguments\":{}}}\n";

    private Process process;

    @AfterEach
    void kill() {
        process.destroyForcibly();
    }

    @Test
    void saysGarbageBeforeWhatTheHonestServerSays() throws Exception {
        start(StdioFault.GARBAGE_LINES, PING);

        assertThat(lines(4)).satisfies(lines -> {
            assertThat(lines.subList(0, 3)).allMatch(line -> line.contains(WORDS));
            assertThat(lines.get(3)).contains("\"id\":\"a-1\"").doesNotContain(WORDS);
        });
    }

    @Test
    void beginsWithAByteOrderMark() throws Exception {
        start(StdioFault.BYTE_ORDER_MARK, PING);

        assertThat(process.getInputStream().readNBytes(4)).containsExactly(0xEF, 0xBB, 0xBF, '{');
    }

    @Test
    void answersTheFirstCallWithAValidMessageOf64Megabytes() throws Exception {
        start(StdioFault.LONG_MESSAGE, PING + CALL);

        assertThat(lengthOfLine()).isLessThan(1_000);
        assertThat(lengthOfLine()).isGreaterThan(64 << 20);
    }

    @Test
    void saysALongLineBeforeItsAnswer() throws Exception {
        start(StdioFault.LONG_LINE, CALL);

        assertThat(lengthOfLine()).isGreaterThan(64 << 20);
        assertThat(lines(1).get(0)).contains("meeting.md");
    }

    @Test
    void isKilledInTheCall() throws Exception {
        start(StdioFault.KILLED_IN_CALL, PING + CALL);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(StdioWire.KILLED);
        assertThat(process.getInputStream().readAllBytes()).asString().doesNotContain("a-2");
    }

    @Test
    void isKilledInTheMiddleOfItsAnswer() throws Exception {
        start(StdioFault.HALF_LINE_AT_END, CALL);

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("{\"jsonrpc\"")
                .endsWith(WORDS);
    }

    @Test
    void staysWhenItIsClosedAndAskedToTerminate() throws Exception {
        start(StdioFault.IGNORES_CLOSE, PING);
        lines(1);

        process.getOutputStream().close();
        process.destroy();

        assertThat(process.waitFor(1, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void answersWhatNobodyHasAskedYet() throws Exception {
        start(StdioFault.ANSWERS_EARLY, PING);

        assertThat(lines(8).toString()).contains("\"id\":0", "\"id\":\"a-2\"", "\"id\":\"a-4\"", WORDS);
    }

    @Test
    void writesToStderrWithoutEndAndWithoutTheEndOfALine() throws Exception {
        start(StdioFault.ENDLESS_STDERR, PING);

        byte[] some = process.getErrorStream().readNBytes(1 << 20);

        assertThat(some).hasSize(1 << 20).doesNotContain((byte) '\n');
    }

    @Test
    void isHonestWithoutTheFault() throws Exception {
        start(TestServers.stdio("files"), CALL);

        assertThat(lines(1).get(0)).contains("meeting.md").doesNotContain(WORDS);
    }

    private void start(StdioFault fault, String input) throws IOException {
        start(TestServers.stdio("files", fault, WORDS), input);
    }

    private void start(ServerParameters parameters, String input) throws IOException {
        var command = new ArrayList<String>(List.of(parameters.getCommand()));
        command.addAll(parameters.getArgs());
        process = new ProcessBuilder(command).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private List<String> lines(int count) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var lines = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            lines.add(reader.readLine());
        }
        return lines;
    }

    /** Byte by byte, so that nothing of the next line is taken. */
    private long lengthOfLine() throws IOException {
        InputStream out = process.getInputStream();
        long length = 0;
        for (int b = out.read(); b >= 0 && b != '\n'; b = out.read()) {
            length++;
        }
        return length;
    }
}
