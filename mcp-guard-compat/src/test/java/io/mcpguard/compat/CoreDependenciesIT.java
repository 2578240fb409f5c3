package io.mcpguard.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.spec.McpClientTransport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That what is tested is what an application has. */
class CoreDependenciesIT {

    private static final Path ROOT = Files.exists(Path.of("mcp-guard-compat")) ? Path.of("") : Path.of("..");

    @Test
    void theApplicationOfTheTestsHasWhatCoreBrings() throws Exception {
        List<String> core = dependencies(ROOT.resolve("mcp-guard-core/pom.xml"));

        assertThat(dependencies(ROOT.resolve("mcp-guard-compat/sdk.xml"))).containsExactlyElementsOf(core);
    }

    @Test
    void theSdkIsTheOneThatWasAskedFor() {
        String asked = System.getProperty("mcp.sdk", "0.17.0-jackson2");
        String version = asked.substring(0, asked.lastIndexOf('-'));
        String mapper = asked.substring(asked.lastIndexOf('-') + 1);

        assertThat(McpClientTransport.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation())
                .asString()
                .endsWith("mcp-core-" + version + ".jar");
        assertThat(isThere("io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper")
                        || isThere("io.modelcontextprotocol.json.jackson.JacksonMcpJsonMapper"))
                .isEqualTo(mapper.equals("jackson2"));
        assertThat(isThere("io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper"))
                .isEqualTo(mapper.equals("jackson3"));
    }

    /** Of scope compile, without the SDK and our own, each with its exclusions. */
    private static List<String> dependencies(Path pom) throws Exception {
        return Pattern.compile("(?s)<dependency>(.*?)</dependency>")
                .matcher(Files.readString(pom))
                .results()
                .map(found -> found.group(1))
                .filter(dependency -> !dependency.contains("<scope>"))
                .filter(dependency ->
                        !dependency.contains("modelcontextprotocol") && !dependency.contains("io.mcpguard"))
                .map(dependency -> Pattern.compile("<artifactId>(.*?)</artifactId>")
                        .matcher(dependency)
                        .results()
                        .map(found -> found.group(1))
                        .toList()
                        .toString())
                .toList();
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, CoreDependenciesIT.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
