package io.mcpguard.shadow;

/** What makes an order of a sentence about a tool. */
enum Talk {
    /**
     * Texts that are there to tell a model how to use something: a word of the kind that orders are made of is enough, when
     * the tool that is spoken of is another server's.
     */
    DEFINITION {
        @Override
        boolean isOrder(Sentence sentence) {
            return (sentence.before(NEAR) & Cues.BEFORE) != 0 || (sentence.after(NEAR) & Cues.AFTER) != 0;
        }
    },
    /**
     * Texts that are there to tell something, among them documentation of the very tools: "use create_issue" is none. It
     * takes a verb together with pressure, with an order of things, or as a command that begins a sentence; or blame together
     * with what to do about it.
     */
    RESULT {
        @Override
        boolean isOrder(Sentence sentence) {
            int close = sentence.before(CLOSE);
            int before = sentence.before(NEAR);
            int after = sentence.after(NEAR);
            boolean presses = (before & (Cues.PRESS | Cues.ORDER)) != 0 || (after & Cues.ORDER_AFTER) != 0;
            boolean verb = (close & VERBS) != 0;
            if ((close & Cues.COMMAND) != 0 || (verb && presses)) {
                return true;
            }
            boolean isBlamed = (sentence.after(CLOSE) & Cues.BAD) != 0;
            return isBlamed && (presses || ((before | after) & VERBS) != 0);
        }
    };

    private static final int NEAR = 8;
    private static final int CLOSE = 4;
    private static final int VERBS = Cues.START | Cues.USE;

    /** Whether a sentence tells the model what to do about the tool whose name it stands at. */
    abstract boolean isOrder(Sentence sentence);
}
