package io.mcpguard.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mcpguard.test.transport.InMemoryTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** The cases themselves: that the attacks work where nobody guards, so that a guard has something to hold. */
class AttackCaseTest {

    private static Played playUnguarded(AttackCase attack) {
        return AttackPlay.run(attack, (name, server) -> InMemoryTransport.to(server), List::of);
    }

    @ParameterizedTest
    @AttackSource
    void reachesTheModelOfWhoeverHasNoGuard(AttackCase attack) {
        Played played = playUnguarded(attack);

        assertThat(played.reachedModel()).isTrue();
        assertThat(played.keptData()).isTrue();
    }

    @ParameterizedTest
    @AttackSource
    void hasATwinThatReachesTheModelAndDoesNotAttack(AttackCase attack) {
        Played played = playUnguarded(attack.benignTwin());

        assertThat(played.reachedModel()).isTrue();
        assertThat(played.received())
                .noneMatch(text -> attack.payload().stream().anyMatch(text::contains));
    }

    @Test
    void comesInEveryCategory() {
        var categories =
                AttackCase.all().stream().collect(Collectors.groupingBy(AttackCase::category, Collectors.counting()));

        assertThat(categories)
                .containsOnlyKeys(
                        "tool-poisoning", "hidden-unicode", "rug-pull", "prompt-injection", "shadowing", "asking");
        assertThat(AttackCase.all()).hasSizeGreaterThanOrEqualTo(40);
    }

    @Test
    void knowsItsTwin() {
        AttackCase attack = AttackCase.all().get(0);

        assertThat(attack.id()).isEqualTo("poisoning-important-block");
        assertThat(attack.benignTwin().id()).isEqualTo("poisoning-important-block-benign");
        assertThat(attack.benignTwin().isBenign()).isTrue();
        assertThat(attack.benignTwin().benignTwin().id()).isEqualTo("poisoning-important-block-benign");
        assertThat(attack.benignTwin().payload()).isEmpty();
    }

    @Test
    void saysWhichCaseOfWhichFileIsWrong(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), "- {id: a, serverr: {}}");

        assertThatThrownBy(() -> AttackCase.load(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(file + ": case \"a\": no member \"serverr\", there are "
                        + "[about, attack, benign, category, id, server, steps, surface, with]");
    }

    @Test
    void needsAPayloadToLookFor(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"),
                "- {id: a, category: c, surface: s, about: x, server: {name: s}, attack: {}, benign: {data: d}}");

        assertThatThrownBy(() -> AttackCase.load(file))
                .hasMessage(file + ": case \"a\": attack needs \"payload\", the text that must not reach the model");
    }

    @Test
    void needsStepsThatExist(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("mine.yaml"),
                "- {id: a, category: c, surface: s, about: x, server: {name: s}, steps: [{jump: high}], "
                        + "attack: {payload: p}, benign: {data: d}}");

        assertThatThrownBy(() -> AttackCase.load(file))
                .hasMessage(file + ": case \"a\": a step is one of [call, change, list, prompt, read, reconnect], "
                        + "not [jump]");
    }

    @Test
    void mayBeOnesOwn(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"), """
                - id: mine
                  category: own
                  surface: tools/list description
                  about: One of mine.
                  server:
                    name: s
                    tools: [{name: t, description: "{{text}}"}]
                  attack: {text: wicked, payload: wicked}
                  benign: {text: kind, data: kind}
                """);

        AttackCase mine = AttackCase.load(file).get(0);

        assertThat(playUnguarded(mine).reachedModel()).isTrue();
        assertThat(playUnguarded(mine.benignTwin()).received()).contains("kind").doesNotContain("wicked");
    }
}
