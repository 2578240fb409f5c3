package io.mcpguard.compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.mcpguard.McpGuard;
import io.mcpguard.test.TestServer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every type, method, constructor and field of the SDK that our class files name is there in the SDK on the class path,
 * on the ways that no other test goes too.
 */
class LinkageIT {

    private static final String SDK = "io.modelcontextprotocol.";

    /** Where something that not every version has is asked for on purpose, with a way round it; class and target. */
    private static final Set<String> WITH_A_WAY_ROUND = Set.of(
            "JsonMappers: McpJsonDefaults.getMapper()", "ClosedSession: McpTransportSessionClosedException.<init>()");

    @Test
    void coreNamesNothingThatThisSdkLacks() {
        JavaClasses core = classesBeside(McpGuard.class);

        assertThat(namesOfTheSdk(core)).isNotEmpty();
        assertThat(missing(core)).isSubsetOf(WITH_A_WAY_ROUND);
    }

    @Test
    void theTestKitNamesNothingThatThisSdkLacks() {
        assertThat(missing(classesBeside(TestServer.class))).isSubsetOf(WITH_A_WAY_ROUND);
    }

    /** Whatever Jackson the application's SDK has, the guard does not come near it. */
    @Test
    void coreNamesNoDatabind() {
        assertThat(classesBeside(McpGuard.class).stream()
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .map(dependency -> dependency.getTargetClass().getName())
                        .filter(name -> name.contains("jackson.databind") || name.contains("jackson.annotation")))
                .isEmpty();
    }

    private static JavaClasses classesBeside(Class<?> type) {
        return new ClassFileImporter()
                .importUrl(type.getProtectionDomain().getCodeSource().getLocation());
    }

    private static List<String> namesOfTheSdk(JavaClasses classes) {
        return accesses(classes).map(access -> access.getTarget().getFullName()).toList();
    }

    private static Stream<JavaAccess<?>> accesses(JavaClasses classes) {
        return classes.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().getName().startsWith(SDK));
    }

    private static Set<String> missing(JavaClasses classes) {
        var missing = new TreeSet<String>();
        accesses(classes)
                .filter(access -> access.getTarget().resolveMember().isEmpty())
                .forEach(access -> missing.add(outermost(access.getOriginOwner()) + ": " + name(access.getTarget())));
        for (JavaClass type : classes) {
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                    .filter(target -> target.getName().startsWith(SDK) && !isThere(target.getName()))
                    .filter(target -> WITH_A_WAY_ROUND.stream()
                            .noneMatch(
                                    known -> known.startsWith(outermost(type) + ": " + target.getSimpleName() + ".")))
                    .forEach(target -> missing.add(type.getSimpleName() + ": " + target.getName()));
        }
        return missing;
    }

    private static String name(AccessTarget target) {
        String parameters = target instanceof AccessTarget.CodeUnitAccessTarget code
                ? code.getRawParameterTypes().stream()
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"))
                : "";
        return target.getOwner().getSimpleName() + "." + target.getName() + parameters;
    }

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(LinkageIT::outermost).orElse(type.getSimpleName());
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, LinkageIT.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
