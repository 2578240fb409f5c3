package io.mcpguard.test;

import static java.util.Objects.requireNonNull;

import io.mcpguard.test.transport.MessageServer;
import java.util.Arrays;
import java.util.Locale;

/**
 * Ways in which a server breaks the protocol in its messages. Each puts itself before an honest server, whose answers it
 * twists, and is as reachable as that: in memory, over HTTP, as a child process over stdio. The honest server alone is
 * its twin.
 *
 * <pre>{@code
 * var files = Misbehaviour.DUPLICATE_ANSWER.before(TestServers.files(), "some text");
 * var client = McpClient.sync(InMemoryTransport.to(files)).build();
 * }</pre>
 *
 * <p>What is said to misbehave with calls does so whenever a tool is called, except {@code list_files}: with that one sees
 * that the session works on. The true answer follows what is false, unless said otherwise. Every text is the given one.
 */
public enum Misbehaviour {
    /** Before the answer to a call: results and errors under ids that nobody used. */
    UNKNOWN_ID(Twist.calls(HostileAnswers::unknownId)),
    /** Before the answer to a call: a second and a third one to the call before, with another text and as an error. */
    DUPLICATE_ANSWER(Twist.calls(HostileAnswers::duplicate)),
    /** Of two calls that are open at once each gets the other's answer. The first waits for the second. */
    SWAPPED_ANSWERS(Twist.calls(HostileAnswers::swapped)),
    /** Before the answer to a call: a result and an error whose id is null, as if a notification were answered. */
    NULL_ID(Twist.calls(HostileAnswers::nullId)),
    /** Before the answer to a call: 8.0, 8.5 and 1e400 as ids. */
    FLOAT_ID(Twist.calls(HostileAnswers::floatId)),
    /** Before the answer to a call: 2^63, 10^30 and a text of a million characters as ids. */
    HUGE_ID(Twist.calls(HostileAnswers::hugeId)),
    /** Before the answer to a call: its id as a list, in an object, as a boolean, as a number, in upper case. */
    OTHER_TYPE_OF_ID(Twist.calls(HostileAnswers::otherTypeOfId)),
    /** Before the answer to a call: 1,000 lists of tools under ids such as the guard's own listing could have. */
    GUESSED_ID(Twist.calls(HostileAnswers::guessedId)),
    /** Before the answer to a call: one with both a result and an error. */
    RESULT_AND_ERROR(Twist.calls(HostileAnswers::resultAndError)),
    /** Before the answer to a call: one with neither result nor error, and one whose result is null. */
    NEITHER_RESULT_NOR_ERROR(Twist.calls(HostileAnswers::neither)),
    /** Before the answer to a call: the same within a batch. */
    BATCH(Twist.calls(HostileAnswers::batch)),
    /** Before the answer to a call: one of {@code "jsonrpc":"1.0"}, and one that does not say. */
    OTHER_JSONRPC_VERSION(Twist.calls(HostileAnswers::otherVersion)),
    /** Before the answer to a call: notifications and requests whose params are no object. */
    PARAMS_AS_ARRAY(Twist.calls(HostileAnswers::paramsAsArray)),
    /** Before the answer to a call: messages whose method is no string. */
    METHOD_AS_NUMBER(Twist.calls(HostileAnswers::methodAsNumber)),
    /** Before the answer to a call: one that has its id, its result and its content twice, the true ones last. */
    DUPLICATE_KEYS(Twist.calls(HostileAnswers::duplicateKeys)),
    /** Before the answer to a call: answers that nobody waits for, with keys and numbers longer than JSON mappers read. */
    LONG_KEYS(Twist.calls(HostileAnswers::longKeys)),
    /** In the answer to a call: members beside those of JSON-RPC. */
    UNKNOWN_MEMBERS(Twist.calls(HostileAnswers::unknownMembers)),

