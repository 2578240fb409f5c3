package io.mcpguard.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostQueueTest {

    private final PostQueue queue = new PostQueue();
    private final List<String> begun = new ArrayList<>();

    @BeforeEach
    void letsInAsManyAtOnceAsMayBeOpen() {
        for (int i = 0; i < PostQueue.MAX_OPEN; i++) {
            assertThat(queue.enter(new Post("open", 1))).isTrue();
        }
        assertThat(begun).hasSize(PostQueue.MAX_OPEN);
        begun.clear();
    }

    @Test
    void letsOneInForEachThatLeavesInTheirOrder() {
        queue.enter(new Post("first", 1));
        queue.enter(new Post("second", 1));
        assertThat(begun).isEmpty();

        queue.leave();
        assertThat(begun).containsExactly("first");
        queue.leave();
        assertThat(begun).containsExactly("first", "second");
    }

    @Test
    void hasRoomAgainWhenOneLeftForWhomNobodyWaited() {
        queue.leave();

        queue.enter(new Post("next", 1));
        queue.enter(new Post("waits", 1));

        assertThat(begun).containsExactly("next");
    }

    @Test
    void takesNoMoreThanSoManyThatWait() {
        for (int i = 0; i < PostQueue.MAX_WAITING; i++) {
            assertThat(queue.enter(new Post("waits", 1))).isTrue();
        }

        assertThat(queue.enter(new Post("too many", 1))).isFalse();
    }

    @Test
    void takesNoMoreThanSoManyBytesThatWait() {
        assertThat(queue.enter(new Post("waits", PostQueue.MAX_WAITING_BYTES - 1)))
                .isTrue();
        assertThat(queue.enter(new Post("too large", 2))).isFalse();
        assertThat(queue.enter(new Post("fits", 1))).isTrue();
    }

    @Test
    void takesAPostOfAnySizeIfNoOtherWaits() {
        assertThat(queue.enter(new Post("large", 2 * PostQueue.MAX_WAITING_BYTES)))
                .isTrue();
        assertThat(queue.enter(new Post("small", 1))).isFalse();
    }

    @Test
    void oneThatBeganTakesNoRoomAmongThoseThatWait() {
        queue.enter(new Post("large", PostQueue.MAX_WAITING_BYTES));
        queue.enter(new Post("too early", 1));
        queue.leave();
        assertThat(begun).containsExactly("large");

        assertThat(queue.enter(new Post("small", 1))).isTrue();
        assertThat(queue.enter(new Post("rest", PostQueue.MAX_WAITING_BYTES - 1)))
                .isTrue();
        assertThat(queue.enter(new Post("too large", 1))).isFalse();
    }

    @Test
    void whomNobodyWaitsForAnyMoreTakesNoRoomAndNeverBegins() {
        var gone = new Post("gone", PostQueue.MAX_WAITING_BYTES);
        queue.enter(gone);
        gone.isOver = true;
        assertThat(queue.enter(new Post("first", 1))).isTrue();
        assertThat(queue.enter(new Post("second", PostQueue.MAX_WAITING_BYTES - 1)))
                .isTrue();

        queue.leave();

        assertThat(begun).containsExactly("first");
    }

    private final class Post implements PostQueue.Post {

        private final String name;
        private final long bytes;
        private boolean isOver;

        Post(String name, long bytes) {
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public long bytes() {
            return bytes;
        }

        @Override
        public boolean isOver() {
            return isOver;
        }

        @Override
        public void begin() {
            begun.add(name);
        }
    }
}
