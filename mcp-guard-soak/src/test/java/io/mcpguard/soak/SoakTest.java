package io.mcpguard.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SoakTest {

    @Test
    @Timeout(300)
    void holdsForSomeSecondsOnEveryServer() throws Exception {
        // Of a run this short the throughput says nothing.
        var options = Options.parse(List.of("--calls", "4000", "--minutes", "0.25", "--workers", "4", "--ratio", "0"));

        assertThat(new Soak(options).run()).isTrue();
    }

    @Test
    void seesAnAnswerThatIsAnothers() {
        var ledger = new Ledger(10);

        ledger.ended(ledger.start(), Ledger.End.ANSWERED);
        ledger.broken("call 0 got another's answer");

        assertThat(ledger.brokenCount()).isEqualTo(1);
    }

    @Test
    void refusesOptionsItDoesNotKnow() {
        assertThatThrownBy(() -> Options.parse(List.of("--speed", "9")))
                .hasMessage("unknown option --speed; try --help");
    }

    @Test
    void explainsEveryFault() {
        for (Fault fault : Fault.values()) {
            assertThat(Options.help()).contains(fault.word()).contains(fault.about);
        }
    }
}
