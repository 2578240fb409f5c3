package io.mcpguard.test;

import io.mcpguard.test.transport.MessageServer;
import io.mcpguard.test.transport.Peer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stands before an honest server and has a {@link Twist} speak in place of some of its answers. */
final class MisbehavingServer implements MessageServer {

    private final MessageServer honest;
    private final Twist twist;
    private final String text;

    MisbehavingServer(MessageServer honest, Twist twist, String text) {
        this.honest = honest;
        this.twist = twist;
        this.text = text;
    }

    @Override
    public Peer connect(Peer client) {
        var connection = new Connection(client);
        connection.server = honest.connect(connection.fromServer());
        return connection;
    }

    private final class Connection implements Peer {

        private final Peer client;
        private final Map<String, Map<String, @Nullable Object>> open = new HashMap<>();
        private final Turn.Held held = new Turn.Held();
        private int turns;
        private volatile @Nullable Peer server;

        Connection(Peer client) {
            this.client = client;
        }

        @Override
        public void receive(String json) {
            Map<String, @Nullable Object> message = parse(json);
            if (message.get("id") != null
                    && twist.concerns().test(Trees.stringAt(message, "method"), Trees.objectAt(message, "params"))) {
                synchronized (open) {
                    open.put(Turn.json(message.get("id")), message);
                }
            }
            Peer to = server;
            if (to != null) {
                to.receive(json);
            }
        }

        @Override
        public void close() {
            Peer to = server;
            if (to != null) {
                to.close();
            }
        }

        Peer fromServer() {
            return new Peer() {
                @Override
                public void receive(String json) {
                    said(json);
                }

                @Override
                public void close() {
                    client.close();
                }
            };
        }

        private void said(String json) {
            Map<String, @Nullable Object> message = parse(json);
            Turn turn = null;
            synchronized (open) {
                Map<String, @Nullable Object> request =
                        message.containsKey("method") ? null : open.remove(Turn.json(message.get("id")));
                if (request != null) {
                    turn = new Turn(request, message, text, turns++, held, client);
                }
            }
            if (turn == null) {
                client.receive(json);
            } else {
                twist.act().accept(turn);
            }
        }
    }

    private static Map<String, @Nullable Object> parse(String json) {
        Map<String, @Nullable Object> message = JsonLine.object(json);
        return message == null ? Map.of() : message;
    }
}
