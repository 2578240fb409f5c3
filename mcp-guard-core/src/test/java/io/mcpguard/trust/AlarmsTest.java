package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.clean;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.object;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is suspicious about where a server runs, or whom it resembles. */
class AlarmsTest {

    private static final Server MAIL = Server.url("mail", URI.create("https://mail.example.com/mcp"));
    private static final Object READ = tool("read", "Reads a mail");
    private static final Object SEND = tool("send", "Sends a mail");

    private final TrustBook book = new TrustBook(new MemoryPinStore(), BALANCED);

    private static Server command(String name, String... line) {
        return Server.command(name, List.of(line));
    }

    private static Observed called(String name, Object... tools) {
        return new Observed(
                object("{'name':'" + name + "','version':'1.0.0'}"),
                java.util.Arrays.stream(tools).map(Given::clean).toList());
    }

    private List<String> rules(Server server, Observed observed) {
        return learn(book, server, observed).alarms().stream().map(Alarm::rule).toList();
    }

    @Test
    void theSameToolsAtANewEndpointRaiseAnAlarm() {
        learn(book, MAIL, called("mail", READ, SEND));

        Server copy = Server.url("mail-pro", URI.create("https://mail.example.org/mcp"));

        assertThat(learn(book, copy, called("other", SEND, READ)).alarms())
                .containsExactly(new Alarm(
                        "identity.same_definitions",
                        "declares the very tools of server \"mail\" at another place",
                        "mail"));
    }

    @Test
    void otherToolsOfTheSameNamesRaiseNone() {
        learn(book, MAIL, called("mail", READ, SEND));
        Server other = command("other", "other");
        assertThat(rules(other, called("other", READ))).isEmpty();
        assertThat(rules(command("third", "third"), called("third", READ, tool("send", "Sends a letter"))))
                .isEmpty();
    }

    @Test
    void serversWithoutToolsAreNotAlike() {
        learn(book, MAIL, called("mail"));
        assertThat(rules(command("other", "other"), called("other"))).isEmpty();
    }

    @Test
    void theSameServerInfoAtTwoEndpointsRaisesAnAlarm() {
        learn(book, MAIL, called("mail", READ));
        assertThat(learn(book, command("copy", "copy"), called("mail", SEND)).alarms())
                .containsExactly(new Alarm(
                        "identity.same_server_info",
                        "calls itself what server \"mail\" at another place calls itself",
                        "mail"));
    }

    @Test
    void instancesOfOnePackageAreNotSuspicious() {
        learn(book, command("prod", "npx", "mail@1.0.0", "--prod"), called("mail", READ, SEND));
        assertThat(rules(command("dev", "npx", "-y", "mail@1.0.0", "--dev"), called("mail", READ, SEND)))
                .isEmpty();
        assertThat(rules(command("evil", "npx", "-y", "rnail@1.0.0"), called("mail", READ, SEND)))
                .containsOnly("identity.same_definitions");
    }

    @Test
    void aServerThatIsKnownRaisesItsAlarmOnce() {
        learn(book, MAIL, called("mail", READ));
        assertThat(rules(command("copy", "copy"), called("copy", READ))).isNotEmpty();
        assertThat(rules(command("copy", "copy"), called("copy", READ))).isEmpty();
    }

    @Test
    void aKnownNameElsewhereIsRefusedAndSaysWhetherItDeclaresTheSame() {
        learn(book, MAIL, listing(READ, SEND));
        Server moved = Server.url("mail", URI.create("https://mail.example.org/mcp"));
        assertThat(learn(book, moved, listing(READ, SEND)).alarms())
                .containsExactly(new Alarm(
                        "identity.moved",
                        "it is not where it was pinned, and declares the same tools: it moved, or wants to be taken for it",
                        ""));
        assertThat(learn(book, moved, listing(READ)).alarms())
                .containsExactly(new Alarm("identity.moved", "it is not where it was pinned", ""));
    }

    @Test
    void aNameOfAServerCannotHideInAnAlarm() {
        learn(book, command("a\u202e\nb", "a"), listing(READ));
        assertThat(learn(book, command("copy", "copy"), listing(clean(READ))).alarms())
                .singleElement()
                .satisfies(alarm ->
                        assertThat(alarm.message()).doesNotContain("\u202e").doesNotContain("\n"));
    }
}
