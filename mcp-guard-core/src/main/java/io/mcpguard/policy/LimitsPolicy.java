package io.mcpguard.policy;

import io.mcpguard.json.Limits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How much a server may send and how long it may take. Immutable; each wither returns a copy. */
public final class LimitsPolicy {

    static final Checks.Range DEPTH = new Checks.Range("limits.depth", 8, 512, Limits.DEFAULT.maxDepth());
    static final Checks.Range NODES = new Checks.Range("limits.nodes", 100, 10_000_000, Limits.DEFAULT.maxNodes());
    static final Checks.Range STRING_CHARS =
            new Checks.Range("limits.string_chars", 1_000, 256 << 20, Limits.DEFAULT.maxStringLength());
    static final Checks.Range MESSAGE_CHARS =
            new Checks.Range("limits.message_chars", 1_000, 1 << 30, Limits.DEFAULT.maxTotalChars());
    static final Checks.Range PAGES = new Checks.Range("limits.pages", 1, 100_000, 1_000);
    static final Checks.Range ITEMS = new Checks.Range("limits.items", 1, 1_000_000, 50_000);
    static final Checks.Range PENDING = new Checks.Range("limits.pending", 1, 1_000_000, 10_000);
    static final Checks.Span REQUEST_TIMEOUT = new Checks.Span(
            "limits.request_timeout", Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofMinutes(10));

    /** The first version of MCP. */
    static final String MIN_PROTOCOL = "2024-11-05";

    private final Limits json;
    private final int maxPages;
    private final int maxItems;
    private final int maxPending;
    private final Duration requestTimeout;
    private final String minProtocol;

    private LimitsPolicy(
            Limits json, int maxPages, int maxItems, int maxPending, Duration requestTimeout, String minProtocol) {
        this.json = json;
        this.maxPages = maxPages;
        this.maxItems = maxItems;
        this.maxPending = maxPending;
        this.requestTimeout = requestTimeout;
        this.minProtocol = minProtocol;
    }

    static LimitsPolicy usual() {
        return new LimitsPolicy(
                Limits.DEFAULT,
                (int) PAGES.usual(),
                (int) ITEMS.usual(),
                (int) PENDING.usual(),
                REQUEST_TIMEOUT.usual(),
                MIN_PROTOCOL);
    }

    /** {@return for one message, in either direction} */
    public Limits json() {
        return json;
    }

    /**
     * A copy with other bounds for one message.
     *
     * @param json depth from 8 to 512, nodes from 100 to 10 million, characters of a string from 1,000 to 256 Mi, of a
     *     message from 1,000 to 1 Gi
     * @return the copy
     */
    public LimitsPolicy json(Limits json) {
        DEPTH.check(json.maxDepth());
        NODES.check(json.maxNodes());
        STRING_CHARS.check(json.maxStringLength());
        MESSAGE_CHARS.check(json.maxTotalChars());
        return new LimitsPolicy(json, maxPages, maxItems, maxPending, requestTimeout, minProtocol);
    }

    /** {@return how many pages one list may have} */
    public int maxPages() {
        return maxPages;
    }

    /**
     * A copy with another number of pages.
     *
     * @param maxPages from 1 to 100,000
     * @return the copy
     */
    public LimitsPolicy maxPages(int maxPages) {
        return new LimitsPolicy(json, (int) PAGES.check(maxPages), maxItems, maxPending, requestTimeout, minProtocol);
    }

    /** {@return how many items one list may have, over all pages} */
    public int maxItems() {
        return maxItems;
    }

    /**
     * A copy with another number of items.
     *
     * @param maxItems from 1 to a million
     * @return the copy
     */
    public LimitsPolicy maxItems(int maxItems) {
        return new LimitsPolicy(json, maxPages, (int) ITEMS.check(maxItems), maxPending, requestTimeout, minProtocol);
    }

    /** {@return how many requests may wait for their answers on a connection; of the server's never more than 256} */
    public int maxPending() {
        return maxPending;
    }

    /**
     * A copy with another number of waiting requests.
     *
     * @param maxPending from 1 to a million
     * @return the copy
     */
    public LimitsPolicy maxPending(int maxPending) {
        return new LimitsPolicy(json, maxPages, maxItems, (int) PENDING.check(maxPending), requestTimeout, minProtocol);
    }

    /** {@return after which time an answer is not expected any more} */
    public Duration requestTimeout() {
        return requestTimeout;
    }

    /**
     * A copy with another time for answers. It must not be shorter than the request timeout of the client.
     *
     * @param requestTimeout from a second to a day
     * @return the copy
     */
    public LimitsPolicy requestTimeout(Duration requestTimeout) {
        return new LimitsPolicy(
                json, maxPages, maxItems, maxPending, REQUEST_TIMEOUT.check(requestTimeout), minProtocol);
    }

    /** {@return the oldest protocol version that a server may speak, a date} */
    public String minProtocol() {
        return minProtocol;
    }

    /**
     * A copy with another oldest protocol version (OWASP AISVS C10).
     *
     * @param minProtocol a date such as {@code 2025-06-18}
     * @return the copy
     */
    public LimitsPolicy minProtocol(String minProtocol) {
        Checks.Fault fault = protocolFault(minProtocol);
        if (fault != null) {
            throw fault.inBuilder("limits.min_protocol");
        }
        return new LimitsPolicy(json, maxPages, maxItems, maxPending, requestTimeout, minProtocol);
    }

    static Checks.@Nullable Fault protocolFault(String version) {
        return isProtocolVersion(version)
                ? null
                : new Checks.Fault(
                        Checks.quote(version) + " is no protocol version", "write a date such as " + MIN_PROTOCOL);
    }

    /** Four digits, two and two, with dashes between. Versions are dates, so their order is that of their text. */
    private static boolean isProtocolVersion(String text) {
        if (text.length() != MIN_PROTOCOL.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = MIN_PROTOCOL.charAt(i) == '-' ? c == '-' : (c >= '0' && c <= '9');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    Map<String, Object> tree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put("depth", json.maxDepth());
        tree.put("nodes", json.maxNodes());
        tree.put("string_chars", json.maxStringLength());
        tree.put("message_chars", json.maxTotalChars());
        tree.put("pages", maxPages);
        tree.put("items", maxItems);
        tree.put("pending", maxPending);
        tree.put("request_timeout", Durations.write(requestTimeout));
        tree.put("min_protocol", minProtocol);
        return tree;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof LimitsPolicy that
                && json.equals(that.json)
                && maxPages == that.maxPages
                && maxItems == that.maxItems
                && maxPending == that.maxPending
                && requestTimeout.equals(that.requestTimeout)
                && minProtocol.equals(that.minProtocol);
    }

    @Override
    public int hashCode() {
        return Objects.hash(json, maxPages, maxItems, maxPending, requestTimeout, minProtocol);
    }

    @Override
    public String toString() {
        return tree().toString();
    }
}
