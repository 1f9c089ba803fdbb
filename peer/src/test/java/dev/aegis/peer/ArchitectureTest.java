package dev.aegis.peer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses PEER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.aegis.peer");

    @Test
    void onlyOnePackageUsesTheWebRtcLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.aegis.peer.webrtc")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.onvoid..")
                .check(PEER);
    }

    @Test
    void onlyTheLinkProcessUsesTheAdapter() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.aegis.peer.webrtc", "dev.aegis.peer.process")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.aegis.peer.webrtc")
                .check(PEER);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.aegis.peer.(*)..").should().beFreeOfCycles().check(PEER);
    }

    @Test
    void onlyTheContractIsImported() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.aegis.control..", "dev.aegis.agent..", "dev.aegis.espctl..", "dev.aegis.firmware..")
                .check(PEER);
    }
}
