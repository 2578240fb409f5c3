package io.mcpguard.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.json.Limits;
import io.mcpguard.policy.LimitsPolicy;
import io.mcpguard.policy.Policy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListingTest {

    private final List<Map<String, Object>> asked = new ArrayList<>();

    private CompletableFuture<List<Object>> list(LimitsPolicy limits, Map<?, ?>... pages) {
        Queue<Map<?, ?>> left = new ArrayDeque<>(List.of(pages));
        return Listing.complete(
                        (method, params) -> {
                            asked.add(params);
                            @SuppressWarnings("unchecked")
                            Map<String, Object> page = (Map<String, Object>) left.remove();
                            return CompletableFuture.completedFuture(page);
                        },
                        DeclaredList.TOOLS,
                        limits)
                .toCompletableFuture();
    }

    private static LimitsPolicy limits() {
        return Policy.balanced().limits();
    }

    private static Map<String, Object> page(Object cursor, Object... items) {
        return Map.of("tools", List.of(items), "nextCursor", cursor);
    }

    private static String failure(CompletableFuture<?> listing) {
        return listing.handle((items, e) -> e == null ? "none" : Listing.reason(e))
                .join();
    }

    @Test
    void followsCursorsToTheEnd() {
        assertThat(list(limits(), page("a", 1), page("b", 2), Map.of("tools", List.of(3)))
                        .join())
                .containsExactly(1, 2, 3);
        assertThat(asked).containsExactly(Map.of(), Map.of("cursor", "a"), Map.of("cursor", "b"));
    }

    @Test
    void failsWhenAnAnswerIsNoList() {
        assertThat(failure(list(limits(), Map.of("tools", "all of them")))).isEqualTo("the answer is no list");
    }

    @Test
    void failsWhenACursorIsNoString() {
        assertThat(failure(list(limits(), page(7, 1)))).isEqualTo("the cursor is no string");
    }

    @Test
    void failsWhenACursorComesTwice() {
        assertThat(failure(list(limits(), page("a", 1), page("b", 2), page("a", 3))))
                .isEqualTo("a cursor came twice");
    }

    @Test
    void failsWhenALongCursorComesTwice() {
        String cursor = "x".repeat(65);

        assertThat(failure(list(limits(), page(cursor, 1), page(cursor, 2)))).isEqualTo("a cursor came twice");
    }

    @Test
    void tellsLongCursorsApart() {
        String cursor = "x".repeat(64);

        assertThat(list(
                                limits(),
                                page(cursor + "1", 1),
                                page(cursor + "2", 2),
                                page(cursor, 3),
                                Map.of("tools", List.of()))
                        .join())
                .hasSize(3);
    }

    @Test
    void failsAtTheLimitOfPages() {
        LimitsPolicy two = limits().maxPages(2);

        assertThat(list(two, page("a", 1), Map.of("tools", List.of(2))).join()).hasSize(2);
        assertThat(failure(list(two, page("a", 1), page("b", 2)))).startsWith("more than 2 pages");
    }

    @Test
    void failsAboveTheLimitOfItems() {
        LimitsPolicy two = limits().maxItems(2);

        assertThat(list(two, page("a", 1, 2), Map.of("tools", List.of())).join())
                .hasSize(2);
        assertThat(failure(list(two, page("a", 1, 2, 3)))).endsWith("or 2 items");
    }

    @Test
    void failsWhenItsPagesTogetherAreTooLarge() {
        LimitsPolicy small = limits().json(new Limits(16, 1_000, 1_000, 1_000));
        Map<String, Object> thousand = Map.of("name", "x".repeat(900));

        assertThat(list(small, page("a", thousand), page("b", thousand), page("c", thousand), page("d"), end())
                        .join())
                .hasSize(3);
        assertThat(failure(list(
                        small,
                        page("a", thousand),
                        page("b", thousand),
                        page("c", thousand),
                        page("d", thousand),
                        page("e", thousand),
                        end())))
                .isEqualTo("its pages are more than 4 messages of the greatest size");
    }

    @Test
    void failsWhenItsPagesTogetherHaveTooManyValues() {
        LimitsPolicy small = limits().json(new Limits(16, 1_000, 1_000, 1_000_000));
        Map<String, Object> page = page("a", Collections.nCopies(990, 0));

        assertThat(list(small, page, page("b", Collections.nCopies(990, 0)), end())
                        .join())
                .hasSize(2);
        assertThat(failure(list(
                        small,
                        IntStream.range(0, 8)
                                .mapToObj(i -> page("c" + i, Collections.nCopies(990, 0)))
                                .toArray(Map[]::new))))
                .isEqualTo("its pages have more than 6 times the values of a message");
    }

    @Test
    void countsValuesThatHaveNoText() {
        LimitsPolicy small = limits().json(new Limits(16, 1_000, 1_000, 1_000));

        assertThat(failure(list(small, page("a", Collections.nCopies(600, 0))))).startsWith("its pages are more");
    }

    @Test
    void itsPagesHaveOnePatienceTogether() {
        var now = new AtomicLong(Long.MAX_VALUE - 5); // a clock that overflows
        var patience = new ArrayList<Duration>();
        Listing.Requests requests = Listing.within(Duration.ofNanos(10), now::get, (method, params, left) -> {
            patience.add(left);
            now.addAndGet(4);
            return CompletableFuture.completedFuture(page("page " + now.get(), 1));
        });

        assertThat(failure(
                        Listing.complete(requests, DeclaredList.TOOLS, limits()).toCompletableFuture()))
                .isEqualTo("no answer in time");
        assertThat(patience).containsExactly(Duration.ofNanos(10), Duration.ofNanos(6), Duration.ofNanos(2));
    }

    private static Map<String, Object> end() {
        return Map.of("tools", List.of());
    }

    @Test
    void saysWhyInFixedWords() {
        assertThat(Listing.reason(new TimeoutException("secret"))).isEqualTo("no answer in time");
        assertThat(Listing.reason(new CompletionException(new TimeoutException())))
                .isEqualTo("no answer in time");
        assertThat(Listing.reason(new IllegalStateException("secret"))).isEqualTo("failed with IllegalStateException");
        assertThat(Listing.reason(new CompletionException("secret", null)))
                .isEqualTo("failed with CompletionException");
    }
}
