package io.mcpguard.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.mcpguard.cli.CliException;
import io.mcpguard.policy.PolicyException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ConfigFilesFuzzTest {

    private static final ConfigFiles FILES = new ConfigFiles(
            Path.of("no-such-folder"), Map.of("HOME", "/home/me", "TOKEN", "t0ken"), Map.of("key", "v"));

    /** Whatever the file is: one error that names it, or servers that each have a place or a problem. */
    @FuzzTest
    void readsEverything(byte[] bytes) {
        List<Configured> servers;
        try {
            servers = FILES.parse(Path.of("mcp.json"), bytes);
        } catch (CliException e) {
            assertThat(e.getMessage()).startsWith("mcp.json: ");
            return;
        } catch (PolicyException e) {
            return; // it says it is a policy, and the policy's own reader did not find the file
        }
        for (Configured server : servers) {
            assertThat(server.name()).isNotBlank();
            assertThat(server.server() == null).isEqualTo(server.problem() != null);
            if (server.server() != null) {
                assertThat(server.server().command().isEmpty())
                        .isEqualTo(server.server().url() != null);
            }
        }
    }
}
