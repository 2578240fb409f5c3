package io.mcpguard.inspect.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The texts of neighbouring blocks of one result, read as one around where they meet: an order that is split over two blocks
 * is whole to a model. Of a long block only its ends are read again, so that all of it takes time linear in the message.
 */
public final class Seams {

    /** So much of a block is read with its neighbour, in characters. */
    static final int BORDER = 400;

    /** A part of a text, and where it stands in the joined one. */
    public record Part(String pointer, String text, int from, int to, int at) {

        int end() {
            return at + to - from;
        }
    }

    /** Parts that are read as one. */
    public record Joined(String text, List<Part> parts) {

        /** The parts that a place touches; more than one if it crosses a border. */
        public List<Part> touched(int start, int end) {
            int low = 0;
            int high = parts.size() - 1;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (parts.get(middle).end() <= start) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            int last = low;
            while (last < parts.size() && parts.get(last).at() < end) {
                last++;
            }
            return parts.subList(low, last);
        }
    }

    private final Consumer<Joined> sink;
    private StringBuilder text = new StringBuilder();
    private List<Part> parts = new ArrayList<>();

    private Seams(Consumer<Joined> sink) {
        this.sink = sink;
    }

    /** Tells of the joined texts of a payload. Nothing is copied where no two texts are neighbours. */
    public static void forEach(Map<String, @Nullable Object> payload, Consumer<Joined> sink) {
        for (String list : List.of("content", "contents", "messages")) {
            if (payload.get(list) instanceof List<?> blocks && blocks.size() > 1) {
                new Seams(sink).blocks("/" + list, blocks);
            }
        }
    }

    private void blocks(String pointer, List<?> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof Map<?, ?> block) {
                block(pointer + "/" + i, block);
            }
        }
        end();
    }

    private void block(String pointer, Map<?, ?> block) {
        if (block.get("content") instanceof Map<?, ?> content) {
            block(pointer + "/content", content); // a message of a prompt
        } else if (block.get("text") instanceof String content) {
            add(pointer + "/text", content);
        } else {
            end();
        }
    }

    private void add(String pointer, String content) {
        if (content.length() <= 2 * BORDER) {
            part(pointer, content, 0, content.length());
        } else {
            part(pointer, content, 0, BORDER);
            end();
            part(pointer, content, content.length() - BORDER, content.length());
        }
    }

    private void part(String pointer, String content, int from, int to) {
        if (!parts.isEmpty()) {
            text.append(' ');
        }
        parts.add(new Part(pointer, content, from, to, text.length()));
        text.append(content, from, to);
    }

    private void end() {
        if (parts.size() > 1) {
            sink.accept(new Joined(text.toString(), parts));
        }
        text = new StringBuilder();
        parts = new ArrayList<>();
    }
}
