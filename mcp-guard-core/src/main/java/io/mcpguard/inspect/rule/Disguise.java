package io.mcpguard.inspect.rule;

/** How a part of a text keeps what it says from people, and how much less of a likeness to an order is enough there. */
public enum Disguise {
    /** Letters that people put on for show: "order yours today" is written in them. */
    SHOW(0.2f, 0.2f, 0),
    /** Most letters are themselves: percent encoding, character references. Links are full of such sentences. */
    ADDRESS(0, 0, 0),
    /** What whole files are kept in for honest reasons: base64, hexadecimal. */
    ENCODED(-0.3f, -0.3f, 200),
    /** What hardly anybody keeps a sentence in for honest reasons: a cipher, bits, numbers, an encoding in another one. */
    CIPHER(-1.5f, -0.75f, 400);

    /** A run of this length is a message and no file, in decoded characters. */
    private static final int MESSAGE = 400;

    private final float noticed;
    private final float clear;
    private final int order;

    Disguise(float noticed, float clear, int order) {
        this.noticed = noticed;
        this.clear = clear;
        this.order = order;
    }

    /** What the classifier has to score to notice a text; 0 anywhere else. */
    public float noticed() {
        return noticed;
    }

    /** What it has to score where the disguise makes an order clear. */
    public float clear() {
        return clear;
    }

    /** Whether what is noticed in so many decoded characters is clear: a message is not hidden for honest reasons. */
    boolean makesClear(String rule, int length) {
        return length <= (rule.equals(BuiltIn.MODEL) ? order : MESSAGE);
    }
}
