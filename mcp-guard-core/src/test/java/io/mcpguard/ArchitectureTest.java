package io.mcpguard;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The directions of the house, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(packages = "io.mcpguard", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsOnlyPointDown = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("transport")
            .definedBy("io.mcpguard.transport..")
            .layer("front door")
            .definedBy("io.mcpguard")
            .layer("session")
            .definedBy("io.mcpguard.session..")
            .layer("pipeline")
            .definedBy("io.mcpguard.pipeline..")
            .layer("audit")
            .definedBy("io.mcpguard.audit..")
            .layer("approval")
            .definedBy("io.mcpguard.approval..")
            .layer("client")
            .definedBy("io.mcpguard.client..")
            .layer("trust")
            .definedBy("io.mcpguard.trust..")
            .layer("drift")
            .definedBy("io.mcpguard.drift..")
            .layer("shadow")
            .definedBy("io.mcpguard.shadow..")
            .layer("data")
            .definedBy("io.mcpguard.data..")
            .layer("inspect")
            .definedBy("io.mcpguard.inspect..")
            .layer("names")
            .definedBy("io.mcpguard.names..")
            .layer("policy")
            .definedBy("io.mcpguard.policy..")
            .layer("identity")
            .definedBy("io.mcpguard.identity..")
            .layer("schema")
            .definedBy("io.mcpguard.schema..")
            .layer("json")
            .definedBy("io.mcpguard.json..")
            .layer("api")
            .definedBy("io.mcpguard.api..")
            .whereLayer("transport")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("front door")
            .mayOnlyBeAccessedByLayers("transport")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("front door", "transport")
            .whereLayer("pipeline")
            .mayOnlyBeAccessedByLayers("session", "front door")
            .whereLayer("audit")
            .mayOnlyBeAccessedByLayers("front door")
            .whereLayer("approval")
            .mayOnlyBeAccessedByLayers("session", "front door")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("trust")
            .mayOnlyBeAccessedByLayers("session", "front door")
            .whereLayer("drift")
            .mayOnlyBeAccessedByLayers("trust", "session")
            .whereLayer("shadow")
            .mayOnlyBeAccessedByLayers("trust", "pipeline", "session", "front door")
            .whereLayer("data")
            .mayOnlyBeAccessedByLayers("pipeline", "policy", "session", "front door")
            .whereLayer("inspect")
            .mayOnlyBeAccessedByLayers("pipeline", "data", "client", "trust", "drift", "shadow", "policy", "front door")
            .whereLayer("names")
            .mayOnlyBeAccessedByLayers("inspect", "shadow", "trust", "session", "front door")
            .whereLayer("policy")
            .mayOnlyBeAccessedByLayers(
                    "shadow", "trust", "client", "approval", "pipeline", "session", "front door", "transport")
            .whereLayer("identity")
            .mayOnlyBeAccessedByLayers("policy", "trust", "audit", "session", "front door", "transport")
            .whereLayer("schema")
            .mayOnlyBeAccessedByLayers("pipeline", "client", "session");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            SlicesRuleDefinition.slices().matching("io.mcpguard.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTransportKnowsTheSdkAndReactor = noClasses()
            .that()
            .resideOutsideOfPackage("io.mcpguard.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.modelcontextprotocol..", "reactor..", "org.reactivestreams..");

    @ArchTest
    static final ArchRule theApiDependsOnNothing = noClasses()
            .that()
            .resideInAPackage("io.mcpguard.api..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("io.mcpguard.api..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule textOfTheOtherSideNeverMeetsABacktrackingRegex =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.regex..");

    @ArchTest
    static final ArchRule nothingOpensASocketOfItsOwn = noClasses()
            .that()
            .resideOutsideOfPackage("io.mcpguard.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "java.nio.channels.spi..");
}
