package io.mcpguard.session;

import io.mcpguard.api.Interception;
import io.mcpguard.api.Interception.Kind;
import io.mcpguard.client.AskingTheClient;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the application has asked for and may be told of on this connection: progress of its requests, updates of
 * resources, the end of elicitations. Thread-safe; each kind is bounded, and the oldest go first.
 */
final class Expected {

    /** Progress that crosses its answer on the way is no lie. */
    private static final int JUST_FINISHED = 1_000;

    private static final int MAX_SUBSCRIPTIONS = 10_000;
    private static final int MAX_ELICITATIONS = 1_000;

    /** In characters. Nobody looks for the parents of a longer one, which may be nothing but slashes. */
    private static final int MAX_URI = 8_192;

    private final Map<Object, Boolean> progress;
    private final Map<Object, Boolean> finished = oldestFirst(JUST_FINISHED);
    private final Map<Object, Boolean> subscriptions = oldestFirst(MAX_SUBSCRIPTIONS);
    private final Map<Object, Boolean> elicitations = oldestFirst(MAX_ELICITATIONS);
    private int longestSubscription;

    /**
     * @param maxPending how many requests may wait for an answer
     */
    Expected(int maxPending) {
        progress = oldestFirst(maxPending);
    }

    /** A new connection: nothing is asked for on it yet. */
    synchronized void clear() {
        progress.clear();
        finished.clear();
        subscriptions.clear();
        longestSubscription = 0;
        elicitations.clear();
    }

    /** A request of the application goes to the server. */
    synchronized void sent(Interception request) {
        Object token = request.exchange().progressToken();
        if (token != null) {
            progress.put(normalised(token), true);
        }
        Map<String, @Nullable Object> params = request.payload();
        switch (request.event()) {
            case "resources/subscribe" -> subscribe(params.get("uri"));
            case "resources/unsubscribe" -> subscriptions.remove(String.valueOf(params.get("uri")));
            case "subscriptions/listen" -> {
                if (params.get("notifications") instanceof Map<?, ?> wanted
                        && wanted.get("resourceSubscriptions") instanceof List<?> uris) {
                    uris.forEach(this::subscribe);
                }
            }
            default -> {}
        }
    }

    private void subscribe(@Nullable Object uri) {
        if (uri instanceof String text && text.length() <= MAX_URI) {
            subscriptions.put(text, true);
            longestSubscription = Math.max(longestSubscription, text.length());
        }
    }

    /** A request of the application got its answer. What became a task goes on. */
    synchronized void answered(Correlation.Pending request, Kind kind, @Nullable Map<String, @Nullable Object> answer) {
        Object token = request.exchange().progressToken();
        if (token != null && !(answer != null && answer.get("task") instanceof Map<?, ?>)) {
            progress.remove(normalised(token));
            finished.put(normalised(token), true);
        }
        if (kind == Kind.ERROR && request.event().equals("resources/subscribe")) {
            subscriptions.remove(String.valueOf(request.params().get("uri")));
        }
    }

    /** Something that the server asks reaches the application. */
    synchronized void asked(Interception in) {
        AskingTheClient.elicitations(in).forEach(id -> elicitations.put(id, true));
    }

    synchronized boolean progressOf(@Nullable Object token) {
        return token != null && (progress.containsKey(normalised(token)) || finished.containsKey(normalised(token)));
    }

    /**
     * Also of something below what was subscribed to, as MCP allows. Costs no more than the longest subscription, however
     * long the server's URI is, since everybody waits for the lock.
     */
    synchronized boolean updateOf(String uri) {
        if (subscriptions.isEmpty() || uri.length() > MAX_URI) {
            return false;
        }
        if (subscriptions.containsKey(uri)) {
            return true;
        }
        for (int slash = uri.lastIndexOf('/', longestSubscription);
                slash > 0;
                slash = uri.lastIndexOf('/', slash - 1)) {
            if (subscriptions.containsKey(uri.substring(0, slash))
                    || subscriptions.containsKey(uri.substring(0, slash + 1))) {
                return true;
            }
        }
        return false;
    }

    synchronized boolean endOf(String elicitation) {
        return elicitations.remove(elicitation) != null;
    }

    /** A token that one mapper reads as an {@code Integer} and another as a {@code Long}. */
    private static Object normalised(Object token) {
        return token instanceof Integer || token instanceof Long
                ? BigInteger.valueOf(((Number) token).longValue())
                : token;
    }

    private static Map<Object, Boolean> oldestFirst(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, Boolean> eldest) {
                return size() > most;
            }
        };
    }
}
