package dev.aegis.espctl;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArrowsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.aegis.espctl");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.aegis.espctl.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void commandsAndToolsAreIndependent() {
        mayNot("command", "tool", "remote", "connect", "control");
        mayNot("tool", "command", "output", "remote", "connect", "control");
    }

    @Test
    void onlyActionsAndProcessUseTheWebRtcLibrary() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackages("dev.aegis.espctl", "dev.aegis.espctl.actions", "dev.aegis.espctl.process")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.aegis.peer.webrtc..", "dev.onvoid..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineUsesPicocli() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.aegis.espctl.command..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..")
                .check(CLASSES);
    }

    private static void mayNot(String from, String... to) {
        for (String other : to) {
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideInAPackage("dev.aegis.espctl." + from + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.aegis.espctl." + other + "..")
                    .check(CLASSES);
        }
    }
}
