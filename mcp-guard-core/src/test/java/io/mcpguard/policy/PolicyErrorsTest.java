package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about mistakes in a policy file, to the letter. */
class PolicyErrorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                // keys
                "servers: {a: {tools: {denny: [x]}}} ~ 2:23 servers.a.tools: unknown key \"denny\"; did you mean \"deny\"?",
                "servers: {a: {tool: {}}} ~ 2:15 servers.a: unknown key \"tool\"; did you mean \"tools\"?",
                "servers: {a: {tools: {x: []}}} ~ 2:23 servers.a.tools: unknown key \"x\"; known here: allow, ask, deny, labels, otherwise",
                "servers: {a: {prompts: {ask: []}}} ~ 2:25 servers.a.prompts: unknown key \"ask\"; known here: allow, deny",
                "servers: {a: {deny: []}} ~ 2:15 servers.a: unknown key \"deny\"; write it below \"tools\"",
                "tools: {} ~ 2:1: unknown key \"tools\"; write it below \"servers\" and the name of a server",
                "Servers: {} ~ 2:1: unknown key \"Servers\"; did you mean \"servers\"?",
                "pin: {firstSight: trust} ~ 2:7 pin: unknown key \"firstSight\"; did you mean \"first_sight\"?",
                "<<: {mode: audit} ~ 2:1: unknown key \"<<\"; known here: approval, audit, data, extends, inspect, interceptors, limits, mode, names, pin, servers, version",
                "mode: audit\\nmode: enforce ~ 3:1: the key \"mode\" is given twice, first in line 2; remove one",
                "servers: {a: {}, a: {}} ~ 2:18: the key \"a\" is given twice, first in line 2; remove one",
                // what is planned
                "flow: {} ~ 2:1 flow: not supported yet; remove it: nothing would enforce it",
                // data
                "data: {results: {emial: redact}} ~ 2:18 data.results: no class of data is called \"emial\"; did you mean \"email\"?",
                "data: {results: {email: redacted}} ~ 2:25 data.results.email: \"redacted\" is not possible here; did you mean \"redact\"?",
                "data: {own: {email: 'x'}} ~ 2:14 data.own: the guard has a class \"email\" already; choose another name",
                "data: {own: {badge: '(x'}} ~ 2:21 data.own.badge: not a pattern: missing closing ); write an RE2 pattern in single quotes, such as 'EMP-[0-9]{6}'; it has no lookaround",
                "data: {own: {badge: 'x*'}} ~ 2:21 data.own.badge: the pattern matches nothing at all, and so everywhere; make it match at least a character",
                "data: {canaries: [short]} ~ 2:19 data.canaries[0]: a canary has 5 characters; write 8 to 1000 that occur nowhere by chance",
                "data: {detectors: {ip-private: no}} ~ 2:32 data.detectors.ip-private: \"no\" is not possible here; write on or off",
                "data: {tools: {}} ~ 2:8 data: unknown key \"tools\"; write it below \"servers\", the name of a server and \"data\"",
                "data: {entropy: {beyond: redact}} ~ 2:26 data.entropy.beyond: \"redact\" is not possible here; write allow, record, ask or refuse",
                "servers: {a: {data: {own: {}}}} ~ 2:22 servers.a.data: unknown key \"own\"; write it below \"data\" at the top; it holds for all servers",
                "review: {} ~ 2:1 review: not supported yet; remove it: nothing would enforce it",
                "alerts: {} ~ 2:1 alerts: not supported yet; remove it: nothing would enforce it",
                "servers: {a: {trust: full}} ~ 2:15 servers.a.trust: not supported yet; remove it: nothing would enforce it",
                "servers: {a: {tools: {arguments: {}}}} ~ 2:23 servers.a.tools.arguments: not supported yet; remove it: nothing would enforce it",
                // types
                "servers: [a] ~ 2:10 servers: a mapping is expected, not a list; write its keys below it, indented, or {} for none",
                "servers: ~ 2:9 servers: a mapping is expected, not nothing; write its keys below it, indented, or {} for none",
                "servers: {a: x} ~ 2:14 servers.a: a mapping is expected, not text; write its keys below it, indented, or {} for none",
                "servers: {a: {env: HOME}} ~ 2:20 servers.a.env: a list is expected, not text; put it in brackets: [first, second]",
                "servers: {a: {tools: {allow: [{x: y}]}}} ~ 2:31 servers.a.tools.allow[0]: text is expected, not a mapping; write a text",
                "servers: {a: {command: [node, 8080]}} ~ 2:31 servers.a.command[1]: text is expected, not a number; put it in quotes",
                "servers: {a: {command: [node, 1.10]}} ~ 2:31 servers.a.command[1]: text is expected, not a number; put it in quotes",
                "servers: {a: {tools: {allow: [true]}}} ~ 2:31 servers.a.tools.allow[0]: text is expected, not true or false; put it in quotes",
                "servers: {a: {tools: {allow: [null]}}} ~ 2:31 servers.a.tools.allow[0]: text is expected, not nothing; write a text",
                "mode: ~ 2:6 mode: text is expected, not nothing; write a text",
                "audit: {required: yes} ~ 2:19 audit.required: true or false is expected, not text; write true or false, without quotes",
                "audit: {required: \"true\"} ~ 2:19 audit.required: true or false is expected, not text; write true or false, without quotes",
                "limits: {depth: \"64\"} ~ 2:17 limits.depth: a whole number is expected, not text; write a number from 8 to 512",
                "limits: {depth: 1_00} ~ 2:17 limits.depth: a whole number is expected, not text; write a number from 8 to 512",
                "limits: {depth: 064} ~ 2:17 limits.depth: a whole number is expected, not 064; write a number from 8 to 512",
                "limits: {depth: 6.4e1} ~ 2:17 limits.depth: a whole number is expected, not 6.4e1; write a number from 8 to 512",
                "limits: {depth: -64} ~ 2:17 limits.depth: a whole number is expected, not -64; write a number from 8 to 512",
                // values
                "limits: {depth: 7} ~ 2:17 limits.depth: 7 is out of bounds; write a number from 8 to 512",
                "limits: {min_protocol: latest} ~ 2:24 limits.min_protocol: \"latest\" is no protocol version; write a date such as 2024-11-05",
                "limits: {request_timeout: 2d} ~ 2:27 limits.request_timeout: 2d is out of bounds; write a duration from 1s to 1d",
                "approval: {budget: 15} ~ 2:20 approval.budget: text is expected, not a number; write a number and a unit, such as 500ms, 30s, 10m, 2h or 1d",
                "approval: {budget: 15 s} ~ 2:20 approval.budget: not a duration: \"15 s\"; write a number and a unit, such as 500ms, 30s, 10m, 2h or 1d",
                "pin: {recheck: PT10M} ~ 2:16 pin.recheck: not a duration: \"PT10M\"; write a number and a unit, such as 500ms, 30s, 10m, 2h or 1d",
                "extends: Strict ~ 2:10 extends: \"Strict\" is not possible here; did you mean \"strict\"?",
                "mode: on ~ 2:7 mode: \"on\" is not possible here; write enforce or audit",
                "inspect: {definitions: sanitize} ~ 2:24 inspect.definitions: \"sanitize\" is not possible here; write flag or block",
                "inspect: {results: none} ~ 2:20 inspect.results: \"none\" is not possible here; write flag, ask, fence, sanitize or block",
                "inspect: {results: {treatment: flagg}} ~ 2:32 inspect.results.treatment: \"flagg\" is not possible here; did you mean \"flag\"?",
                "inspect: {results: {stop: high}} ~ 2:27 inspect.results.stop: a number is expected, not text; write a number from 0 to 1, such as 0.9",
                "inspect: {results: {stop: 90}} ~ 2:27 inspect.results.stop: 90.0 is out of bounds; write a number from 0 to 1, such as 0.9",
                "inspect: {results: {stop: 9e-1}} ~ 2:27 inspect.results.stop: a number is expected, not 9e-1; write a number from 0 to 1, such as 0.9",
                "inspect: {results: {stop: 0.5, notice: 0.9}} ~ 2:32 inspect.results.notice: notice 0.9 is above stop 0.5; write a smaller notice: what is stopped need not be noticed",
                "inspect: {results: {stopp: 0.5}} ~ 2:21 inspect.results: unknown key \"stopp\"; did you mean \"stop\"?",
                "inspect: {noticed: {stop: 0.5}} ~ 2:20 inspect.noticed: text is expected, not a mapping; write a text",
                "inspect: {rules: {override-previos: off}} ~ 2:19 inspect.rules: no rule is called \"override-previos\"; did you mean \"override-previous\"?",
                "inspect: {rules: {terminal-x: off}} ~ 2:19 inspect.rules: no rule is called \"terminal-x\"; near it: terminal-clipboard, terminal-colour, terminal-concealed, terminal-overwrite, terminal-string; mcp-guard explain --rules lists all",
                "inspect: {rules: {\"zz*\": off}} ~ 2:19 inspect.rules: no rule is called \"zz*\"; mcp-guard explain --rules lists all",
                "inspect: {rules: {inspection-budget: off}} ~ 2:19 inspect.rules: \"inspection-budget\" is no judgement of a text but a bound that was passed; remove it: bounds hold for everybody",
                "inspect: {rules: {model: no}} ~ 2:26 inspect.rules.model: \"no\" is not possible here; write off, notice or stop",
                "servers: {a: {inspect: {results: none}}} ~ 2:34 servers.a.inspect.results: \"none\" is not possible here; write flag, ask, fence, sanitize or block",
                "interceptors: {x: enforced} ~ 2:19 interceptors.x: \"enforced\" is not possible here; did you mean \"enforce\"?",
                "servers: {a: {client: {roots: maybe}}} ~ 2:31 servers.a.client.roots: \"maybe\" is not possible here; write refuse, ask or allow",
                "servers: {a: {client: {other_notifications: ask}}} ~ 2:45 servers.a.client.other_notifications: \"ask\" is not possible here; write allow or refuse",
                "servers: {a: {client: {sampling: {max_tokens: 0}}}} ~ 2:47 servers.a.client.sampling.max_tokens: 0 is out of bounds; write a number from 1 to 1000000",
                "servers: {a: {client: {sampling: {efect: ask}}}} ~ 2:35 servers.a.client.sampling: unknown key \"efect\"; did you mean \"effect\"?",
                "servers: {a: {client: {sampling: [ask]}}} ~ 2:34 servers.a.client.sampling: text is expected, not a list; write a text",
                "servers: {a: {client: {elicitation: {url_origins: [\"http://a.example\"]}}}} ~ 2:52 servers.a.client.elicitation.url_origins[0]: an origin without https; write https://, or the name of loopback",
                "servers: {a: {client: {elicitation: {url_origins: [\"https://a.example/x\"]}}}} ~ 2:52 servers.a.client.elicitation.url_origins[0]: not an origin; write scheme and host alone, such as https://auth.example.com",
                "servers: {a: {client: {roots: {only: [work]}}}} ~ 2:39 servers.a.client.roots.only[0]: not the URI of a directory: \"work\"; write the file URI of a directory, such as file:///work/project",
                "servers: {a: {client: {per_minute: {logs: 1}}}} ~ 2:37 servers.a.client.per_minute: unknown key \"logs\"; did you mean \"log\"?",
                "servers: {a: {tools: {labels: {x: [privat]}}}} ~ 2:36 servers.a.tools.labels.x[0]: \"privat\" is not possible here; did you mean \"private\"?",
                // names
                "servers: {\"\": {}} ~ 2:11 servers: the name of a server is empty; write it or remove the entry",
                "servers: {\"a \": {}} ~ 2:11 servers: the name of a server starts or ends with a space: \"a \"; remove the space",
                "servers: {\"a\\u200bb\": {}} ~ 2:11 servers: the name of a server contains a character that cannot be seen: \"a\\u{200b}b\"; remove that character",
                "servers: {\"a.b\": {tools: {x: []}}} ~ 2:27 servers[\"a.b\"].tools: unknown key \"x\"; known here: allow, ask, deny, labels, otherwise",
                "servers: {a: {tools: {deny: [\"\"]}}} ~ 2:30 servers.a.tools.deny[0]: a glob is empty; write it or remove the entry",
                "servers: {a: {tools: {deny: [x, x]}}} ~ 2:33 servers.a.tools.deny[1]: \"x\" is given twice; remove one",
                "servers: {a: {tools: {deny: [\"[ab]*\"]}}} ~ 2:30 servers.a.tools.deny[0]: not a glob: \"[ab]*\" contains '['; only * (any run of characters) and ? (one character) are special; write ? in its place",
                "servers: {a: {tools: {deny: [\"{a,b}\"]}}} ~ 2:30 servers.a.tools.deny[0]: not a glob: \"{a,b}\" contains '{'; only * (any run of characters) and ? (one character) are special; write ? in its place",
                "servers: {a: {tools: {deny: [delete_.*]}}} ~ 2:30 servers.a.tools.deny[0]: not a glob: \"delete_.*\" looks like a regular expression; write * in place of .*",
                "servers: {a: {tools: {deny: [\".*\"]}}} ~ 2:30 servers.a.tools.deny[0]: not a glob: \".*\" looks like a regular expression; write * in place of .*",
                "servers: {a: {tools: {labels: {\"x|y\": []}}}} ~ 2:32 servers.a.tools.labels: not a glob: \"x|y\" contains '|'; only * (any run of characters) and ? (one character) are special; write ? in its place",
                // identity; what may be a secret is never shown
                "servers: {a: {command: x}} ~ 2:24 servers.a.command: a list is expected, not text; put it in brackets: [first, second]",
                "servers: {a: {command: [x, \"\\0\"]}} ~ 2:28 servers.a.command[1]: a NUL character; remove it",
                "servers: {a: {command: []}} ~ 2:15 servers.a.command: no program; write the program and its arguments",
                "servers: {a: {command: [\" \", x]}} ~ 2:15 servers.a.command: no program; write the program and its arguments",
                "servers: {a: {command: [x], url: \"https://x\"}} ~ 2:11 servers.a: both a command and a url; remove one: a server is a child process or an endpoint",
                "servers: {a: {env: [X], url: \"https://x\"}} ~ 2:11 servers.a: env for a server with a url; remove env: only child processes get an environment",
                "servers: {a: {env: [KEY=sk-12345]}} ~ 2:21 servers.a.env[0]: an environment variable is given with a value; write the name alone; its value comes from the environment of the application",
                "servers: {a: {url: \"https://ana:secret@x\"}} ~ 2:20 servers.a.url: a URL with a user or password; remove it; credentials belong into headers",
                "servers: {a: {url: \"https://x/#secret\"}} ~ 2:20 servers.a.url: a URL with a fragment; remove the part from # on",
                "servers: {a: {url: \"x.example/mcp\"}} ~ 2:20 servers.a.url: not an http or https URL; write an http or https URL with a host, such as https://mcp.example.com/mcp",
                "servers: {a: {url: \"https:///mcp\"}} ~ 2:20 servers.a.url: a URL without a host; write an http or https URL with a host, such as https://mcp.example.com/mcp",
                "servers: {a: {url: \"https://x y\"}} ~ 2:20 servers.a.url: not a URL; write an http or https URL with a host, such as https://mcp.example.com/mcp",
            })
    void saysWhereAndWhatToDo(String line, String expected) {
        assertThat(messageOf("version: 1\n" + unescaped(line))).isEqualTo("p.yaml:" + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "`` ~ 1:1: the policy is empty; start with \"version: 1\"",
                "# nothing but words ~ 1:1: the policy is empty; start with \"version: 1\"",
                "just words ~ 1:1: a mapping is expected, not text; start with \"version: 1\"",
                "- version ~ 1:1: a mapping is expected, not a list; start with \"version: 1\"",
                "mode: audit ~ 1:1: the version of the format is missing; write \"version: 1\" at the top",
                "version: 2 ~ 1:10 version: a version of the format that this release does not know; write \"version: 1\", or use the release of mcp-guard that the file was written for",
                "version: \"1\" ~ 1:10 version: a version of the format that this release does not know; write \"version: 1\", or use the release of mcp-guard that the file was written for",
                "version: 1.0 ~ 1:10 version: a version of the format that this release does not know; write \"version: 1\", or use the release of mcp-guard that the file was written for",
                "version: &v 1 ~ 1:10: a YAML anchor; remove it; text that starts with & needs quotes",
                "version: !!int 1 ~ 1:10: a YAML tag; remove it; text that starts with ! needs quotes",
                "%YAML 1.1\\n---\\nversion: 1 ~ 1:1: a YAML directive; remove the line",
                "version: 1\\n---\\nversion: 1 ~ 3:1: a second document; remove it and the --- before it",
                "version: 1\\nservers: {a: {tools: {deny: [*]}}} ~ 2:30: a YAML alias; put a glob that starts with * in quotes: \"*\"",
                "version: 1\\nservers: {a: {tools: {deny: [*_all]}}} ~ 2:30: a YAML alias; put a glob that starts with * in quotes: \"*_all\"",
                "version: 1\\nservers: {a: {tools: {labels: {*x : []}}}} ~ 2:32: a YAML alias; put a glob that starts with * in quotes: \"*\"",
                "version: 1\\nservers:\\n\ta: {} ~ 3:1: a tab where YAML wants spaces; replace it by spaces",
                "version: 1\\nservers: {a: {env: [@x]}} ~ 2:21: text that starts with @; put it in quotes",
                "version: 1\\n? [a]\\n: b ~ 2:3: a key that is no text; write a name, a colon and a value",
                "version: 1\\nservers: {a: {} ~ 2:16: not valid YAML: expected ',' or '}', but got <stream end>; check quotes, brackets and indentation",
                "version: 1\\n mode: audit ~ 2:6: not valid YAML: mapping values are not allowed here; check quotes, brackets and indentation",
                "{\"version\": 1} true ~ 1:16: not valid YAML: expected '<document start>', but found '<scalar>'; check quotes, brackets and indentation",
                "version: 1 # \\u202e ~ 1:14: a character that cannot be seen, U+202E; remove it",
                "version: 1\\n\\u0000 ~ 2:1: a character that cannot be seen, U+0000; remove it",
            })
    void saysWhatIsNoPolicyAtAll(String text, String expected) {
        assertThat(messageOf(unescaped(text))).isEqualTo("p.yaml:" + expected);
    }

    @Test
    void countsColumnsAsEditorsDo() {
        assertThat(messageOf("version: 1\nservers: {\"\uD83D\uDE00\": {}, b: 1}"))
                .startsWith("p.yaml:2:23 servers.b: a mapping is expected");
    }

    @Test
    void tellsEverythingAtOnceInTheOrderOfTheFile() {
        assertThat(messageOf("""
                        version: 1
                        mode: enforced
                        servers:
                          files:
                            tools:
                              denny: [delete_*]
                        pin:
                          recheck: 10 minutes
                          recheck: 5m
                        """)).isEqualTo("""
                        p.yaml has 4 problems:
                          p.yaml:2:7 mode: "enforced" is not possible here; did you mean "enforce"?
                          p.yaml:6:7 servers.files.tools: unknown key "denny"; did you mean "deny"?
                          p.yaml:8:12 pin.recheck: not a duration: "10 minutes"; write a number and a unit, such as 500ms, 30s, 10m, 2h or 1d
                          p.yaml:9:3: the key "recheck" is given twice, first in line 8; remove one""");
    }

    @Test
    void tellsTwentyProblemsAndThatThereAreMore() {
        var text = new StringBuilder("version: 1\n");
        for (int i = 0; i < 2_000; i++) {
            text.append("k").append(i).append(": 1\n");
        }
        PolicyException e = catchThrowableOfType(PolicyException.class, () -> Policy.parse(text.toString(), "p.yaml"));
        assertThat(e.problems()).hasSize(20);
        assertThat(e.getMessage().lines())
                .hasSize(21)
                .startsWith("p.yaml has more than 20 problems, the first of them:")
                .last()
                .asString()
                .startsWith("  p.yaml:21:1: unknown key \"k19\"; known here: ");
    }

    @Test
    void givesTheParts() {
        PolicyException e =
                catchThrowableOfType(PolicyException.class, () -> Policy.parse("version: 1\nmode: enforced", "p.yaml"));
        assertThat(e.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo("p.yaml");
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.column()).isEqualTo(7);
            assertThat(problem.path()).isEqualTo("mode");
            assertThat(problem.message()).isEqualTo("\"enforced\" is not possible here");
            assertThat(problem.remedy()).isEqualTo("did you mean \"enforce\"?");
        });
    }

    @Test
    void bounds() {
        assertThat(messageOf("version: 1\nservers: " + "[".repeat(100_000)))
                .isEqualTo("p.yaml:2:25: more than 16 levels inside each other; nothing in a policy is that deep");
        assertThat(messageOf("version: 1\nservers: [" + "a,".repeat(200_000) + "]"))
                .contains("more than 100000 values; a policy is short; is this the right file?");
        assertThat(messageOf("#".repeat((1 << 20) + 1)))
                .isEqualTo("p.yaml:1:1: the file is larger than 1 MiB; a policy is short; is this the right file?");
        assertThat(messageOf("version: 1\nservers: {a: {tools: {deny: [" + numbered("t", 501) + "]}}}"))
                .endsWith(" servers.a.tools.deny: more than 500 entries; write fewer");
        assertThat(messageOf("version: 1\nservers: {a: {tools: {deny: [" + "x".repeat(257) + "]}}}"))
                .isEqualTo(
                        "p.yaml:2:30 servers.a.tools.deny[0]: a glob has 257 characters; write 256 characters at most");
        assertThat(messageOf("version: 1\nservers: {a: {url: 'https://x/" + "y".repeat(2_048) + "'}}"))
                .isEqualTo("p.yaml:2:20 servers.a.url: a URL has 2058 characters; write 2048 characters at most");
        assertThat(messageOf("version: 1\nlimits: {pages: " + "9".repeat(100_000) + "}"))
                .isEqualTo(
                        "p.yaml:2:17 limits.pages: a whole number is expected, not 99999999999999999…; write a number from 1 to 100000");
        assertThat(messageOf("version: 1\nservers: {" + numbered("\"t", 1001).replace(",", "\": {},") + "\": {}}"))
                .endsWith(" servers: more than 1000 servers; write fewer");
    }

    @Test
    void theBuilderSaysTheSame() {
        assertThatThrownBy(() -> Policy.balanced().server("a", a -> a.denyTools("x", "delete_.*")))
                .isInstanceOf(PolicyException.class)
                .hasMessage(
                        "builder servers.a.tools.deny[1]: not a glob: \"delete_.*\" looks like a regular expression; write * in place of .*");
        assertThatThrownBy(() -> Policy.balanced().server("a", a -> a.command()))
                .hasMessage("builder servers.a.command: no program; write the program and its arguments");
        assertThatThrownBy(
                        () -> Policy.balanced().server("a", a -> a.command("x").url("https://x")))
                .hasMessage(
                        "builder servers.a: both a command and a url; remove one: a server is a child process or an endpoint");
        assertThatThrownBy(() -> Policy.balanced().server(" ", a -> {}))
                .hasMessage(
                        "builder servers: the name of a server starts or ends with a space: \" \"; remove the space");
        assertThatThrownBy(() -> Policy.balanced().server("a", a -> {}).server("a", a -> {}))
                .hasMessage("builder servers.a: the server is listed already; say everything about it in one place");
        assertThatThrownBy(() -> Policy.balanced().inspect(inspect -> inspect.definitions(Treatment.SANITIZE)))
                .hasMessage("builder inspect.definitions: \"sanitize\" is not possible here; write flag or block");
        assertThatThrownBy(() -> Policy.balanced().pin(pin -> pin.drift(Treatment.ASK)))
                .hasMessage("builder pin.drift: \"ask\" is not possible here; write flag or block");
        assertThatThrownBy(() -> Policy.balanced().limits(limits -> limits.maxPages(0)))
                .hasMessage("builder limits.pages: 0 is out of bounds; write a number from 1 to 100000");
        assertThatThrownBy(
                        () -> Policy.balanced().pin(pin -> pin.recheck(java.time.Duration.ofSeconds(Long.MAX_VALUE))))
                .hasMessageStartingWith("builder pin.recheck: PT")
                .hasMessageEndingWith(" is out of bounds; write a duration from 1s to 1d");
    }

    /** What would end a line of the table or be invisible in it. */
    private static String unescaped(String cell) {
        return cell.replace("\\n", "\n").replace("\\u202e", "\u202e").replace("\\u0000", "\u0000");
    }

    private static String numbered(String name, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(name).append(i);
        }
        return text.toString();
    }

    private static String messageOf(String text) {
        PolicyException e = catchThrowableOfType(PolicyException.class, () -> Policy.parse(text, "p.yaml"));
        assertThat(e).as(text).isNotNull();
        return e.getMessage();
    }
}
