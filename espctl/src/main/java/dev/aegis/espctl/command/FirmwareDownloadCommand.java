package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.history.CollectFirmware;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.FirmwareText;
import dev.aegis.espctl.output.Screen;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "download",
        description = "write flash_bundle.tar.gz: the manifest and every file to flash, each verified",
        footer = {"", "Example:", "  espctl firmware download --output release/"})
final class FirmwareDownloadCommand extends Verb {
    @Mixin
    private TaskChoice choice = new TaskChoice();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "the output folder; default: the project's build/")
    private @Nullable Path output;

    FirmwareDownloadCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        CollectFirmware.Copied bundle =
                actions().collectFirmware().bundle(choice.succeeded(actions()).taskId(), output);
        screen.answer(bundle, FirmwareText.copied(bundle));
        return ExitCode.DONE;
    }
}
