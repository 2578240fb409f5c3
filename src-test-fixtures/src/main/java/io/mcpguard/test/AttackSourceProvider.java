package io.mcpguard.test;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The cases that an {@link AttackSource} asks for. */
final class AttackSourceProvider extends AnnotationBasedArgumentsProvider<AttackSource> {

    AttackSourceProvider() {}

    @Override
    protected Stream<? extends Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context, AttackSource source) {
        return select(source).stream().map(attack -> Arguments.of(attack));
    }

    static List<AttackCase> select(AttackSource source) {
        List<AttackCase> cases = source.files().length == 0
                ? AttackCase.all()
                : Arrays.stream(source.files())
                        .flatMap(file -> AttackCase.load(Path.of(file)).stream())
                        .toList();
        List<String> wanted = List.of(source.categories());
        List<String> known = cases.stream().map(AttackCase::category).distinct().toList();
        for (String category : wanted) {
            if (!known.contains(category)) {
                throw new IllegalArgumentException(
                        "no attack of the category \"" + category + "\", there are " + known);
            }
        }
        return cases.stream()
                .filter(attack -> wanted.isEmpty() || wanted.contains(attack.category()))
                .toList();
    }
}
