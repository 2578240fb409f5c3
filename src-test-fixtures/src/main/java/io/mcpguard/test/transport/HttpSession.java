package io.mcpguard.test.transport;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The client of one HTTP session as the server sees it: finds for each message the stream it belongs on. An answer goes
 * to the POST that asked; everything else to the client's GET, or else to the POST that waits longest, or else it waits
 * for the next stream.
 */
final class HttpSession implements Peer {

    private static final String EVENT = "message";

    private final String id;
    private final Runnable forget;
    private final Map<String, EventStream> posts = new LinkedHashMap<>();
    private final Queue<String> waiting = new ArrayDeque<>();
    private @Nullable EventStream listening;
    private @Nullable Peer server;

    HttpSession(String id, Runnable forget) {
        this.id = id;
        this.forget = forget;
    }

    String id() {
        return id;
    }

    synchronized void serve(Peer peer) {
        server = peer;
    }

    /** A request came in: its answer belongs on this stream. */
    void ask(Envelope request, EventStream stream) {
        synchronized (this) {
            posts.put(request.id(), stream);
        }
        tell(request.json());
    }

    /** Something came in that needs no answer. */
    void tell(String json) {
        Peer peer;
        synchronized (this) {
            peer = server;
        }
        if (peer != null) {
            peer.receive(json);
        }
    }

    /** The client listens for whatever the server has to say. */
    synchronized void listen(EventStream stream) {
        if (listening != null) {
            listening.complete();
        }
        listening = stream;
        while (!waiting.isEmpty()) {
            stream.send(EVENT, waiting.remove());
        }
    }

    @Override
    public synchronized void receive(String json) {
        Envelope message = Envelope.of(json);
        EventStream asked = message.isAnswer() ? posts.remove(message.id()) : null;
        if (asked != null) {
            asked.send(EVENT, json);
            asked.complete();
        } else if ((listening == null || !listening.send(EVENT, json)) && !sendToAPost(json)) {
            waiting.add(json);
        }
    }

    @Override
    public synchronized void receiveBeforeAnswer(String json, String requestId) {
        EventStream asked = posts.get(requestId);
        if (asked == null || !asked.send(EVENT, json)) {
            receive(json);
        }
    }

    private boolean sendToAPost(String json) {
        return posts.values().stream().anyMatch(post -> post.send(EVENT, json));
    }

    /** The server forgets this client: its streams end, its id is not known any more. */
    @Override
    public void close() {
        forget.run();
        synchronized (this) {
            posts.values().forEach(EventStream::complete);
            posts.clear();
            if (listening != null) {
                listening.complete();
            }
        }
    }

    /** The client says good-bye. */
    void end() {
        Peer peer;
        synchronized (this) {
            peer = server;
        }
        close();
        if (peer != null) {
            peer.close();
        }
    }
}
