package io.mcpguard.it.realservers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InstallTest {

    private static final String REMEDY =
            " Install it from https://nodejs.org or your system's packages, or build without -P real-servers.";

    @Test
    void isContentWithNode20AndNewer() {
        assertThat(Install.problem("real-servers", 20, "v20.0.0", "10.2.3")).isNull();
        assertThat(Install.problem("real-servers", 20, "v26.10.0", "11.19.1")).isNull();
    }

    @Test
    void saysWhatToInstallWithoutNode() {
        assertThat(Install.problem("real-servers", 20, null, null))
                .isEqualTo("The profile real-servers needs Node.js 20 or newer with npm on the PATH; there is no node."
                        + REMEDY);
    }

    @Test
    void saysWhatToInstallInPlaceOfAnOldNode() {
        assertThat(Install.problem("real-servers", 20, "v18.19.0", "9.2.0"))
                .isEqualTo("The profile real-servers needs Node.js 20 or newer with npm on the PATH; node is v18.19.0."
                        + REMEDY);
    }

    @Test
    void saysWhatToInstallWithoutNpm() {
        assertThat(Install.problem("real-servers", 20, "v20.20.2", null))
                .isEqualTo("The profile real-servers needs Node.js 20 or newer with npm on the PATH; there is no npm."
                        + REMEDY);
    }
}
