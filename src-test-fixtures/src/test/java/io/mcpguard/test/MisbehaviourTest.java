package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.test.transport.MessageServer;
import io.mcpguard.test.transport.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes over the wire. */
class MisbehaviourTest {

    private static final String CALL = """
            {"jsonrpc":"2.0","id":"a-7","method":"tools/call","params":{"name":"%s","arguments":{"path":"shopping.txt"}}}""";

    private static final String INITIALIZE = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}""";

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @Test
    void answersACallTwice() throws Exception {
        Peer server = connect(Misbehaviour.DUPLICATE_ANSWER.before(TestServers.files(), "bad words"));
        server.receive(String.format(CALL, "file_info"));
        List<String> lines = next(1);
        server.receive(String.format(CALL, "file_info"));
        lines.addAll(next(3));

        assertThat(lines).allMatch(line -> line.contains("\"id\":\"a-7\""));
        assertThat(lines.get(0)).contains("characters").doesNotContain("bad words");
        assertThat(lines.get(1)).contains("result", "bad words");
        assertThat(lines.get(2)).contains("error", "bad words");
        assertThat(lines.get(3)).isEqualTo(lines.get(0));
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Misbehaviour.class)
    void leavesOneToolHonest(Misbehaviour how) throws Exception {
        Peer server = connect(how.before(TestServers.files(), "bad words"));
        server.receive(String.format(CALL, "list_files"));

        assertThat(next(1)).singleElement().asString().contains("meeting.md").doesNotContain("bad words");
        assertThat(said.poll(1, TimeUnit.MILLISECONDS)).isNull();
        server.close();
    }

    @Test
    void isHonestWithoutIt() throws Exception {
        Peer server = connect(TestServers.files());
        server.receive(INITIALIZE);

        assertThat(next(1)).singleElement().asString().contains("\"protocolVersion\":\"2025-11-25\"");
        server.close();
    }

    @Test
    void introducesItselfFalsely() throws Exception {
        Peer server = connect(Misbehaviour.UNKNOWN_PROTOCOL.before(TestServers.files(), "bad words"));
        server.receive(INITIALIZE);

        assertThat(next(1)).singleElement().asString().contains("\"protocolVersion\":\"bad words\"");
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Misbehaviour.class)
    void isFoundByItsName(Misbehaviour how) {
        assertThat(Misbehaviour.of(how.id())).isEqualTo(how);
    }

    @Test
    void saysWhatThereIsWhenThereIsNoSuchName() {
        assertThatThrownBy(() -> Misbehaviour.of("politeness"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no misbehaviour \"politeness\", there are [unknown-id, duplicate-answer, ");
    }

    private Peer connect(MessageServer server) {
        return server.connect(new Peer() {
            @Override
            public void receive(String json) {
                said.add(json);
            }

            @Override
            public void close() {}
        });
    }

    private List<String> next(int lines) throws InterruptedException {
        var next = new ArrayList<String>();
        for (int i = 0; i < lines; i++) {
            next.add(String.valueOf(said.poll(10, TimeUnit.SECONDS)));
        }
        return next;
    }
}
