package io.mcpguard.data.leak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is known of one conversation. All methods hold its lock. */
final class Conversation {

    /** Servers of one conversation; of more the one that got something longest ago begins anew. */
    private static final int MAX_SERVERS = 32;

    private final Keys keys;
    private final double share;
    private final Watchlist watched;
    private final Tails tails;
    private final Tokens asked = new Tokens();
    private final Map<String, Delivered> servers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Delivered> eldest) {
            return size() > MAX_SERVERS;
        }
    };

    private Instant used;

    Conversation(Keys keys, Bounds bounds, Instant now) {
        this.keys = keys;
        this.share = bounds.share();
        this.watched = new Watchlist(keys, bounds.values(), bounds.grams());
        this.tails = new Tails(keys);
        this.used = now;
    }

    synchronized Instant used() {
        return used;
    }

    synchronized void use(Instant now) {
        used = now;
    }

    /** Adds a value; returns how many fingerprints are kept for it, less those that had to go. */
    synchronized int watch(String name, String value) {
        int before = watched.grams();
        watched.add(name, false, value);
        return watched.grams() - before;
    }

    synchronized int grams() {
        return watched.grams();
    }

    synchronized List<Leak> sending(String server, List<Piece> strings, Watchlist canaries) {
        Delivered delivered = delivered(server);
        for (Piece piece : strings) {
            RandomTokens.forEachLong(piece.text(), keys, (token, bits) -> {
                if (!asked.knows(token)) {
                    delivered.tokens().spend(token, bits);
                }
            });
        }
        Tails.Message message = tails.message(server);
        var parts = strings.stream()
                .map(piece -> new Look.Part(piece, 0, piece.text().length()))
                .toList();
        List<Leak> leaks = look(parts, canaries, delivered, message);
        message.keep();
        return leaks;
    }

    private List<Leak> look(List<Look.Part> parts, Watchlist canaries, Delivered delivered, Tails.Message message) {
        if (watched.isEmpty() && canaries.isEmpty()) {
            return List.of();
        }
        for (Look.Part part : parts) {
            delivered.count(part.piece().text(), part.start(), part.end());
        }
        var judge = new Judge(delivered, share);
        var look = new Look(List.of(watched, canaries), judge, new Look.Work());
        for (Look.Part part : parts) {
            if (!message.add(part)) {
                look.at(part);
            }
        }
        message.all().forEach(look::at);
        return judge.leaks();
    }

    synchronized List<Leak> inLinks(List<Piece> strings, Watchlist canaries) {
        var links = new ArrayList<Look.Part>();
        for (Piece piece : strings) {
            Links.forEach(piece.text(), (start, end) -> links.add(new Look.Part(piece, start, end)));
        }
        return links.isEmpty() ? List.of() : look(links, canaries, new Delivered(), new Tails(keys).message(""));
    }

    synchronized void received(String server, List<Piece> strings) {
        learn(delivered(server).tokens(), strings);
    }

    synchronized void asked(List<Piece> strings) {
        learn(asked, strings);
    }

    private void learn(Tokens tokens, List<Piece> strings) {
        strings.forEach(piece -> RandomTokens.forEach(piece.text(), keys, (token, bits) -> tokens.learn(token)));
    }

    synchronized int entropyBits(String server) {
        Delivered delivered = servers.get(server);
        return delivered == null ? 0 : delivered.tokens().bits();
    }

    private Delivered delivered(String server) {
        return servers.computeIfAbsent(server, name -> new Delivered());
    }
}
