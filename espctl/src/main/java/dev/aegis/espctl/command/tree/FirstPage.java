package dev.aegis.espctl.command.tree;

import java.util.List;
import java.util.stream.Stream;

/// The first page of the help: the verbs by purpose, and three first steps.
public final class FirstPage {
    /// The groups in the order of the page. A verb without a group comes last.
    private static final List<Group> GROUPS = List.of(
            new Group("Build", List.of("build", "plan", "clean", "clean-plan", "cancel")),
            new Group(
                    "Look at a build",
                    List.of(
                            "status",
                            "logs",
                            "errors",
                            "artifacts",
                            "firmware",
                            "elf",
                            "size",
                            "sbom",
                            "decode",
                            "diag")),
            new Group("Look after a project", List.of("new", "project", "set-target", "idf", "config", "menuconfig")),
            new Group("Build server and machines", List.of("doctor", "login", "logout", "whoami")),
            new Group("Set up this computer", List.of("mcp", "skills", "completion", "version")));

    private static final List<String> FIRST_STEPS = List.of(
            "espctl login --token KEY --server URL    with what the build server's operator gave you",
            "espctl doctor                            says what is still missing, and what to do",
            "espctl build --target esp32c3            in the project's folder; firmware comes into build/");

    private FirstPage() {}

    /// @param verbs the verbs in the order of the help
    public record Group(String title, List<String> verbs) {}

    /// Returns the groups that have at least one of these verbs.
    public static List<Group> groups(List<String> verbs) {
        List<String> known =
                GROUPS.stream().flatMap(group -> group.verbs().stream()).toList();
        Group others = new Group(
                "More",
                verbs.stream().filter(verb -> !known.contains(verb)).sorted().toList());
        return Stream.concat(GROUPS.stream(), Stream.of(others))
                .map(group -> new Group(
                        group.title(),
                        group.verbs().stream().filter(verbs::contains).toList()))
                .filter(group -> !group.verbs().isEmpty())
                .toList();
    }

    public static List<String> firstSteps() {
        return FIRST_STEPS;
    }
}
