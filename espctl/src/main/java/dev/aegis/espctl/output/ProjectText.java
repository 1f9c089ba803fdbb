package dev.aegis.espctl.output;

import dev.aegis.espctl.failure.Count;
import dev.aegis.espctl.failure.ShellWord;
import dev.aegis.espctl.plan.ListVersions;
import dev.aegis.espctl.plan.PlanClean;
import dev.aegis.espctl.projects.ChangeProject;
import dev.aegis.espctl.projects.CleanProject;
import dev.aegis.espctl.projects.CreateComponent;
import dev.aegis.espctl.tasks.Subject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Text for people about projects and their settings.
public final class ProjectText {
    private ProjectText() {}

    public static String settings(ChangeProject.Settings settings) {
        return facts(
                        settings.name(),
                        settings.projectRoot(),
                        settings.target(),
                        settings.targetFrom(),
                        settings.idfVersionResolved(),
                        settings.idfVersionFrom())
                + changed(settings.changed());
    }

    public static String created(ChangeProject.Settings settings) {
        return settings(settings) + "next     cd " + TerminalSafe.text(ShellWord.of(settings.projectRoot()))
                + " && espctl build\n";
    }

    public static String valid(ChangeProject.Validated valid) {
        return "the settings are valid\n"
                + facts(
                        valid.name(),
                        valid.projectRoot(),
                        valid.target(),
                        valid.targetFrom(),
                        valid.idfVersionResolved(),
                        valid.idfVersionFrom());
    }

    public static String component(CreateComponent.Component made) {
        return "component " + made.name() + " in " + TerminalSafe.text(made.path()) + "\n" + changed(made.changed())
                + "use      " + made.next() + "\n";
    }

    public static String versions(ListVersions.Offer offer) {
        StringBuilder text = new StringBuilder(
                offer.storeRoot() == null
                        ? "build machines online have:\n"
                        : "the store " + TerminalSafe.text(offer.storeRoot()) + " has:\n");
        if (offer.versions().isEmpty()) {
            return text.append("nothing\n").toString();
        }
        for (ListVersions.Version version : offer.versions()) {
            text.append(TerminalSafe.text(version.version()))
                    .append(Boolean.TRUE.equals(version.isDefault()) ? " (default)" : "")
                    .append("  ")
                    .append(TerminalSafe.text(String.join(" ", version.targets())))
                    .append(version.machines() == null ? "" : "  on " + Count.of(version.machines(), "machine"))
                    .append('\n');
        }
        return text.toString();
    }

    public static String cleaned(CleanProject.Cleaned cleaned) {
        String folder = TerminalSafe.text(cleaned.buildDir());
        String size = Count.of(cleaned.files(), "file") + ", " + Sizes.bytes(cleaned.bytes());
        if (!cleaned.removed()) {
            return "would remove " + folder + ": " + size
                    + "\nand the next build would start clean on its machine; nothing was changed\n";
        }
        return (cleaned.files() == 0 ? folder + " had no files" : "removed " + folder + ": " + size)
                + "\nthe next build starts clean on its machine\n";
    }

    public static String cleanPlan(PlanClean.CleanPlan plan) {
        return "clean plan for " + TerminalSafe.text(plan.projectRoot()) + ", nothing is removed\n\n"
                + "folder   " + TerminalSafe.text(plan.buildDir()) + "\n"
                + "holds    " + Count.of(plan.files(), "file") + ", "
                + Sizes.bytes(plan.bytes()) + "\n"
                + (plan.names().isEmpty()
                        ? ""
                        : "names    " + TerminalSafe.text(String.join(", ", plan.names())) + "\n")
                + "machine  " + plan.onMachine() + "\n"
                + "config   " + plan.sdkconfig() + "\n"
                + "keeps    " + TerminalSafe.text(plan.keeps()) + "\n"
                + "next     " + plan.next() + "\n";
    }

    private static String facts(
            String name,
            String root,
            @Nullable String target,
            String targetFrom,
            @Nullable String version,
            String versionFrom) {
        return "project  " + TerminalSafe.text(name) + " in " + TerminalSafe.text(root) + "\n"
                + "target   " + Objects.requireNonNullElse(target, "none") + " (" + targetFrom + ")\n"
                + "version  " + Subject.version(version, versionFrom) + "\n";
    }

    private static String changed(List<String> changed) {
        return "changed  " + (changed.isEmpty() ? "nothing" : TerminalSafe.text(String.join(", ", changed))) + "\n";
    }
}
