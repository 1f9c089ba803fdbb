package dev.aegis.mcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class ModuleArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.aegis.mcp");

    @Test
    void packagesHaveNoCycle() {
        slices().matching("dev.aegis.mcp.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void knowsNothingOfOurOtherModulesAndOneLibrary() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.aegis.mcp..",
                        "java..",
                        "javax.crypto..",
                        "com.sun.net.httpserver..",
                        "tools.jackson.core..",
                        "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void onlyJsonKnowsTheLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.aegis.mcp.json..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CLASSES);
    }

    @Test
    void transportsDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.aegis.mcp.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.aegis.mcp.stdio..")
                .check(CLASSES);
    }
}
