package io.mcpguard.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.policy.Policy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Rows that need more memory, or a deeper stack, than there is. */
class MemoryTest {

    private static String judged(Function<byte[], String> result) throws IOException {
        var line = new LineSource(new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8))).next();
        assertThat(line).isNotNull();
        return new String(
                new RowJudge(Policy.balanced(), List.of(), Prompts.DEFAULT, Set.of()).judge(line, result),
                StandardCharsets.UTF_8);
    }

    @Test
    void aRowWithoutMemoryGetsAnError() throws IOException {
        assertThat(judged(bytes -> {
                    throw new OutOfMemoryError();
                }))
                .startsWith("{\"line\":1,\"error\":\"it needs more memory than there is");
    }

    /** What another row took is given back by then. */
    @Test
    void aRowThatRanOutOfMemoryIsJudgedOnceMoreAlone() throws IOException {
        var calls = new AtomicInteger();

        String result = judged(bytes -> {
            if (calls.incrementAndGet() == 1) {
                throw new OutOfMemoryError();
            }
            return "{\"decision\":\"allow\"}";
        });

        assertThat(result).isEqualTo("{\"decision\":\"allow\"}\n");
        assertThat(calls).hasValue(2);
    }

    @Test
    void aRowThatIsTooDeepGetsAnError() throws IOException {
        assertThat(judged(bytes -> {
                    throw new StackOverflowError();
                }))
                .startsWith("{\"line\":1,\"error\":\"failed with java.lang.StackOverflowError");
    }
}
