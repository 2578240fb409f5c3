package io.mcpguard.test;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * What an otherwise honest child process does wrong on its standard streams, or with its life. Below MCP: everything that
 * it says besides is what the honest server says, so that {@link TestServers#stdio(String)} of the same name is its twin.
 *
 * <p>Where it makes up text, it writes the words that it was given, so that a test can look for them.
 */
public enum StdioFault {

    /** Says three lines before each message that are none: prose, JSON of another kind, JSON that does not end. */
    GARBAGE_LINES {
        @Override
        void say(StdioWire wire, String json) {
            wire.line("Server ready. " + wire.words());
            wire.line("[\"" + wire.words() + "\"]");
            wire.line("{\"jsonrpc\":\"2.0\",\"method\":\"" + wire.words());
            wire.line(json);
        }
    },

    /** Says ten thousand lines before each message that are none. */
    FLOOD_OF_GARBAGE {
        @Override
        void say(StdioWire wire, String json) {
            for (int i = 0; i < 10_000; i++) {
                wire.line(wire.words() + ' ' + i);
            }
            wire.line(json);
        }
    },

    /** Says half of each message on a line of its own, and then the whole. */
    HALF_LINES {
        @Override
        void say(StdioWire wire, String json) {
            wire.line(json.substring(0, json.length() / 2) + wire.words());
            wire.line(json);
        }
    },

    /** Ends in the middle of its answer to the first call. */
    HALF_LINE_AT_END {
        @Override
        void say(StdioWire wire, String json) {
            if (wire.answersFirstCall(json)) {
                wire.raw((json.substring(0, json.length() / 2) + wire.words()).getBytes(StandardCharsets.UTF_8));
                wire.die();
            }
            wire.line(json);
        }
    },

    /** Begins with a byte order mark, as editors and some platforms do. */
    BYTE_ORDER_MARK {
        @Override
        void start(StdioWire wire) {
            wire.raw(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        }
    },

    /** Says a line of 64 MB before it answers the first call. */
    LONG_LINE {
        @Override
        void say(StdioWire wire, String json) {
            if (wire.answersFirstCall(json)) {
                wire.repeatWords(LONG);
                wire.line("");
            }
            wire.line(json);
        }
    },

    /** Answers the first call with a valid message of 64 MB. */
    LONG_MESSAGE {
        @Override
        void say(StdioWire wire, String json) {
            if (wire.answersFirstCall(json)) {
                wire.longAnswer(json, LONG);
            } else {
                wire.line(json);
            }
        }
    },

    /** Says a notification before each message whose text is not UTF-8. */
    INVALID_UTF8 {
        @Override
        void say(StdioWire wire, String json) {
            wire.raw(
                    ("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":\""
                                    + wire.words())
                            .getBytes(StandardCharsets.UTF_8));
            wire.raw(new byte[] {(byte) 0xC3, '(', (byte) 0xFF, '"', '}', '}', '\n'});
            wire.line(json);
        }
    },

    /** Is killed before it says anything. */
    KILLED_AT_START {
        @Override
        void start(StdioWire wire) {
            wire.die();
        }
    },

    /** Is killed when it is called first. */
    KILLED_IN_CALL {
        @Override
        boolean hear(StdioWire wire, String json) {
            if (wire.isCall(json)) {
                wire.die();
            }
            return true;
        }
    },

    /** Is killed when it has answered the first call. */
    KILLED_AFTER_CALL {
        @Override
        void say(StdioWire wire, String json) {
            wire.line(json);
            if (wire.answersFirstCall(json)) {
                wire.die();
            }
        }
    },

    /** Stays when its input is closed and when it is asked to terminate. */
    IGNORES_CLOSE {
        @Override
        void start(StdioWire wire) {
            // Java ends after SIGTERM when its hooks have ended.
            Runtime.getRuntime().addShutdownHook(new Thread(StdioFault::stay));
        }

        @Override
        void end(StdioWire wire) {
            stay();
        }
    },

    /** Reads nothing, and so answers nothing. */
    NEVER_READS {
        @Override
        void start(StdioWire wire) {
            stay();
        }
    },

    /** Writes to stderr without end, and without the end of a line. */
    ENDLESS_STDERR {
        @Override
        void start(StdioWire wire) {
            var writer = new Thread(() -> {
                while (!System.err.checkError()) {
                    System.err.print(wire.words() + '\r');
                }
            });
            writer.setDaemon(true);
            writer.start();
        }
    },

    /** Answers requests that nobody has made yet: the ids that it thinks come next, and the first ones of usual clients. */
    ANSWERS_EARLY {
        @Override
        void start(StdioWire wire) {
            for (String id : new String[] {"0", "1", "\"0\"", "\"1\""}) {
                wire.answerWithWords(id);
            }
        }

        @Override
        boolean hear(StdioWire wire, String json) {
            wire.nextIds(json).forEach(wire::answerWithWords);
            return true;
        }
    };

    private static final int LONG = 64 << 20;

    /** Before the first message is read. */
    void start(StdioWire wire) {}

    /** Instead of saying what the honest server says. */
    void say(StdioWire wire, String json) {
        wire.line(json);
    }

    /** Before the honest server hears what the client says; false if it shall not. */
    boolean hear(StdioWire wire, String json) {
        return true;
    }

    /** When the input has ended. */
    void end(StdioWire wire) {}

    private static void stay() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
