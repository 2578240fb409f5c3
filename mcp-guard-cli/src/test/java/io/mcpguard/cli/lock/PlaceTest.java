package io.mcpguard.cli.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.api.Server;
import io.mcpguard.identity.Assurance;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceTest {

    private static Place place(String... command) {
        return Place.of(Server.command("a", List.of(command)).checked().measured(Map.of(), false));
    }

    @Test
    void saysHowMuchACommandBinds() {
        assertThat(place("npx", "-y", "@example/files@1.2.3").sentence())
                .isEqualTo("version: npm package @example/files 1.2.3");
        assertThat(place("npx", "-y", "files").assurance()).isEqualTo(Assurance.NAME);
        assertThat(place("docker", "run", "--rm", "-i", "files@sha256:" + "a".repeat(64))
                        .assurance())
                .isEqualTo(Assurance.EXACT);
    }

    @Test
    void aUrlIsItsOriginAndHidesWhatMayBeSecret() {
        Place place = Place.of(Server.url("a", URI.create("https://u:secret@h.example:8443/mcp?key=secret"))
                .checked());

        assertThat(place.sentence()).isEqualTo("name: whoever answers at https://h.example:8443");
        assertThat(place.line(500)).startsWith("https://").doesNotContain("secret");
    }

    @Test
    void whatTheLockClaimsDoesNotRaiseTheLevel() {
        var edited = new Place(Map.of("command", List.of("npx", "files"), "assurance", "exact"));

        assertThat(edited.assurance()).isEqualTo(Assurance.NAME);
        assertThat(edited.sentence()).startsWith("name: npm package files");
    }

    @Test
    void whatTheLockClaimsMayLowerTheLevel() {
        var edited = new Place(Map.of("command", List.of("npx", "files@1.2.3"), "assurance", "name"));

        assertThat(edited.sentence()).startsWith("name: ");
    }

    @Test
    void anEntryWithoutAPlaceIsAName() {
        assertThat(Place.NOWHERE.sentence()).isEqualTo("name: whatever the application starts under this name");
        assertThat(Place.NOWHERE.line(10)).isEmpty();
    }

    @Test
    void changesAreToldByMember() {
        var before =
                new Place(Map.of("command", List.of("run"), "files", Map.of("run", "sha256:1", "old", "sha256:2")));
        var after = new Place(Map.of("command", List.of("run"), "files", Map.of("run", "sha256:3")));

        assertThat(before.changesTo(after).keySet()).containsExactly("files old", "files run");
        assertThat(before.changesTo(before)).isEmpty();
    }
}
