package io.mcpguard.test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The items of one kind that a server declares: what it says of them, and what they do. Thread-safe. */
final class Catalog {

    /** What an item does: parameters of the request in, result out. */
    interface Behaviour extends Function<Map<String, @Nullable Object>, Map<String, ?>> {}

    private record Item(Map<String, ?> definition, Behaviour behaviour) {}

    private final String member;
    private final String key;
    private final Map<String, Item> items = new LinkedHashMap<>();

    /**
     * An empty catalog.
     *
     * @param member where a list result holds the items
     * @param key which member of a definition identifies it
     */
    Catalog(String member, String key) {
        this.member = member;
        this.key = key;
    }

    synchronized boolean isEmpty() {
        return items.isEmpty();
    }

    synchronized void put(Map<String, ?> definition, Behaviour behaviour) {
        items.put(Trees.stringAt(definition, key), new Item(definition, behaviour));
    }

    /** Says something else of an item that goes on doing what it did, and stays where it was in the list. */
    synchronized void redefine(Map<String, ?> definition) {
        String id = Trees.stringAt(definition, key);
        Item item = items.get(id);
        if (item == null) {
            throw new IllegalArgumentException("no " + key + " \"" + id + "\" in " + member + " " + items.keySet());
        }
        items.put(id, new Item(definition, item.behaviour()));
    }

    synchronized void remove(String id) {
        items.remove(id);
    }

    /** What the first item whose id matches does, null if there is none. */
    synchronized @Nullable Behaviour find(Predicate<String> id) {
        return items.entrySet().stream()
                .filter(item -> id.test(item.getKey()))
                .map(item -> item.getValue().behaviour())
                .findFirst()
                .orElse(null);
    }

    synchronized Map<String, ?> definition(String id) {
        Item item = items.get(id);
        if (item == null) {
            throw new IllegalArgumentException("no " + key + " \"" + id + "\" in " + member + " " + items.keySet());
        }
        return item.definition();
    }

    /** The result of listing: from the cursor on, at most so many items. */
    synchronized Map<String, @Nullable Object> page(@Nullable Object cursor, int size) {
        List<Item> all = List.copyOf(items.values());
        int from = start(cursor, all.size());
        int to = Math.min(all.size(), from + size);
        var definitions = new ArrayList<Map<String, ?>>();
        all.subList(from, to).forEach(item -> definitions.add(item.definition()));
        Map<String, @Nullable Object> result = Trees.object(member, definitions);
        return to == all.size() ? result : Trees.with(result, "nextCursor", Integer.toString(to));
    }

    private static int start(@Nullable Object cursor, int size) {
        if (cursor == null) {
            return 0;
        }
        try {
            int start = Integer.parseInt(cursor.toString());
            if (start >= 0 && start <= size) {
                return start;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new ServerError(ServerError.INVALID_PARAMS, "no such cursor", null);
    }
}
