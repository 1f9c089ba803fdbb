package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.ProjectText;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.projects.ChangeProject;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description = "create a new ESP-IDF project that builds without changes",
        footer = {
            "",
            "Examples:",
            "  espctl project create robot --target esp32c3 --template blink",
            "  espctl new robot --target esp32c3      the same, shorter"
        })
final class ProjectCreateCommand extends Verb {
    @Parameters(paramLabel = "NAME", description = "of the project and of its folder")
    private String name = "";

    @Option(
            names = {"-t", "--target"},
            paramLabel = "CHIP",
            required = true,
            description = "such as esp32c3")
    private String target = "";

    @Option(
            names = "--template",
            paramLabel = "TEMPLATE",
            defaultValue = "hello_world",
            completionCandidates = Templates.class,
            description = "hello_world, blink or empty; default: hello_world")
    private String template = "hello_world";

    @Option(
            names = {"-C", "--parent"},
            paramLabel = "DIR",
            description = "the parent folder; default: the working folder")
    private @Nullable Path parent;

    /// Candidates for shell completion; the action validates the name.
    static final class Templates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of("hello_world", "blink", "empty").iterator();
        }
    }

    ProjectCreateCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        ChangeProject.Settings settings = actions().changeProject().create(parent, name, target, template);
        screen.answer(settings, ProjectText.created(settings));
        return ExitCode.DONE;
    }
}
