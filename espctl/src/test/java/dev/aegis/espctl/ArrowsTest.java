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
    void packagesHaveNoCycle() {
        slices().matching("dev.aegis.espctl.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void commandsOnlyParse() {
        mayNot("command", "build", "connect", "control", "settings", "project");
    }

    @Test
    void toolsAreASecondDoorToTheSameRooms() {
        mayNot("tool", "command", "output", "build", "connect", "control", "settings", "project");
        mayNot("command", "tool");
    }

    @Test
    void actionsKnowNothingOfHowTheyWereAskedOrAreShown() {
        mayNot("actions", "command", "tool", "output");
    }

    @Test
    void analysisStandsAboveActionsAndNeedsNoConnection() {
        mayNot("analysis", "command", "tool", "output", "connect", "build");
        mayNot("actions", "analysis");
    }

    @Test
    void connectKnowsOnlyTheBuildServerAndSettings() {
        mayNot("connect", "command", "output", "actions", "build", "project", "tasks");
    }

    @Test
    void controlKnowsOnlySettings() {
        mayNot("control", "command", "output", "actions", "build", "connect", "project", "tasks");
    }

    @Test
    void settingsStandAtTheBottom() {
        mayNot("settings", "command", "output", "actions", "build", "connect", "control", "project", "tasks");
    }

    @Test
    void projectKnowsNothingOfServers() {
        mayNot("project", "command", "output", "actions", "build", "connect", "control", "settings", "tasks");
    }

    @Test
    void clientsKnowNothingOfTheRest() {
        mayNot("client", "command", "tool", "output", "actions", "build", "connect", "control", "project", "tasks");
        mayNot("client", "settings", "failure");
    }

    @Test
    void onlyTheEntryKnowsTheWebRtcLibrary() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.aegis.espctl")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.aegis.peer.webrtc..", "dev.onvoid..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
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
