package io.mcpguard.data.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalletsTest {

    /** Addresses of the specifications, and of blocks that everybody knows. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
                "3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
                "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"
            })
    void aChecksumProvesAnAddress(String address) {
        assertThat(Found.values("to " + address + " please")).containsExactly("wallet " + address + " PROVEN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
                "bc1qw508D6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa9",
                "0x8f953371d3e85eddb89b05ed6b9e680791055315",
                "8f953371d3e85eddb89b05ed6b9e680791055315c73e1025ab5dba7bb2aee189"
            })
    void withoutItsChecksumItIsNone(String address) {
        assertThat(Found.in("to " + address + " please")).isEmpty();
    }

    @Test
    void anAddressWithoutChecksumNeedsContext() {
        assertThat(Found.values("wallet 0x8f953371d3e85eddb89b05ed6b9e680791055315"))
                .containsExactly("wallet 0x8f953371d3e85eddb89b05ed6b9e680791055315 LIKELY");
    }

    @Test
    void theAddressOfAProgramIsOnlyPossible() {
        assertThat(Found.values("contract address 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"))
                .containsExactly("wallet 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed POSSIBLE");
    }

    /** The hash of nothing begins c5d2460186f7233c. */
    @Test
    void hashesAsKeccakDid() {
        assertThat(LongStream.of(Keccak.hash("")).map(Long::reverseBytes).findFirst())
                .hasValue(0xc5d2460186f7233cL);
    }
}
