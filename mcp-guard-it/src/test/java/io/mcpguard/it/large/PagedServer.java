package io.mcpguard.it.large;

import io.mcpguard.json.JsonText;
import io.mcpguard.json.Limits;
import io.mcpguard.test.transport.MessageServer;
import io.mcpguard.test.transport.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A server with very many tools, on pages. Each answers a call with its own name. */
final class PagedServer implements MessageServer {

    private static final String CHANGED = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}";

    private final int pageSize;
    private final AtomicReferenceArray<List<String>> pages;
    private final List<Peer> clients = new CopyOnWriteArrayList<>();

    PagedServer(int tools, int pageSize) {
        this.pageSize = pageSize;
        this.pages = new AtomicReferenceArray<>(tools / pageSize);
        for (int page = 0; page < pages.length(); page++) {
            var items = new ArrayList<String>();
            for (int i = page * pageSize; i < (page + 1) * pageSize; i++) {
                items.add(tool(name(i), "Returns what is kept at place " + i));
            }
            pages.set(page, List.copyOf(items));
        }
    }

    static String name(int number) {
        return "place_" + number;
    }

    private static String tool(String name, String description) {
        return "{\"name\":\"" + name + "\",\"description\":\"" + description
                + "\",\"inputSchema\":{\"type\":\"object\"," + "\"properties\":{\"unit\":{\"type\":\"string\"}}}}";
    }

    int pages() {
        return pages.length();
    }

    /** Describes a tool otherwise, without a word. */
    void change(int number, String description) {
        var items = new ArrayList<>(pages.get(number / pageSize));
        items.set(number % pageSize, tool(name(number), description));
        pages.set(number / pageSize, List.copyOf(items));
    }

    /** Describes it as before. */
    void restore(int number) {
        change(number, "Returns what is kept at place " + number);
    }

    /** Puts a new tool at the end of a page. */
    void add(int page, String name) {
        var items = new ArrayList<>(pages.get(page));
        items.add(tool(name, "Was not there before"));
        pages.set(page, List.copyOf(items));
    }

    void remove(int page) {
        pages.set(page, pages.get(page).subList(0, pageSize));
    }

    void sayChanged() {
        clients.forEach(client -> client.receive(CHANGED));
    }

    @Override
    public Peer connect(Peer client) {
        clients.add(client);
        return new Peer() {
            @Override
            public void receive(String json) {
                Map<String, @Nullable Object> message = JsonText.parseObject(json, Limits.DEFAULT);
                String result = result(message);
                if (message.containsKey("id") && result != null) {
                    client.receive("{\"jsonrpc\":\"2.0\",\"id\":" + JsonText.write(message.get("id")) + ",\"result\":"
                            + result + "}");
                }
            }

            @Override
            public void close() {
                clients.remove(client);
            }
        };
    }

    private @Nullable String result(Map<String, @Nullable Object> message) {
        Map<?, ?> params = message.get("params") instanceof Map<?, ?> given ? given : Map.of();
        return switch (String.valueOf(message.get("method"))) {
            case "initialize" ->
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{\"listChanged\":true}},"
                        + "\"serverInfo\":{\"name\":\"places\",\"version\":\"1\"}}";
            case "tools/list" -> page(params.get("cursor") instanceof String cursor ? Integer.parseInt(cursor) : 0);
            case "tools/call" ->
                "{\"content\":[{\"type\":\"text\",\"text\":" + JsonText.write(params.get("name")) + "}]}";
            default -> null;
        };
    }

    private String page(int number) {
        String next = number + 1 < pages.length() ? ",\"nextCursor\":\"" + (number + 1) + "\"" : "";
        return "{\"tools\":[" + String.join(",", pages.get(number)) + "]" + next + "}";
    }
}