    /** In place of answers to calls, in turn: isError, text, content, blob and size as other types. */
    COERCED_TYPES(Twist.calls(HostileResults::coercedTypes)),
    /** In place of answers to calls, in turn: a content of an unknown type, an unknown role, no type at all. */
    UNKNOWN_CONTENT(Twist.calls(HostileResults::unknownContent)),
    /** In place of answers to calls, in turn: structuredContent as no outputSchema has it, or as a string. */
    BROKEN_PROMISE(Twist.calls(HostileResults::brokenPromise)),
    /** In the answer to a call: a key that is longer than JSON mappers read. */
    LONG_KEY_IN_ANSWER(Twist.calls(HostileAnswers::longKeyInAnswer)),
    /** Before answers to calls, in turn: errors that are none, with codes and messages of other types. */
    ODD_ERROR(Twist.calls(HostileResults::oddError)),

    /** Before the answer to a call: 10,000 times that the tools changed. */
    LIST_CHANGED_STORM(Twist.calls(HostileLists::storm)),
    /** Says during every listing that the tools changed. */
    LIST_CHANGED_WHILE_LISTED(Twist.of("tools/list", HostileLists::changedWhileListed)),
    /** Lists of tools, prompts and resources that have one page more, always. */
    ENDLESS_PAGES(Twist.lists(HostileLists::endless)),
    /** Lists of tools, prompts and resources whose second page names the first as the next. */
    LOOPING_CURSORS(Twist.lists(HostileLists::looping)),
    /** Lists of tools, prompts and resources whose cursor is no string. */
    ODD_CURSOR(Twist.lists(HostileLists::oddCursor)),
    /** 10,000 more tools on one page. */
    HUGE_PAGE(Twist.of("tools/list", HostileLists::hugePage)),
    /** Tells the guard the honest tools, and the client another description of {@code read_file}. */
    TWO_FACES(Twist.of("tools/list", HostileLists::twoFaces)),
    /** No listing has the same description of {@code read_file} as another. */
    MANY_FACES(Twist.of("tools/list", HostileLists::manyFaces)),
    /** Lists of tools with items that are no objects, have no name, or one that is no string. */
    ODD_ITEMS(Twist.of("tools/list", HostileLists::oddItems)),
    /** Declares {@code read_file} twice, differently. */
    SAME_NAME_TWICE(Twist.of("tools/list", HostileLists::sameNameTwice)),

    /** Before the answer to a call: 256 requests to the client: pings, sampling, and methods that nobody knows. */
    MANY_REQUESTS(Twist.calls(turn -> HostileRequests.flood(turn, 256))),
    /** The same with 10,000. */
    FLOOD_OF_REQUESTS(Twist.calls(turn -> HostileRequests.flood(turn, 10_000))),
    /** Before the answer to a call: requests to the client under the very id of the call. */
    CLIENT_IDS(Twist.calls(HostileRequests::clientIds)),
    /** Before the answer to a call: 100 times that a resource changed, each time another that nobody asked about. */
    RESOURCE_UPDATES(Twist.calls(HostileRequests::resourceUpdates)),
    /** Before the answer to a call: notifications that nobody knows, and some that clients have no use for. */
    UNKNOWN_NOTIFICATIONS(Twist.calls(HostileRequests::unknownNotifications)),

    /** Speaks a version of MCP that nobody knows. */
    UNKNOWN_PROTOCOL(Twist.of("initialize", HostileResults::unknownProtocol)),
    /** Introduces itself in other types than MCP has. */
    ODD_INTRODUCTION(Twist.of("initialize", HostileResults::oddIntroduction));

    @SuppressWarnings("ImmutableEnumChecker") // functions of static methods
    private final Twist twist;

    Misbehaviour(Twist twist) {
        this.twist = twist;
    }

    /**
     * A server that does this and is honest otherwise.
     *
     * @param honest who answers
     * @param text what it says where it has the choice; one line
     * @return the server, for any transport
     */
    public MessageServer before(MessageServer honest, String text) {
        return new MisbehavingServer(requireNonNull(honest, "honest"), twist, requireNonNull(text, "text"));
    }

    /** {@return its name on a command line, {@code duplicate-answer}} */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * A misbehaviour by its name.
     *
     * @param id see {@link #id()}
     * @return it
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Misbehaviour of(String id) {
        return Arrays.stream(values())
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no misbehaviour \"" + id + "\", there are "
                        + Arrays.stream(values()).map(Misbehaviour::id).toList()));
    }
}
