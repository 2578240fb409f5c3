package io.mcpguard.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpguard.names.Likeness.Kind;
import io.mcpguard.names.Likeness.Strength;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameIndexTest {

    @ParameterizedTest
    @CsvSource({
        "github, g\u0456thub",
        "github, gith\u200bub",
        "github, \u202ebuhtig\u202c",
        "github, \uff47\uff49\uff54\uff48\uff55\uff42",
        "github, g\u00edthub",
        "github, 'github '",
        "github, g1thub",
        "gitlab, gitIab",
        "filesystem, filesystern",
        "whatsapp, vvhatsapp",
        "postgres, p0stgr3s"
    })
    void whatLooksTheSameIsConfusable(String known, String spoof) {
        assertStrongest(known, spoof, Kind.CONFUSABLE, Strength.STRONG);
    }

    @ParameterizedTest
    @CsvSource({
        "github, githup",
        "github, gihtub",
        "github, gthub",
        "github, githhub",
        "github, githuv",
        "stripe, stirpe",
        "kubernetes, kubernets",
        "google-maps, googel-maps",
        "server-github, sever-github",
        "@acme/search-files, @acme/saerch-files"
    })
    void slipsOfTheHandAreSpelling(String known, String spoof) {
        assertStrongest(known, spoof, Kind.SPELLING, Strength.STRONG);
    }

    @ParameterizedTest
    @CsvSource({
        "github, github-official",
        "github, officialgithub",
        "github, GithubVerified",
        "github, real_github",
        "github, github-mcp-official"
    })
    void claimsToBeTheRealOneAreStrong(String known, String spoof) {
        assertStrongest(known, spoof, Kind.AFFIX, Strength.STRONG);
    }

    @ParameterizedTest
    @CsvSource({"github, github-mcp", "github, mcp-server-github", "github, githubpro", "github, github.com"})
    void wordsThatSayNothingAreWeak(String known, String spoof) {
        assertStrongest(known, spoof, Kind.AFFIX, Strength.WEAK);
    }

    @ParameterizedTest
    @CsvSource({"github, GitHub", "github, git-hub", "google-maps, google_maps", "@acme/files, acme-files"})
    void otherCapitalsAndSeparatorsAreWriting(String known, String spoof) {
        assertStrongest(known, spoof, Kind.WRITING, Strength.WEAK);
    }

    @ParameterizedTest
    @CsvSource({
        "@modelcontextprotocol/server-files, @modelcontext-protocol/server-files, STRONG",
        "@modelcontextprotocol/server-files, @modelcontextprotocl/server-files, STRONG",
        "com.stripe/mcp, co.stripe/mcp, STRONG",
        "com.stripe/mcp, secure-com.stripe/mcp, STRONG",
        "github, @official/github, STRONG",
        "@acme/search-files, @evil/search-files, WEAK"
    })
    void publishersThatAreWrittenAlikeAreScope(String known, String spoof, Strength strength) {
        assertStrongest(known, spoof, Kind.SCOPE, strength);
    }

    @Test
    void knownNameIsLikeOthersOnlyWhereThatIsAsked() {
        NameIndex both = NameIndex.of(List.of("github", "githup", "slack"));

        assertThat(both.likeness("githup")).isEmpty();
        assertThat(both.likenessToOthers("githup")).extracting(Likeness::known).containsExactly("github");
        assertThat(both.likenessToOthers("slack")).isEmpty();
    }

    @Test
    void sameWordsInAnotherOrderAreSaid() {
        assertStrongest("google-maps", "maps-google", Kind.ORDER, Strength.WEAK);
    }

    @ParameterizedTest
    @CsvSource({
        "server-a, server-b",
        "server-1, server-2",
        "user1, user2",
        "users, user5",
        "github, gitlab",
        "read_file, write_file",
        "get_doc, get_docs",
        "aws-s3, aws-s4",
        "mail-dev, mail-prod",
        "mail, mail-staging",
        "gmail, email",
        "slack, stack",
        "notion, motion",
        "linear, linter",
        "time, timer",
        "github, slack",
        "mysql, mssql",
        "@acme/mcp, @other/mcp",
        "fetch, search",
        "@kim_fetch, @kim/fetch",
        "db, dc",
        "github-mcp, github",
        "\u043f\u043e\u0438\u0441\u043a, \u043a\u0430\u0440\u0442\u0430"
    })
    void honestNeighboursAreQuiet(String known, String honest) {
        assertThat(NameIndex.of(List.of(known)).likeness(honest)).isEmpty();
    }

    @Test
    void knownNameIsLikeNothingEvenIfAnotherIsLikeIt() {
        assertThat(NameIndex.of(List.of("github", "githup")).likeness("githup")).isEmpty();
    }

    @Test
    void wordThatAnotherKnownNameHasIsNoSlip() {
        assertThat(NameIndex.of(List.of("qdrant-find", "qdrent-load")).likeness("qdrent-find"))
                .extracting(Likeness::known)
                .doesNotContain("qdrant-find");
        assertThat(NameIndex.of(List.of("qdrant-find")).likeness("qdrent-find")).hasSize(1);
    }

    @Test
    void whatManyKnownNamesEndInSaysNothing() {
        var known = new ArrayList<>(List.of("github"));
        assertThat(NameIndex.of(known).likeness("github-mcp")).hasSize(1);
        known.addAll(List.of("jira-mcp", "slack-mcp", "mail-mcp", "files-mcp", "shop-mcp"));
        assertThat(NameIndex.of(known).likeness("github-mcp")).isEmpty();
    }

    @Test
    void strongestComesFirst() {
        assertThat(NameIndex.of(List.of("github-mcp", "github", "githubs")).likeness("githup"))
                .isSortedAccordingTo((a, b) -> b.strength().compareTo(a.strength()))
                .first()
                .extracting(Likeness::known)
                .isEqualTo("github");
    }

    @Test
    void neverReturnsMoreThanItSays() {
        var known = new ArrayList<String>();
        for (char c = 'a'; c <= 'z'; c++) {
            known.add("reports" + c + "x");
        }
        assertThat(NameIndex.of(known).likeness("reportsx")).hasSize(NameIndex.MAX_RESULTS);
    }

    @Test
    void sentenceShowsNothingThatHides() {
        assertThat(NameIndex.of(List.of("github")).likeness("git\u202ehub\u001b[2J"))
                .allSatisfy(likeness -> assertThat(likeness.describe()).doesNotContain("\u202e", "\u001b"));
        assertThat(NameIndex.of(List.of("github")).likeness("githup").get(0).describe())
                .isEqualTo("\"githup\" is like \"github\": a few letters differ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-", "@", "@/", "/", "\u200b", "\ud835", "___", "@_"})
    void namesWithoutLettersAreLikeNothing(String nothing) {
        NameIndex index = NameIndex.of(List.of("github", "-", "@/x", ""));
        assertThat(index.likeness(nothing)).isEmpty();
        assertThat(NameIndex.of(List.of(nothing)).likeness("github")).isEmpty();
    }

    @Test
    void longNamesAreComparedByTheirBeginning() {
        String tail = String.join("", Collections.nCopies(100_000, "\u200b"));
        assertThat(NameIndex.of(List.of("github")).likeness("github" + tail))
                .first()
                .extracting(Likeness::kind)
                .isEqualTo(Kind.CONFUSABLE);
    }

    @Test
    void noKnownNamesAreLikeNothing() {
        assertThat(NameIndex.of(List.of()).likeness("github")).isEmpty();
    }

    private static void assertStrongest(String known, String spoof, Kind kind, Strength strength) {
        List<Likeness> found = NameIndex.of(List.of(known)).likeness(spoof);
        assertThat(found).singleElement().satisfies(likeness -> {
            assertThat(likeness.known()).isEqualTo(known);
            assertThat(likeness.name()).isEqualTo(spoof);
            assertThat(likeness.kind()).isEqualTo(kind);
            assertThat(likeness.strength()).isEqualTo(strength);
            assertThat(likeness.score()).isBetween(0.0, 1.0);
        });
    }
}
