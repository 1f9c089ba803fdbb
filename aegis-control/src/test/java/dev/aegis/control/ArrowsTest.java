package dev.aegis.control;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ArrowsTest {
    private static final String ROOT = "dev.aegis.control.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.aegis.control");

    @Test
    void serverUsesNoProjectOrOtherProgram() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "dev.aegis.peer..",
                        "dev.aegis.firmware..",
                        "dev.aegis.store..",
                        "dev.aegis.agent..",
                        "dev.aegis.espctl..",
                        "dev.aegis.protocol.session..")
                .check(CLASSES);
    }

    @Test
    void featuresUseCallerLimitsAndStateWhichUseHttp() {
        Map<String, List<String>> mayImport = Map.ofEntries(
                Map.entry("http", List.of()),
                Map.entry("schedule", List.of()),
                Map.entry("relay", List.of()),
                Map.entry("state", List.of("schedule")),
                Map.entry("limits", List.of("state", "http")),
                Map.entry("state.embedded", List.of("state", "schedule")),
                Map.entry("metrics", List.of("state", "schedule", "http")),
                Map.entry("caller", List.of("limits", "state", "schedule", "http")),
                Map.entry("grant", List.of("relay", "metrics", "caller", "limits", "state", "schedule", "http")),
                Map.entry("agents", List.of("grant", "metrics", "caller", "limits", "state", "schedule", "http")),
                Map.entry("signaling", List.of("caller", "limits", "state", "schedule", "http")),
                Map.entry("health", List.of("caller", "limits", "state", "schedule", "http")));
        mayImport.forEach((name, others) -> classes()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage("dev.aegis.control..")
                        .or(resideInAnyPackage(Stream.concat(Stream.of(name), others.stream())
                                .map(ROOT::concat)
                                .toArray(String[]::new))))
                .check(CLASSES));
    }

    @Test
    void onlyWiringNamesAnImplementationOfTheState() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "state.embedded")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + "ControlServer")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "state.embedded")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.aegis.control.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyHttpUsesJetty() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.aegis.control.http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CLASSES);
    }
}
