package io.mcpguard.inspect.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Scores of one kind of text.
 *
 * @param stop from here on an attack is clear
 * @param notice from here on a text is worth noticing
 */
record Thresholds(float stop, float notice) {

    static Thresholds read(DataInputStream in) throws IOException {
        return new Thresholds(in.readFloat(), in.readFloat());
    }

    void write(DataOutputStream out) throws IOException {
        out.writeFloat(stop);
        out.writeFloat(notice);
    }
}
