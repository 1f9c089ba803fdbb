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
        description = "verify a build's ELF file with its debug information, and copy it",
        footer = {"", "Example:", "  espctl elf download --output symbols/"})
final class ElfDownloadCommand extends Verb {
    @Mixin
    private TaskChoice choice = new TaskChoice();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "the output folder; default: build/")
    private @Nullable Path output;

    ElfDownloadCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        CollectFirmware.Copied elf =
                actions().collectFirmware().elf(choice.succeeded(actions()).taskId(), output);
        screen.answer(elf, FirmwareText.copied(elf));
        return ExitCode.DONE;
    }
}
