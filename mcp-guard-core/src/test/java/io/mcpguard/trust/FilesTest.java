package io.mcpguard.trust;

import static io.mcpguard.trust.Given.BALANCED;
import static io.mcpguard.trust.Given.check;
import static io.mcpguard.trust.Given.learn;
import static io.mcpguard.trust.Given.listing;
import static io.mcpguard.trust.Given.object;
import static io.mcpguard.trust.Given.tool;
import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import io.mcpguard.json.JsonText;
import io.mcpguard.trust.Learned.Outcome;
import io.mcpguard.trust.Standing.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What digests of files mean for pins. */
class FilesTest {

    private static final Object TOOL = tool("read", "Reads");

    private final MemoryPinStore store = new MemoryPinStore();
    private final TrustBook book = new TrustBook(store, BALANCED);

    private static Server files(boolean binding, Map<String, String> digests) {
        return Server.command("files", List.of("java", "-jar", "files.jar")).measured(digests, binding);
    }

    private static Server files(boolean binding, String digest) {
        return files(binding, Map.of("files.jar", digest));
    }

    private void pinned(String identity) {
        var pins = ServerPins.of(object(identity), List.of(Given.pin(PinState.APPROVED, TOOL)));
        store.replace("", Pins.empty().with("files", pins));
        book.load().toCompletableFuture().join();
    }

    private Optional<String> forbidsStart(Server server) {
        return book.forbidsStart(server).toCompletableFuture().join();
    }

    @Test
    void whatRunsIsWrittenBesideTheCommand() {
        assertThat(JsonText.write(Identity.of(files(false, "sha256:aa"))))
                .isEqualTo("{\"assurance\":\"exact\",\"command\":[\"java\",\"-jar\",\"files.jar\"],"
                        + "\"files\":{\"files.jar\":\"sha256:aa\"},"
                        + "\"package\":{\"ecosystem\":\"jar\",\"name\":\"files.jar\"}}");
        assertThat(JsonText.write(Identity.of(
                        Server.command("files", List.of("npx", "files@1.2.3")).measured(Map.of(), false))))
                .isEqualTo("{\"assurance\":\"version\",\"command\":[\"npx\",\"files@1.2.3\"],"
                        + "\"package\":{\"ecosystem\":\"npm\",\"name\":\"files\",\"version\":\"1.2.3\"}}");
    }

    @Test
    void aChangedFileIsAnotherServerWhereFilesArePinned() {
        learn(book, files(true, "sha256:aa"), listing(TOOL));

        Server changed = files(true, "sha256:bb");

        assertThat(check(book, changed, TOOL).state()).isEqualTo(State.IDENTITY_CHANGED);
        assertThat(forbidsStart(changed))
                .contains("server \"files\" does not run what was pinned: file \"files.jar\" had sha256:aa and has"
                        + " sha256:bb; if that is right, approve its identity, "
                        + Places.code(Identity.of(changed))
                        + ", or correct \"files\" of its \"identity\" in the lock");
        assertThat(learn(book, changed, listing(TOOL)).outcome()).isEqualTo(Outcome.IDENTITY_CHANGED);
    }

    @Test
    void theSameFileIsTheSameServer() {
        learn(book, files(true, "sha256:aa"), listing(TOOL));
        assertThat(check(book, files(true, "sha256:aa"), TOOL).trusted()).isTrue();
        assertThat(forbidsStart(files(true, "sha256:aa"))).isEmpty();
    }

    @Test
    void aChangedFileIsReportedWhereFilesAreRecorded() {
        learn(book, files(false, "sha256:aa"), listing(TOOL));

        Learned learned = learn(book, files(false, "sha256:bb"), listing(TOOL));

        assertThat(check(book, files(false, "sha256:bb"), TOOL).trusted()).isTrue();
        assertThat(learned.outcome()).isEqualTo(Outcome.KNOWN);
        assertThat(learned.alarms())
                .containsExactly(new Alarm(
                        "identity.files",
                        "not the file that was pinned, which is recorded only: file \"files.jar\" had sha256:aa and has"
                                + " sha256:bb",
                        ""));
        assertThat(learn(book, files(false, "sha256:aa"), listing(TOOL)).alarms())
                .isEmpty();
    }

    @Test
    void aLockThatHasOnlyTheCommandStillFits() {
        pinned("{'command':['java','-jar','files.jar']}");
        assertThat(check(book, files(false, "sha256:aa"), TOOL).trusted()).isTrue();
        assertThat(learn(book, files(false, "sha256:aa"), listing(TOOL)).alarms())
                .isEmpty();
    }

    @Test
    void aLockWithoutDigestsIsNotEnoughWhereFilesArePinned() {
        pinned("{'command':['java','-jar','files.jar']}");
        assertThat(forbidsStart(files(true, "sha256:aa")).orElseThrow())
                .contains("file \"files.jar\" had not known and has sha256:aa");
    }

    @Test
    void aFileThatCannotBeDigestedAnyMoreIsAnotherOne() {
        learn(book, files(true, "sha256:aa"), listing(TOOL));
        assertThat(check(book, files(true, Map.of()), TOOL).state()).isEqualTo(State.IDENTITY_CHANGED);
    }

    @Test
    void packageAndAssuranceAreForPeopleAndNotCompared() {
        pinned("{'command':['java','-jar','files.jar'],'package':{'name':'other'},'assurance':'name'}");
        assertThat(check(book, files(false, "sha256:aa"), TOOL).trusted()).isTrue();
    }

    @Test
    void membersThatNobodyKnowsFitNothing() {
        pinned("{'command':['java','-jar','files.jar'],'signed_by':'ana'}");
        assertThat(check(book, files(false, "sha256:aa"), TOOL).reason())
                .isEqualTo("the \"identity\" of server \"files\" in the lock has members that are not known");
    }

    @Test
    void filesWithoutACommandFitNoPlace() {
        pinned("{'files':{'files.jar':'sha256:aa'}}");
        assertThat(check(book, Server.named("files"), TOOL).state()).isEqualTo(State.IDENTITY_CHANGED);
        assertThat(check(book, files(false, "sha256:aa"), TOOL).state()).isEqualTo(State.IDENTITY_CHANGED);
    }

    @Test
    void aServerThatWasNeverPinnedMayStart() {
        assertThat(forbidsStart(files(true, "sha256:aa"))).isEmpty();
    }

    @Test
    void nothingBoundStartsWhilePinsCannotBeRead() {
        var failing = new UnreliableStore();
        failing.failReads("no disk");
        var unreadable = new TrustBook(failing, BALANCED);
        assertThat(unreadable
                        .forbidsStart(files(true, "sha256:aa"))
                        .toCompletableFuture()
                        .join()
                        .orElseThrow())
                .startsWith("the pins cannot be read: ");
    }
}
