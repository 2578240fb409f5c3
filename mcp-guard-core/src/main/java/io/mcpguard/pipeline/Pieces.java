package io.mcpguard.pipeline;

import io.mcpguard.data.leak.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a message can carry data away: strings, names of members, and numbers, those of a list as one text. Not what stands
 * in {@code _meta}, which the application writes and not the model: trace ids are new each time.
 */
final class Pieces {

    /** Of a path; what is longer than any honest one is cut in front. */
    private static final int MAX_PATH = 200;

    private final List<Piece> pieces = new ArrayList<>();

    private Pieces() {}

    static List<Piece> of(Map<String, @Nullable Object> payload) {
        var pieces = new Pieces();
        pieces.object(payload, "");
        return pieces.pieces;
    }

    private void object(Map<?, ?> object, String path) {
        for (Map.Entry<?, ?> member : object.entrySet()) {
            String key = String.valueOf(member.getKey());
            if (!path.isEmpty() || !key.equals("_meta")) {
                String at = path + '/' + key;
                at = at.length() > MAX_PATH ? at.substring(at.length() - MAX_PATH) : at;
                pieces.add(new Piece(at, key));
                value(member.getValue(), at);
            }
        }
    }

    private void value(@Nullable Object value, String path) {
        if (value instanceof String text) {
            pieces.add(new Piece(path, text));
        } else if (value instanceof Number number) {
            pieces.add(new Piece(path, number.toString()));
        } else if (value instanceof Map<?, ?> map) {
            object(map, path);
        } else if (value instanceof List<?> list) {
            list(list, path);
        }
    }

    /** Numbers one after another may spell a text. */
    private void list(List<?> list, String path) {
        var numbers = new StringBuilder();
        for (Object each : list) {
            if (each instanceof Number number) {
                numbers.append(numbers.length() == 0 ? "" : " ").append(number);
            } else {
                value(each, path);
            }
        }
        if (numbers.length() > 0) {
            pieces.add(new Piece(path, numbers.toString()));
        }
    }
}
