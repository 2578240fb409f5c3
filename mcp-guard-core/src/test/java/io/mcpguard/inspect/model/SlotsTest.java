package io.mcpguard.inspect.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final int BITS = 10;
    private static final int FEATURE = 0x12340007;
    /** Has the same place, and is another feature. */
    private static final int NEIGHBOUR = 0x56780007;

    @Test
    void oneLookUpFindsTheWeightsOfBothHeads() {
        Slots slots = slots(new int[] {FEATURE}, bytes(-100), bytes(50));

        assertThat(Slots.first(slots.of(FEATURE))).isEqualTo((byte) -100);
        assertThat(Slots.second(slots.of(FEATURE))).isEqualTo(50);
    }

    @Test
    void theSignOfOneHeadDoesNotReachTheOther() {
        Slots slots = slots(new int[] {FEATURE}, bytes(100), bytes(-50));

        assertThat(Slots.first(slots.of(FEATURE))).isEqualTo((byte) 100);
        assertThat(Slots.second(slots.of(FEATURE))).isEqualTo(-50);
    }

    @Test
    void whatWasNeverLearntHasNoWeightThoughItsPlaceIsTaken() {
        Slots slots = slots(new int[] {FEATURE}, bytes(100), bytes(50));

        assertThat(slots.of(NEIGHBOUR)).isZero();
        assertThat(slots.of(FEATURE + 1)).isZero();
    }

    @Test
    void ofTwoFeaturesWithOnePlaceTheHeavierStays() {
        Slots slots = slots(new int[] {FEATURE, NEIGHBOUR}, bytes(10, -20), bytes(0, 0));

        assertThat(slots.of(FEATURE)).isZero();
        assertThat(Slots.first(slots.of(NEIGHBOUR))).isEqualTo((byte) -20);
        assertThat(slots.used()).isEqualTo(1);
    }

    private static Slots slots(int[] features, byte[] one, byte[] other) {
        return Slots.of(BITS, features, one, other);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
