package io.mcpguard.data.leak;

import static io.mcpguard.data.leak.Watches.SERVER;
import static io.mcpguard.data.leak.Watches.TOKEN;
import static io.mcpguard.data.leak.Watches.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.data.leak.Leak.How;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CanaryTest {

    private final LeakWatch watch = Watches.empty();

    @Test
    void isSeenInEveryConversation() {
        watch.canary("payroll canary", TOKEN);

        for (String conversation : new String[] {"c1", "c2", "c3"}) {
            assertThat(watch.sending(conversation, SERVER, text("the key is " + TOKEN)))
                    .containsExactly(new Leak(
                            "payroll canary", "/params/arguments/text", 11, 11 + TOKEN.length(), How.PLAIN, 1, true));
        }
    }

    @Test
    void isSeenEncodedAndInPieces() {
        watch.canary("payroll canary", TOKEN);

        assertThat(watch.sending("c1", SERVER, text(Base64.getEncoder().encodeToString(TOKEN.getBytes(UTF_8)))))
                .extracting(Leak::canary)
                .containsExactly(true);
        assertThat(watch.sending("c2", SERVER, text("part " + TOKEN.substring(0, 14))))
                .isEmpty();
        assertThat(watch.sending("c2", SERVER, text("part " + TOKEN.substring(14))))
                .hasSize(1);
    }

    @Test
    void isForgottenByNoConversation() {
        watch.canary("payroll canary", TOKEN);
        watch.forget("c1");

        assertThat(watch.sending("c1", SERVER, text(TOKEN))).hasSize(1);
    }

    @Test
    void saysWhetherItIsWatched() {
        assertThat(watch.canary("too short", "abc123")).isFalse();
        assertThat(watch.canary("a mask", "xxxxxxxxxxxxx")).isFalse();
        assertThat(watch.canary("payroll canary", TOKEN)).isTrue();
        for (int i = 1; i < 1_000; i++) {
            watch.canary("canary", "Qz" + (7_919L * i * i) + "xWv" + i);
        }
        assertThat(watch.canary("one too many", "T7vKx2LmQ9sW")).isFalse();
        assertThat(watch.sending("c1", SERVER, text(TOKEN))).hasSize(1);
    }
}
