package dev.aegis.mcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

final class LibrariesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.aegis.mcp");

    @Test
    void usesOneOtherModuleAndOneLibrary() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.aegis.mcp..",
                        "dev.aegis.suggestion..",
                        "java..",
                        "javax.crypto..",
                        "com.sun.net.httpserver..",
                        "tools.jackson.core..",
                        "org.jspecify.annotations..")
                .check(CLASSES);
    }

    @Test
    void onlyJsonUsesTheLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.aegis.mcp.json..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("tools.jackson..")
                .check(CLASSES);
    }
}
