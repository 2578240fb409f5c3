package io.mcpguard.test;

import io.mcpguard.test.transport.MessageServer;
import io.mcpguard.test.transport.Peer;
import io.mcpguard.test.transport.StdioLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The standard streams of a server with a {@link StdioFault}: what it says goes through the fault, and so do raw bytes. */
final class StdioWire {

    /** What a process that is killed reports. */
    static final int KILLED = 137;

    private final StdioFault fault;
    private final String words;
    private final OutputStream out;
    private final Set<String> firstCall = ConcurrentHashMap.newKeySet();

    private StdioWire(StdioFault fault, String words, OutputStream out) {
        this.fault = fault;
        this.words = words;
        this.out = out;
    }

    /** Runs a server with a fault until the input ends and the fault has nothing to add. */
    static void run(MessageServer server, StdioFault fault, String words, InputStream in, OutputStream out) {
        var wire = new StdioWire(fault, words, out);
        fault.start(wire);
        StdioLoop.run(client -> wire.around(server), in, OutputStream.nullOutputStream());
        fault.end(wire);
    }

    private Peer around(MessageServer server) {
        Peer honest = server.connect(new Peer() {
            @Override
            public void receive(String json) {
                synchronized (StdioWire.this) {
                    fault.say(StdioWire.this, json);
                }
            }

            @Override
            public void close() {}
        });
        return new Peer() {
            @Override
            public void receive(String json) {
                remember(json);
                if (fault.hear(StdioWire.this, json)) {
                    honest.receive(json);
                }
            }

            @Override
            public void close() {
                honest.close();
            }
        };
    }

    String words() {
        return words;
    }

    void line(String text) {
        raw((text + '\n').getBytes(StandardCharsets.UTF_8));
    }

    synchronized void raw(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException gone) {
            // nobody reads it, and the input will end too
        }
    }

    void repeatWords(int bytes) {
        byte[] piece = (words + ' ').repeat(1_000).getBytes(StandardCharsets.UTF_8);
        for (int written = 0; written < bytes; written += piece.length) {
            raw(piece);
        }
    }

    /** An answer to the same request, whose text is so long. */
    void longAnswer(String json, int bytes) {
        raw(("{\"jsonrpc\":\"2.0\",\"id\":" + id(json) + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"")
                .getBytes(StandardCharsets.UTF_8));
        repeatWords(bytes);
        line("\"}]}}");
    }

    void answerWithWords(String id) {
        line("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"" + words
                + "\"}]}}");
    }

    /** Ends at once, and nothing is tidied up. */
    void die() {
        Runtime.getRuntime().halt(KILLED);
    }

    boolean isCall(String json) {
        return "tools/call".equals(read(json).get("method"));
    }

    boolean answersFirstCall(String json) {
        return firstCall.contains(id(json)) && !read(json).containsKey("method");
    }

    /** Ids that a client which counts would use next, as JSON. */
    List<String> nextIds(String json) {
        Object id = read(json).get("id");
        String text = id == null ? "" : id.toString();
        String number = text.substring(text.lastIndexOf('-') + 1);
        if (number.isEmpty() || !number.chars().allMatch(Character::isDigit)) {
            return List.of();
        }
        String before = text.substring(0, text.length() - number.length());
        return LongStream.rangeClosed(1, 3)
                .mapToObj(more -> before + (Long.parseLong(number) + more))
                .map(next -> id instanceof Number ? next : '"' + next + '"')
                .toList();
    }

    private void remember(String json) {
        if (firstCall.isEmpty() && isCall(json)) {
            firstCall.add(id(json));
        }
    }

    private static String id(String json) {
        return JsonLine.text(read(json).get("id"));
    }

    private static Map<String, @Nullable Object> read(String json) {
        Map<String, @Nullable Object> message = JsonLine.object(json);
        return message == null ? Map.of() : message;
    }
}
