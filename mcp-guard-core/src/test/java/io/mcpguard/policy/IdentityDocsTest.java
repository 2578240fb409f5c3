package io.mcpguard.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.identity.Assurance;
import io.mcpguard.identity.LaunchedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/identity.md shows is true. */
class IdentityDocsTest {

    private final String docs = Files.readString(Path.of("../docs/identity.md"));

    IdentityDocsTest() throws IOException {}

    private Policy policy(String containing) {
        int at = docs.indexOf(containing);
        int start = docs.lastIndexOf("```yaml\n", at) + "```yaml\n".length();
        return Policy.parse(docs.substring(start, docs.indexOf("```", start)), "mcp-guard.yaml");
    }

    @Test
    void theFileAndTheSameInCodeAreEqual() {
        assertThat(policy("assurance: exact"))
                .isEqualTo(Policy.balanced()
                        .server(
                                "files",
                                files -> files.command("java", "-jar", "files.jar")
                                        .assurance(Assurance.EXACT)
                                        .pinFiles(true)));
    }

    @Test
    void theKeysAreKeys() {
        assertThat(policy("spki:").server("mail").tlsKeys()).hasSize(2);
    }

    @Test
    void theSentenceIsTheOneThatIsSaid() {
        LaunchedPackage launched = LaunchedPackage.of(List.of("npx", "-y", "@example/files@1.2.3"));
        assertThat(launched.assurance()).isEqualTo(Assurance.VERSION);
        assertThat(docs).contains("// " + launched.sentence() + "\n");
    }
}
