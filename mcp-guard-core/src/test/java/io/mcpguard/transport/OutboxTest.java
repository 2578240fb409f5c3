package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Outbox outbox = new Outbox();
    private final PipedInputStream read = new PipedInputStream();
    private final PipedOutputStream toReader = new PipedOutputStream();

    @BeforeEach
    void connect() throws IOException {
        read.connect(toReader);
    }

    @Test
    void writesWhatWaitsInItsOrderAndEndsWhenItIsClosed() throws Exception {
        var written = new ByteArrayOutputStream();
        outbox.offer(line("one\n"));
        outbox.offer(line("two\n"));
        outbox.close("is closed");

        outbox.writeTo(written);

        assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
    }

    @Test
    void refusesWhenItIsClosedAndSaysWhy() {
        outbox.close("is closed");

        assertThat(outbox.offer(line("late\n"))).isEqualTo("is closed");
    }

    @Test
    void keepsTheFirstReason() {
        outbox.discard("its process ended with status 1");
        outbox.close("is closed");

        assertThat(outbox.offer(line("late\n"))).isEqualTo("its process ended with status 1");
    }

    @Test
    void takesNoMoreLinesThanItsBound() {
        for (int i = 0; i < Outbox.MAX_LINES; i++) {
            assertThat(outbox.offer(line("x"))).isNull();
        }

        assertThat(outbox.offer(line("x"))).isEqualTo("does not read what it is sent");
    }

    @Test
    void takesALineOfAnySizeAloneAndNoneBesideIt() {
        assertThat(outbox.offer(new byte[(int) Outbox.MAX_BYTES + 1])).isNull();
        assertThat(outbox.offer(line("x"))).isEqualTo("does not read what it is sent");
    }

    @Test
    void forgetsWhatWaitsWhenThereIsNobodyToReadIt() throws Exception {
        var written = new ByteArrayOutputStream();
        outbox.offer(line("one\n"));
        outbox.discard("is gone");

        outbox.writeTo(written);

        assertThat(written.size()).isZero();
    }

    @Test
    void takesAsManyBytesAsAreAllowedAndAgainAsManyWhenTheyAreWritten() throws Exception {
        assertThat(outbox.offer(line("x"))).isNull();
        assertThat(outbox.offer(new byte[(int) Outbox.MAX_BYTES - 1])).isNull();
        assertThat(outbox.offer(line("x"))).isEqualTo("does not read what it is sent");

        written(2);

        assertThat(outbox.offer(line("x"))).isNull();
        assertThat(outbox.offer(new byte[(int) Outbox.MAX_BYTES - 1])).isNull();
        assertThat(outbox.offer(line("x"))).isEqualTo("does not read what it is sent");
    }

    @Test
    void aWriterThatWaitsGetsWhatComesLaterAndFlushesIt() throws Exception {
        var written = new BufferedOutputStream(toReader, 1_000);
        CompletableFuture<Void> writer = writer(written);

        outbox.offer(line("one\n"));

        assertThat(read.readNBytes(4)).isEqualTo(line("one\n"));
        outbox.close("is closed");
        assertThat(writer).succeedsWithin(PATIENCE);
    }

    @Test
    void aWriterThatWaitsEndsWhenTheBoxIsClosed() throws Exception {
        CompletableFuture<Void> writer = writer(toReader);
        outbox.offer(line("x"));
        read.readNBytes(1);

        outbox.close("is closed");

        assertThat(writer).succeedsWithin(PATIENCE);
        assertThat(read.read()).as("the stream is closed").isEqualTo(-1);
    }

    /** Writes the next lines, and no more. */
    private void written(int lines) {
        var stopping = new OutputStream() {
            private int left = lines;

            @Override
            public void write(int b) {}

            @Override
            public void write(byte[] bytes) {}

            @Override
            public void flush() throws IOException {
                if (--left == 0) {
                    throw new IOException("enough");
                }
            }
        };
        assertThatThrownBy(() -> outbox.writeTo(stopping)).hasMessage("enough");
    }

    private CompletableFuture<Void> writer(OutputStream to) {
        var end = new CompletableFuture<Void>();
        var thread = new Thread(() -> {
            try {
                outbox.writeTo(to);
                end.complete(null);
            } catch (IOException | InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    private static byte[] line(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
