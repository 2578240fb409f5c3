package io.mcpguard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchedPackageTest {

    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    /** Words by spaces; none of the commands here has one in a word. */
    private static LaunchedPackage of(String commandLine) {
        return LaunchedPackage.of(List.of(commandLine.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "npx -y @example/files@1.2.3 /home/ana, npm, @example/files, 1.2.3",
        "npx.cmd --yes files@v1.2.3, npm, files, v1.2.3",
        "/usr/local/bin/npx files@1.2.3-beta.1+build5, npm, files, 1.2.3-beta.1+build5",
        "npx --package=files@1.2.3 files-server, npm, files, 1.2.3",
        "npx -p files@1.2.3 -p other@2.0.0 files-server, npm, files, 1.2.3",
        "npx --registry https://npm.example.com files@1.2.3, npm, files, 1.2.3",
        "npm exec -- files@1.2.3, npm, files, 1.2.3",
        "npm exec --package=files@1.2.3 -- files-server, npm, files, 1.2.3",
        "npm --silent x files@1.2.3, npm, files, 1.2.3",
        "pnpm dlx files@1.2.3, npm, files, 1.2.3",
        "pnpm --package=files@1.2.3 dlx files-server, npm, files, 1.2.3",
        "yarn dlx -q files@1.2.3, npm, files, 1.2.3",
        "bunx files@1.2.3, npm, files, 1.2.3",
        "bun x files@1.2.3, npm, files, 1.2.3",
        "deno run -A npm:@example/files@1.2.3, npm, @example/files, 1.2.3",
        "deno run --allow-net=example.com jsr:@example/files@1.2.3, jsr, @example/files, 1.2.3",
        "uvx mcp-files==1.2.3, pypi, mcp-files, 1.2.3",
        "uvx mcp-files@1.2.3, pypi, mcp-files, 1.2.3",
        "uvx --python 3.12 mcp-files[fast]==1.2, pypi, mcp-files, 1.2",
        "uvx --from mcp-files==1.2.3 files, pypi, mcp-files, 1.2.3",
        "uv tool run --from=mcp-files==1.2.3 files, pypi, mcp-files, 1.2.3",
        "pipx run mcp-files==1.2.3, pypi, mcp-files, 1.2.3",
        "pipx run --spec mcp-files==1.2.3 files, pypi, mcp-files, 1.2.3",
        "go run example.com/files/cmd@v1.2.3, go, example.com/files/cmd, v1.2.3",
        "dnx Example.Files@1.2.3 --yes, nuget, Example.Files, 1.2.3",
        "cmd /c npx -y files@1.2.3, npm, files, 1.2.3",
        "cmd.exe /d /s /c npx files@1.2.3, npm, files, 1.2.3",
        "env -u HOME LOG=debug npx files@1.2.3, npm, files, 1.2.3"
    })
    void readsAPackageInOneExactVersion(String command, String ecosystem, String name, String version) {
        LaunchedPackage launched = of(command);
        assertThat(launched.ecosystem().key()).isEqualTo(ecosystem);
        assertThat(launched.name()).contains(name);
        assertThat(launched.version()).contains(version);
        assertThat(launched.assurance()).isEqualTo(Assurance.VERSION);
        assertThat(launched.best()).isEqualTo(Assurance.VERSION);
    }

    @ParameterizedTest
    @CsvSource({
        "npx -y @example/files, npm, @example/files",
        "npx files@latest, npm, files",
        "npx files@next, npm, files",
        "npx files@^1.2.3, npm, files",
        "npx files@~1.2.3, npm, files",
        "npx files@1, npm, files",
        "npx files@1.2, npm, files",
        "npx files@1.2.x, npm, files",
        "npx files@1.2.3-, npm, files",
        "uvx mcp-files, pypi, mcp-files",
        "uvx mcp-files@latest, pypi, mcp-files",
        "uvx mcp-files>=1.2, pypi, mcp-files",
        "uvx mcp-files==1.*, pypi, mcp-files",
        "'uvx mcp-files==1.2,<3', pypi, mcp-files",
        "go run example.com/files@latest, go, example.com/files",
        "docker run -i --rm mcp/files, oci, mcp/files",
        "docker run -i --rm mcp/files:1.2.3, oci, mcp/files",
        "docker run registry.example.com:5000/mcp/files:1.2.3, oci, registry.example.com:5000/mcp/files",
        "python -m mcp_files, python, mcp_files",
        "python3.12 -u -m mcp_files --root /, python, mcp_files",
        "uv run -m mcp_files, python, mcp_files"
    })
    void aRangeATagOrNothingIsNoVersion(String command, String ecosystem, String name) {
        LaunchedPackage launched = of(command);
        assertThat(launched.ecosystem().key()).isEqualTo(ecosystem);
        assertThat(launched.name()).contains(name);
        assertThat(launched.assurance()).isEqualTo(Assurance.NAME);
        assertThat(launched.best()).isEqualTo(Assurance.NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "docker run -i --rm IMAGE",
        "docker run -it --rm IMAGE --root /data",
        "docker run -i -e API_KEY -eLOG=debug -v /home/ana:/data --name files IMAGE",
        "docker run -ite API_KEY IMAGE",
        "'docker run --env API_KEY --mount type=bind,src=/a,dst=/b --network=none --rm=true IMAGE'",
        "docker --context remote container run -i IMAGE",
        "podman run --pull=never --user 1000:1000 -- IMAGE",
        "docker run -p 127.0.0.1:80:80 IMAGE"
    })
    void anImageDigestIsExactWhateverOptionsStandBeforeIt(String command) {
        LaunchedPackage launched = of(command.replace("IMAGE", "ghcr.io/example/files:1.2@" + DIGEST));
        assertThat(launched.name()).contains("ghcr.io/example/files");
        assertThat(launched.version()).contains(DIGEST);
        assertThat(launched.assurance()).isEqualTo(Assurance.EXACT);
    }

    @ParameterizedTest
    @CsvSource({
        "docker run --new-option good@DIGEST mcp/files",
        "docker run -Zx good@DIGEST mcp/files",
        "podman run --pull good@DIGEST evil",
        "docker run --rootfs /srv good@DIGEST",
        "docker exec files good@DIGEST",
        "docker compose run good@DIGEST",
        "docker run good@sha256:0123",
        "docker run good@DIGESTF",
        "docker run",
        "docker",
        "npx --new-option good@1.2.3 files",
        "npx -c good@1.2.3",
        "pnpm dlx -w evil good@1.2.3",
        "bunx --registry evil good@1.2.3",
        "node --trace-event-categories good.js evil.js",
        "node --experimental-config-file good.json evil.js",
        "uv run --gui-script evil.py good.py",
        "uv run https://user:hunter2@example.com/server.py",
        "java -XX:Flags=options -jar server.jar",
        "java -XX:SharedArchiveFile=classes -jar server.jar",
        "bash --rcfile first.sh start.sh",
        "env PATH=/evil mcp-files",
        "env NODE_OPTIONS=--require=/evil.js node server.js",
        "env LOG=debug mcp-files",
        "npx -p good@1.2.3 -p other files",
        "npx git+https://token@github.com/example/files.git",
        "npx example/files",
        "npx ./files@1.2.3",
        "npx files@npm:other@1.2.3",
        "npx files@https://example.com/files.tgz",
        "npx",
        "npm start",
        "npm run good@1.2.3",
        "pnpm exec good@1.2.3",
        "uvx --with other good==1.2.3",
        "uvx --from git+https://github.com/example/files good",
        "uv run --with other files.py",
        "uv run files",
        "uv pip install good==1.2.3",
        "pipx install good==1.2.3",
        "python -c print(1)",
        "python -",
        "node -e 1",
        "node -r ./first.js server.js",
        "node --import=./first.js server.js",
        "node --env-file .env server.js",
        "node --new-option server.js",
        "node",
        "deno run https://example.com/server.ts",
        "deno test server.ts",
        "bun run start",
        "go run .",
        "go build",
        "dotnet run",
        "java Main",
        "java -cp classes Main",
        "java -cp lib/* Main",
        "java @arguments",
        "java -agentpath:/lib/agent.so -jar server.jar",
        "java -new-option value -jar server.jar",
        "sh -c npx_good@1.2.3",
        "bash -lc good",
        "bash",
        "cmd /c npx good@1.2.3 & evil",
        "cmd /c",
        "cmd /k npx good@1.2.3",
        "env -S npx good@1.2.3",
        "env -C /tmp npx good@1.2.3",
        "env env env env env npx good@1.2.3",
        "env",
        "sudo npx good@1.2.3",
        "ssh host files"
    })
    void whatIsNotUnderstoodForCertainIsANameWithADoubt(String command) {
        LaunchedPackage launched = of(command.replace("DIGEST", DIGEST));
        assertThat(launched.assurance()).isEqualTo(Assurance.NAME);
        assertThat(launched.best()).isEqualTo(Assurance.NAME);
        assertThat(launched.doubt()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "java -jar server.jar --root /, server.jar",
        "java -Xmx1g -XX:+UseZGC -Dlog=debug --add-opens java.base/java.lang=ALL-UNNAMED -jar /srv/server.jar, /srv/server.jar",
        "java -javaagent:agent.jar=port=1 -jar server.jar, agent.jar server.jar",
        "java -cp a.jar:b.jar com.example.Main, a.jar b.jar",
        "java -cp C:\\a.jar;C:\\b.jar Main, C:\\a.jar C:\\b.jar",
        "java Server.java, Server.java",
        "node server.js, server.js",
        "node --enable-source-maps --inspect=9229 dist/server.mjs -r x, dist/server.mjs",
        "tsx server.ts, server.ts",
        "bun server.ts, server.ts",
        "bun run ./server.ts, ./server.ts",
        "deno run --allow-read=/data -A server.ts, server.ts",
        "python server.py, server.py",
        "python3 -u -X utf8 server.py -m x, server.py",
        "uv run server.py, server.py",
        "uv --directory /srv/files run server.py, server.py",
        "uv run --directory /srv/files python server.py, server.py",
        "dotnet Server.dll, Server.dll",
        "bash start.sh, start.sh",
        "env LOG=debug ./files, ./files",
        "/opt/files/bin/mcp-files --root /, /opt/files/bin/mcp-files",
        "mcp-files, mcp-files"
    })
    void filesAreExactOnceTheyHaveDigests(String command, String files) {
        LaunchedPackage launched = of(command);
        List<String> expected = List.of(files.split(" "));
        assertThat(launched.files()).isEqualTo(expected);
        assertThat(launched.assurance()).isEqualTo(Assurance.NAME);
        assertThat(launched.best()).isEqualTo(Assurance.EXACT);
        Map<String, String> digests = expected.stream().collect(Collectors.toMap(file -> file, file -> DIGEST));
        assertThat(launched.assurance(digests)).isEqualTo(Assurance.EXACT);
    }

    /** Or a harmless word behind such an option would be taken for what runs. */
    @Test
    void anOptionWithAValueBehindAnEqualsSignOnlyTakesNoWord() {
        assertThat(of("deno run --env-file evil.ts npm:good@1.2.3").files()).containsExactly("evil.ts");
        assertThat(of("node --max-old-space-size evil.js good.js").files()).containsExactly("evil.js");
    }

    @Test
    void oneFileWithoutADigestIsEnoughToDoubt() {
        LaunchedPackage launched = of("java -cp a.jar:b.jar Main");
        assertThat(launched.assurance(Map.of("a.jar", DIGEST))).isEqualTo(Assurance.NAME);
        assertThat(launched.sentence(Map.of("a.jar", DIGEST)))
                .isEqualTo("name: Java program Main; no digest is known of b.jar");
    }

    @Test
    void sentencesSayLevelAndWhatItIs() {
        assertThat(of("npx -y @example/files@1.2.3").sentence()).isEqualTo("version: npm package @example/files 1.2.3");
        assertThat(of("npx -y @example/files").sentence())
                .isEqualTo("name: npm package @example/files, in whatever version is found");
        assertThat(of("docker run files:1").sentence()).isEqualTo("name: image files 1, in whatever version is found");
        assertThat(of("sh -c files").sentence()).isEqualTo("name: command; a shell decides what it starts");
        assertThat(of("node server.js").sentence(Map.of("server.js", DIGEST)))
                .isEqualTo("exact: file server.js, " + DIGEST);
        assertThat(of("java -cp a.jar:b.jar Main").sentence(Map.of("a.jar", DIGEST, "b.jar", DIGEST)))
                .isEqualTo("exact: Java program Main, digests of 2 files");
    }

    @Test
    void aPasswordInTheSourceOfAPackageIsNotShown() {
        assertThat(of("npx git+https://hunter2@github.com/example/files.git").sentence())
                .doesNotContain("hunter2");
        assertThat(of("uv run https://user:hunter2@example.com/server.py").sentence())
                .doesNotContain("hunter2");
        assertThat(of("npx --new-token=hunter2 files@1.2.3").sentence())
                .doesNotContain("hunter2")
                .contains("--new-token");
    }

    @Test
    void aNameCannotHideInASentence() {
        assertThat(LaunchedPackage.of(List.of("files\u202e\n")).sentence())
                .doesNotContain("\u202e")
                .doesNotContain("\n");
    }

    @Test
    void instancesOfOnePackageAreTheSameAndFilesOfOneNameAreNot() {
        assertThat(of("npx files@1.2.3 --prod").isSamePackage(of("npx -y files --dev")))
                .isTrue();
        assertThat(of("npx files@1.2.3").isSamePackage(of("uvx files==1.2.3"))).isFalse();
        assertThat(of("node server.js").isSamePackage(of("node server.js"))).isFalse();
        assertThat(of("npx ./a").isSamePackage(of("npx ./b"))).isFalse();
    }

    @Test
    void whatMayBeTheValueOfAnUnknownOptionNamesNoPackage() {
        assertThat(of("npx --odd option mail").isSamePackage(of("npx --odd option other")))
                .isFalse();
        assertThat(of("docker run --odd option mail:1").isSamePackage(of("docker run --odd option other:1")))
                .isFalse();
        assertThat(of("npx --odd=option mail --prod").isSamePackage(of("npx --odd=option mail --dev")))
                .isTrue();
    }

    @Test
    void anImageIsFoundBehindThePolicyForPullingIt() {
        assertThat(of("docker run --pull always mail:1").name()).contains("mail");
        assertThat(of("docker run --pull=always mail:1").name()).contains("mail");
    }

    @Test
    void tuningOfTheJvmStartsNothingElseAndWhatMayRunACommandIsADoubt() {
        assertThat(of("java -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=75 -jar server.jar")
                        .doubt())
                .isEmpty();
        assertThat(of("java -XX:OnError=evil -jar server.jar").doubt()).isNotEmpty();
        assertThat(of("java -XX:VMOptionsFile=evil -jar server.jar").doubt()).isNotEmpty();
    }

    @Test
    void optionsMayStandBetweenJarAndItsFile() {
        assertThat(of("java -jar -Dx=y server.jar").files()).containsExactly("server.jar");
        assertThat(of("java -jar server.jar -Dx=y").files()).containsExactly("server.jar");
    }

    @Test
    void aClassPathWithoutEndIsADoubt() {
        String path = String.join(":", Collections.nCopies(100_000, "a.jar"));
        LaunchedPackage launched = LaunchedPackage.of(List.of("java", "-cp", path, "Main"));
        assertThat(launched.doubt()).isEqualTo("it has more than 64 files");
    }

    @Test
    void anEmptyCommandLineIsACommandNobodyKnows() {
        assertThat(LaunchedPackage.of(List.of()).assurance()).isEqualTo(Assurance.NAME);
        assertThat(LaunchedPackage.of(List.of("")).assurance()).isEqualTo(Assurance.NAME);
    }
}
