package dev.aegis.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows of ARCHITECTURE.md inside this program.
class ArchitectureTest {
    private static final JavaClasses AGENT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.aegis.agent");

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.aegis.agent.(*)..").should().beFreeOfCycles().check(AGENT);
    }

    @Test
    void onlyTheProgramItselfKnowsHowItIsWired() {
        neverImports("dev.aegis.agent.*..", "dev.aegis.agent");
    }

    @Test
    void buildsKnowNothingOfTheNetwork() {
        for (String inner : new String[] {"task", "execution", "sandbox", "workspace", "upkeep", "intake"}) {
            neverImports(
                    "dev.aegis.agent." + inner + "..",
                    "dev.aegis.peer..",
                    "dev.aegis.agent.server",
                    "dev.aegis.agent.session",
                    "dev.aegis.agent.report");
        }
    }

    @Test
    void whatBuildsStandOnDoesNotLookUp() {
        String[] above = {
            "dev.aegis.agent.task", "dev.aegis.agent.execution", "dev.aegis.agent.intake", "dev.aegis.agent.upkeep"
        };
        String[] builds = {"dev.aegis.agent.task", "dev.aegis.agent.execution", "dev.aegis.agent.sandbox.."};
        neverImports("dev.aegis.agent.workspace", above);
        neverImports("dev.aegis.agent.sandbox..", above);
        neverImports("dev.aegis.agent.workspace", "dev.aegis.agent.sandbox..", "dev.aegis.store..");
        neverImports("dev.aegis.agent.sandbox..", "dev.aegis.agent.workspace", "dev.aegis.store..");
        neverImports("dev.aegis.agent.intake", builds);
        neverImports("dev.aegis.agent.upkeep", builds);
        neverImports("dev.aegis.agent.task", "dev.aegis.agent.intake");
        neverImports("dev.aegis.agent.execution", "dev.aegis.agent.intake", "dev.aegis.agent.task");
    }

    @Test
    void groupAndDiskLimitsKnowNothingOfTheSandbox() {
        neverImports("dev.aegis.agent.sandbox.cgroup", "dev.aegis.agent.sandbox", "dev.aegis.agent.sandbox.disk");
        neverImports("dev.aegis.agent.sandbox.disk", "dev.aegis.agent.sandbox", "dev.aegis.agent.sandbox.cgroup");
    }

    @Test
    void reportsAndSessionsDoNotLookBack() {
        neverImports("dev.aegis.agent.report", "dev.aegis.agent.session", "dev.aegis.agent.server");
        neverImports("dev.aegis.agent.session", "dev.aegis.agent.server", "dev.aegis.agent.sandbox..");
    }

    @Test
    void reachHandsJobsToSessionsAndNothingElse() {
        neverImports(
                "dev.aegis.agent.server",
                "dev.aegis.agent.task",
                "dev.aegis.agent.execution",
                "dev.aegis.agent.intake",
                "dev.aegis.agent.report",
                "dev.aegis.agent.sandbox..",
                "dev.aegis.agent.workspace",
                "dev.aegis.store..");
    }

    @Test
    void onlyTheProgramItselfChoosesTheLinkEngine() {
        neverImports("dev.aegis.agent.*..", "dev.aegis.peer.webrtc", "dev.aegis.peer.process");
    }

    @Test
    void noOtherProgramIsImported() {
        neverImports("dev.aegis.agent..", "dev.aegis.control..", "dev.aegis.espctl..");
    }

    private static void neverImports(String from, String... never) {
        noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(never)
                .check(AGENT);
    }
}
