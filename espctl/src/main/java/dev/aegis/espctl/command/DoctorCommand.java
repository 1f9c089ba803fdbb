package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.doctor.Diagnosis;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.output.Texts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "check everything that a build needs, and print how to fix it",
        footer = {
            "",
            "Examples:",
            "  espctl doctor                          run it first when something does not work",
            "  espctl doctor -t esp32c6               also look for a machine with this chip"
        })
final class DoctorCommand extends Verb {
    @Option(
            names = {"-C", "--project"},
            paramLabel = "DIR",
            description = "the project's folder; default: the working folder")
    private @Nullable Path project;

    @Option(
            names = {"-t", "--target"},
            paramLabel = "CHIP",
            description = "the chip to look for")
    private @Nullable String target;

    @Option(
            names = {"--remote", "--server"},
            paramLabel = "URL",
            description = "the build server")
    private @Nullable String remote;

    DoctorCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        Diagnosis diagnosis = actions().doctor().run(project, target, remote);
        screen.answer(diagnosis, Texts.diagnosis(diagnosis));
        return diagnosis.exit();
    }
}
