package io.mcpguard.it.realservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewedTest {

    @TempDir
    private Path folder;

    @Test
    void coversItsPlaceAlone() {
        assertThat(covers("/a/b", "/a/b")).isTrue();
        assertThat(covers("/a/b", "/a/b/c")).isFalse();
        assertThat(covers("/a/b", "/a")).isFalse();
    }

    @Test
    void aStarIsOneSegment() {
        assertThat(covers("/a/*/c", "/a/x/c")).isTrue();
        assertThat(covers("/a/*/c", "/a/x/y/c")).isFalse();
    }

    @Test
    void twoStarsAtTheEndAreEverythingBelow() {
        assertThat(covers("/a/**", "/a/x/y")).isTrue();
        assertThat(covers("/a/**", "/a")).isFalse();
        assertThat(covers("/a/**", "/b/x")).isFalse();
    }

    @Test
    void aDifferenceWithoutAReasonIsRefused() throws IOException {
        Path file = write("{\"server\": \"s\", \"transport\": \"*\", \"pointer\": \"/a\", \"reason\": \" \"}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reviewed.read(file))
                .withMessage("a reviewed difference has a pointer and a reason: /a");
    }

    @Test
    void aMisspeltKeyIsRefused() throws IOException {
        Path file = write("{\"server\": \"s\", \"transport\": \"*\", \"path\": \"/a\", \"reason\": \"r\"}");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reviewed.read(file))
                .withMessageStartingWith("a reviewed difference has the keys ")
                .withMessageEndingWith("; found [server, transport, path, reason]");
    }

    private Path write(String entry) throws IOException {
        return Files.writeString(folder.resolve("differences.json"), "{\"differences\": [" + entry + "]}");
    }

    private static boolean covers(String pattern, String pointer) {
        return new Reviewed("s", "*", pattern, "r").covers(new Difference(pointer, "", null, null));
    }
}
