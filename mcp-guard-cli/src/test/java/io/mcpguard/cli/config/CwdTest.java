package io.mcpguard.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CwdTest {

    private static final Cwd CWD = new Cwd("tools", Path.of("/home/u/tools"));

    @Test
    void relativeProgramsAndFilesGetTheFolderBeforeThem() {
        assertThat(CWD.identity(List.of("./server", "data"))).containsExactly("tools/server", "data");
        assertThat(CWD.identity(List.of("node", "dist/index.js", "dist")))
                .containsExactly("node", "tools/dist/index.js", "dist");
        assertThat(CWD.identity(List.of("java", "-jar", "../server.jar")))
                .containsExactly("java", "-jar", "server.jar");
    }

    @Test
    void whatIsNoRelativeFileStaysAsItIs() {
        assertThat(CWD.identity(List.of("npx", "-y", "pkg@1.2.3"))).containsExactly("npx", "-y", "pkg@1.2.3");
        assertThat(CWD.identity(List.of("node", "/srv/index.js"))).containsExactly("node", "/srv/index.js");
    }

    /** Nothing is claimed of a file that is looked for in yet another folder. */
    @Test
    void aFileOfAnotherFolderHasNoPlace() {
        var command = List.of("uv", "--directory", "x", "run", "server.py");

        assertThat(CWD.identity(command)).isEqualTo(command);
        assertThat(CWD.isPlaced("server.py", command, command)).isFalse();
    }

    @Test
    void aFileThatWasWrittenOutAndAProgramOnThePathHaveOne() {
        var command = List.of("./server", "/x");

        assertThat(CWD.isPlaced("tools/server", command, CWD.identity(command))).isTrue();
        assertThat(CWD.isPlaced("/x", command, CWD.identity(command))).isTrue();
        assertThat(CWD.isPlaced("server", List.of("server"), List.of("server"))).isTrue();
    }
}
