package io.mcpguard.client;

import io.mcpguard.api.Interception;
import io.mcpguard.api.Interceptor;
import io.mcpguard.policy.Policy;
import java.util.List;
import java.util.Objects;

/** What a session needs to know of servers that ask the client for something. */
public final class AskingTheClient {

    private AskingTheClient() {}

    /**
     * The interceptors that hold servers to the policy.
     *
     * @param policy one immutable snapshot
     * @return new ones, without state: refusing and asking, cutting what is asked, cutting what is answered
     */
    public static List<Interceptor> interceptors(Policy policy) {
        return List.of(new ClientRules(policy), new ClientCuts(policy), new ClientReplies(policy));
    }

    /**
     * The elicitations at an address that a message starts, whose end the server may tell of.
     *
     * @param in a message of the server
     * @return their ids
     */
    public static List<String> elicitations(Interception in) {
        return Asked.in(in).stream()
                .map(ElicitationAddress::id)
                .filter(Objects::nonNull)
                .toList();
    }
}
