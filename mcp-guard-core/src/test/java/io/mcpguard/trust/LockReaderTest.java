package io.mcpguard.trust;

import static io.mcpguard.trust.Given.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.api.trust.ItemKind;
import io.mcpguard.api.trust.Pin;
import io.mcpguard.api.trust.PinState;
import io.mcpguard.api.trust.Pins;
import io.mcpguard.api.trust.ServerPins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockReaderTest {

    private static final String DIGEST = Definitions.digest(json("{'name':'t'}"));
    private static final String PIN = "{'state':'seen','digest':'" + DIGEST + "','definition':{'name':'t'}}";

    private static Pins read(String text) {
        return LockReader.read("my.lock", text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String lock(String server) {
        return "{'version':1,'servers':{'files':" + server + "}}";
    }

    private static String tools(String tools) {
        return lock("{'identity':{},'server_info':{},'tools':" + tools + "}");
    }

    private static String problem(String text) {
        try {
            read(text);
        } catch (LockException e) {
            return e.getMessage();
        }
        throw new AssertionError("accepted: " + text);
    }

    @Test
    void readsPins() {
        assertThat(read(tools("{'t':[" + PIN + "]}"))
                        .server("files")
                        .orElseThrow()
                        .pins())
                .containsExactly(Pin.of(ItemKind.TOOL, "t", PinState.SEEN, DIGEST, Map.of("name", "t")));
    }

    @Test
    void readsTheExampleOfTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "pins.md"));
        int start = page.indexOf("```json\n") + "```json\n".length();
        byte[] example = page.substring(start, page.indexOf("```", start)).getBytes(StandardCharsets.UTF_8);
        assertThat(LockWriter.write(LockReader.read("pins.md", example))).isEqualTo(example);
    }

    @Test
    void keyOrderAndLayoutOfADefinitionDoNotMatter() {
        String digest = Definitions.digest(json("{'a':1,'b':2}"));
        assertThat(read(tools("{'t':[{'digest':'" + digest + "','definition':{'b': 2.0,\n'a':1},'state':'held'}]}"))
                        .server("files")
                        .orElseThrow()
                        .pins())
                .hasSize(1);
    }

    @Test
    void refusesADefinitionThatWasEdited() {
        assertThat(problem(tools("{'t':[" + PIN.replace("'t'}", "'u'}") + "]}")))
                .isEqualTo(
                        "my.lock: /servers/files/tools/t/0/digest: the digest is not that of the definition, so one of"
                                + " them was edited. Restore the file from version control, or remove this pin and approve the"
                                + " definition anew.");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThat(problem(""))
                .isEqualTo("my.lock: the lock is damaged: JSON ends too early, at line 1, column 1. Restore it from"
                        + " version control, or delete it to have every server pinned anew.");
    }

    @Test
    void refusesAFileThatIsCutOffAnywhere() {
        byte[] whole = tools("{'t':[" + PIN + "]}").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> LockReader.read("my.lock", cut)).isInstanceOf(LockException.class);
        }
    }

    @Test
    void refusesAnUnresolvedMerge() {
        assertThat(problem("{\n<<<<<<< HEAD\n'version':1}"))
                .startsWith("my.lock: the lock is damaged: malformed JSON, at line 2, column ");
    }

    @Test
    void refusesDuplicateKeys() {
        assertThat(problem("{'version':1,'servers':{},'servers':{}}"))
                .startsWith("my.lock: the lock is damaged: a JSON object names a member twice, at line 1, column ");
    }

    @Test
    void readsTheFirstFormatAndWritesTheNewest() {
        Pins old = read(tools("{'t':[" + PIN + "]}"));

        assertThat(old.server("files").orElseThrow().listed())
                .as("it pinned tools and instructions, and whatever there was of them")
                .containsExactlyInAnyOrder(ItemKind.TOOL, ItemKind.INSTRUCTIONS);
        assertThat(new String(LockWriter.write(old), StandardCharsets.UTF_8))
                .startsWith("{\n  \"version\": 3,")
                .contains("\"listed\": [\n        \"tools\",\n        \"instructions\"\n      ]");
        assertThat(LockReader.read("my.lock", LockWriter.write(old))).isEqualTo(old);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                {'identity':{},'server_info':{}}                          | /listed: a list of sections must stand here
                {'identity':{},'server_info':{},'listed':{}}              | /listed: a list of sections must stand here
                {'identity':{},'server_info':{},'listed':['tools','x']}   | /listed/1: unknown section
                {'identity':{},'server_info':{},'listed':['tools',7]}     | /listed/1: unknown section
            """)
    void refusesALockThatDoesNotSayWhatIsComplete(String server, String problem) {
        assertThat(problem("{'version':2,'servers':{'a':" + server + "}}")).startsWith("my.lock: /servers/a" + problem);
    }

    @Test
    void theFirstFormatHasNoListOfWhatIsComplete() {
        assertThat(problem(lock("{'identity':{},'server_info':{},'listed':[]}")))
                .startsWith("my.lock: /servers/files/listed: unknown key");
    }

    @Test
    void aSectionWithPinsWasListedWhateverTheLockSays() {
        assertThat(read("{'version':2,'servers':{'a':{'identity':{},'server_info':{},'listed':[],'prompts':{'t':[" + PIN
                                + "]}}}}")
                        .server("a")
                        .orElseThrow()
                        .listed())
                .containsExactly(ItemKind.PROMPT);
    }

    @Test
    void refusesANewerFormat() {
        assertThat(problem("{'version':4,'signature':'x'}"))
                .isEqualTo("my.lock: /version: the lock has format 4, and this release reads formats up to 3."
                        + " Update mcp-guard.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                {}                                             | /version: this is no lock of mcp-guard
                {'version':'1','servers':{}}                   | /version: this is no lock of mcp-guard
                {'version':0,'servers':{}}                     | /version: this is no lock of mcp-guard
                {'version':1.5,'servers':{}}                   | /version: this is no lock of mcp-guard
                {'version':1}                                  | /servers: an object must stand here
                {'version':1,'servers':[]}                     | /servers: an object must stand here
                {'version':1,'servers':{},'more':1}            | /more: unknown key
                {'version':1,'servers':{'a':1}}                | /servers/a: an object must stand here
                {'version':1,'servers':{'a':{'server_info':{}}}} | /servers/a/identity: an object must stand here
                {'version':1,'servers':{'a':{'identity':{}}}}  | /servers/a/server_info: an object must stand here
                """)
    void namesThePlace(String lock, String problem) {
        assertThat(problem(lock)).startsWith("my.lock: " + problem + ". ");
    }

    @Test
    void namesThePlaceInAServer() {
        assertThat(problem(lock("{'identity':{},'server_info':{},'tool':{}}")))
                .isEqualTo("my.lock: /servers/files/tool: unknown key. Remove it, or update mcp-guard.");
        assertThat(problem(tools("[]"))).startsWith("my.lock: /servers/files/tools: an object must stand here. ");
        assertThat(problem(tools("{'a/b':{}}"))).startsWith("my.lock: /servers/files/tools/a~1b: a list of pins must ");
        assertThat(problem(tools("{'t':[]}"))).startsWith("my.lock: /servers/files/tools/t: a list of pins must ");
        assertThat(problem(tools("{'t':[1]}"))).startsWith("my.lock: /servers/files/tools/t/0: an object must ");
        assertThat(problem(lock("{'identity':{},'server_info':{},'instructions':{}}")))
                .startsWith("my.lock: /servers/files/instructions: a list of pins must ");
    }

    @Test
    void namesThePlaceInAPin() {
        assertThat(problem(tools("{'t':[" + PIN.replace("'seen'", "'trusted'") + "]}")))
                .isEqualTo("my.lock: /servers/files/tools/t/0/state: unknown state. Write \"seen\", \"approved\" or"
                        + " \"held\".");
        assertThat(problem(tools("{'t':[" + PIN.replace("'state'", "'stat'") + "]}")))
                .startsWith("my.lock: /servers/files/tools/t/0/stat: unknown key. ");
        assertThat(problem(tools("{'t':[{'state':'seen','digest':'" + Definitions.digest(null) + "'}]}")))
                .startsWith("my.lock: /servers/files/tools/t/0: the definition is missing. ");
        assertThat(problem(tools("{'t':[" + PIN + "," + PIN + "]}")))
                .isEqualTo("my.lock: /servers/files/tools/t/1: the definition is pinned twice. Remove one of the two.");
    }

    @Test
    void namesOfServersCannotMoveTheCursor() {
        assertThat(problem("{'version':1,'servers':{'a\\u001b[2K\\n':1}}"))
                .startsWith("my.lock: /servers/a\\u{1b}[2K\\u{a}: an object must stand here");
    }

    @Test
    void refusesTooManyServers() {
        StringBuilder servers = new StringBuilder("'s':{}");
        for (int i = 0; i < 10_000; i++) {
            servers.append(",'").append(i).append("':{}");
        }
        assertThat(problem("{'version':1,'servers':{" + servers + "}}"))
                .isEqualTo("my.lock: /servers: more than 10000 servers. Keep those that are in use.");
    }

    @Test
    void readsWhateverCanBeWritten() {
        var random = new Random(7);
        var trees = new RandomJson(random);
        for (int i = 0; i < 500; i++) {
            Pins pins = randomPins(random, trees);
            Pins again = LockReader.read("my.lock", LockWriter.write(pins));
            assertThat(content(again)).isEqualTo(content(pins));
            assertThat(LockWriter.write(again)).isEqualTo(LockWriter.write(pins));
        }
    }

    @Test
    void doesNotWriteTwoInstructionsUnderNames() {
        Pins pins = Pins.empty()
                .with(
                        "files",
                        ServerPins.of(
                                Map.of(), List.of(Pin.of(ItemKind.INSTRUCTIONS, "x", PinState.SEEN, DIGEST, "y"))));
        assertThatThrownBy(() -> LockWriter.write(pins))
                .hasMessage("a server has only one of INSTRUCTIONS, and it has no name");
    }

    @Test
    void anyDamageIsALockExceptionOrAnotherLock() {
        var random = new Random(8);
        byte[] whole = LockWriter.write(randomPins(random, new RandomJson(random)));
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = whole.clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                LockReader.read("my.lock", damaged);
            } catch (LockException e) {
                assertThat(e).hasMessageStartingWith("my.lock: ");
            }
        }
    }

    static Pins randomPins(Random random, RandomJson trees) {
        Pins pins = Pins.empty();
        for (int s = random.nextInt(4); s > 0; s--) {
            var list = new ArrayList<Pin>();
            var seen = new HashSet<String>();
            for (int p = random.nextInt(8); p > 0; p--) {
                ItemKind kind = any(random, ItemKind.values());
                PinState state = any(random, PinState.values());
                Object definition = trees.tree();
                Pin pin = Pin.of(
                        kind,
                        LockFormat.isNamed(kind) ? trees.key() : "",
                        state,
                        Definitions.digest(definition),
                        definition);
                if (seen.add(pin.kind() + pin.name() + pin.digest())) {
                    list.add(pin);
                }
            }
            pins = pins.with(
                    trees.key(),
                    ServerPins.of(Map.of("url", trees.string()), list)
                            .listed(random.nextBoolean() ? Set.of(ItemKind.TOOL, ItemKind.PROMPT) : Set.of()));
        }
        return pins;
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Map<String, List<?>> content(Pins pins) {
        return pins.servers().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        server -> List.of(
                                server.getValue().identity(),
                                new HashSet<>(server.getValue().pins()))));
    }
}
