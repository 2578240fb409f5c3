package io.mcpguard.transport;

import io.mcpguard.json.Limits;
import java.nio.charset.StandardCharsets;

/**
 * Reads server-sent events as the WHATWG defines them, each up to a bound, the stream without one. Comments, {@code retry}
 * and unknown fields are left out.
 */
final class EventReader {

    /** Longer than any name of a type or id of an event. */
    private static final int MAX_FIELD = 1024;

    /** Takes one event. */
    interface Sink {
        /**
         * One event.
         *
         * @param type {@code message} if the server named none
         * @param id empty if the server named none, or no usable one
         * @param data the data, its lines joined by a blank, which is the same to JSON
         */
        void event(String type, String id, byte[] data);
    }

    private final Sink sink;
    private final TextBytes line;
    private final TextBytes data;
    private String type = "";
    private String id = "";
    private boolean hasData;
    private boolean afterCarriageReturn;
    private boolean first = true;

    EventReader(Limits limits, Sink sink) {
        this.sink = sink;
        this.line = new TextBytes(limits);
        this.data = new TextBytes(limits);
    }

    /** Reads on; false if an event is too long, and nothing more can be read. */
    boolean read(byte b) {
        if (b == '\n' && afterCarriageReturn) {
            afterCarriageReturn = false;
            return true;
        }
        afterCarriageReturn = b == '\r';
        return (b == '\n' || b == '\r') ? endOfLine() : line.add(b);
    }

    private boolean endOfLine() {
        byte[] bytes = line.take();
        int from = first && hasByteOrderMark(bytes) ? 3 : 0;
        first = false;
        if (bytes.length == from) {
            dispatch();
            return true;
        }
        int colon = from;
        while (colon < bytes.length && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(bytes.length, colon + 1);
        if (value < bytes.length && bytes[value] == ' ') {
            value++;
        }
        if (colon - from > MAX_FIELD) {
            return true;
        }
        return field(new String(bytes, from, colon - from, StandardCharsets.UTF_8), bytes, value);
    }

    private boolean field(String name, byte[] bytes, int value) {
        switch (name) {
            case "data" -> {
                return data(bytes, value);
            }
            case "event" -> type = text(bytes, value);
            case "id" -> id = text(bytes, value);
            default -> {
                // a comment, whose name is empty, or something that no client has to know
            }
        }
        return true;
    }

    private boolean data(byte[] bytes, int from) {
        if (hasData && !data.add((byte) ' ')) {
            return false;
        }
        hasData = true;
        for (int i = from; i < bytes.length; i++) {
            if (!data.add(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    private void dispatch() {
        byte[] all = data.take();
        if (hasData) {
            sink.event(type.isEmpty() ? "message" : type, id, all);
        }
        hasData = false;
        type = "";
    }

    /** Visible ASCII, or nothing. */
    private static String text(byte[] bytes, int from) {
        if (bytes.length - from > MAX_FIELD) {
            return "";
        }
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] <= ' ' || bytes[i] == 0x7F) {
                return "";
            }
        }
        return new String(bytes, from, bytes.length - from, StandardCharsets.US_ASCII);
    }

    private static boolean hasByteOrderMark(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }
}
