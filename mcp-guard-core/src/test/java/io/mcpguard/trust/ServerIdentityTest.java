package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.FILES;
import static io.mcpguard.trust.Given.check;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.trust.Learned.Outcome;
import io.mcpguard.trust.Standing.State;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerIdentityTest {

    private final MemoryPinStore store = new MemoryPinStore();
    private final TrustBook book = new TrustBook(store, BALANCED);

    @Test
    void knownNameAtAnotherCommandIsNotTrusted() {
        learn(book, FILES, listing(tool("read", "Reads")));
        Server moved = Server.command("files", List.of("java", "-jar", "evil.jar"));
        Standing standing = check(book, moved, tool("read", "Reads"));
        assertThat(standing.state()).isEqualTo(State.IDENTITY_CHANGED);
        assertThat(standing.reason())
                .isEqualTo("server \"files\" is pinned at {\"command\":[\"java\",\"-jar\",\"files.jar\"]} and is now at"
                        + " {\"command\":[\"java\",\"-jar\",\"evil.jar\"]}; if that is right, approve its identity, "
                        + Places.code(Identity.of(moved)) + ", or correct its \"identity\" in the lock");
        assertThat(book.trusts(moved, ItemKind.TOOL, "read")).isFalse();
    }

    @Test
    void nothingIsLearnedFromAKnownNameAtAnotherCommand() {
        learn(book, FILES, listing(tool("read", "Reads")));
        Server moved = Server.command("files", List.of("java", "-jar", "evil.jar"));
        Learned learned = learn(book, moved, listing(tool("read", "Evil")));
        assertThat(learned.outcome()).isEqualTo(Outcome.IDENTITY_CHANGED);
        assertThat(learned.reason()).startsWith("server \"files\" is pinned at ");
        assertThat(store.load()
                        .toCompletableFuture()
                        .join()
                        .pins()
                        .server("files")
                        .orElseThrow()
                        .pins())
                .hasSize(1);
        assertThat(learn(new TrustBook(store, BALANCED), moved, listing(tool("read", "Evil")))
                        .outcome())
                .isEqualTo(Outcome.IDENTITY_CHANGED);
    }

    @Test
    void sameCommandInAnotherObjectIsTrusted() {
        learn(book, FILES, listing(tool("read", "Reads")));
        Server again =
                Server.command("files", List.of("java", "-jar", "files.jar")).checked();
        assertThat(check(book, again, tool("read", "Reads")).trusted()).isTrue();
        assertThat(check(book, FILES, tool("read", "Reads")).trusted()).isTrue();
    }

    @Test
    void knownNameAtAnotherUrlIsNotTrusted() {
        Server here = Server.url("mail", URI.create("https://mail.example.com/mcp"));
        learn(book, here, listing(tool("send", "Sends")));
        assertThat(check(book, here, tool("send", "Sends")).trusted()).isTrue();
        Server there = Server.url("mail", URI.create("https://mail.example.org/mcp"));
        assertThat(check(book, there, tool("send", "Sends")).state()).isEqualTo(State.IDENTITY_CHANGED);
    }

    @Test
    void serverOfWhichOnlyTheNameIsKnownDoesNotPassForOnePinnedAtACommand() {
        learn(book, FILES, listing(tool("read", "Reads")));
        assertThat(check(book, Server.named("files"), tool("read", "Reads")).state())
                .isEqualTo(State.IDENTITY_CHANGED);
    }

    @Test
    void pinOfANameAloneFitsEveryPlace() {
        learn(book, Server.named("files"), listing(tool("read", "Reads")));
        assertThat(check(book, Server.named("files"), tool("read", "Reads")).trusted())
                .isTrue();
        assertThat(check(book, FILES, tool("read", "Reads")).trusted()).isTrue();
    }
}
