package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.LiveBuild;
import dev.aegis.espctl.output.PackText;
import dev.aegis.espctl.output.Screen;
import dev.aegis.espctl.pack.PackAnswer;
import dev.aegis.espctl.request.PackRequest;
import org.jspecify.annotations.Nullable;

/// Runs `build --elf` with parsed options.
final class ElfBuild {
    private final Actions actions;
    private final Screen screen;

    ElfBuild(Actions actions, Screen screen) {
        this.actions = actions;
        this.screen = screen;
    }

    ExitCode run(ElfOptions elf, ProjectOptions project, @Nullable String remote, boolean local) {
        if (elf.isLonely()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "usage",
                    "--bootloader, --partition-table, --flash-... and --output-dir need --elf",
                    "a project's own build takes these from its sdkconfig, such as CONFIG_ESPTOOLPY_FLASHSIZE_4MB=y");
        }
        PackRequest request = elf.request(project, remote);
        PackAnswer answer = local ? actions.packElf().plan(request) : made(request);
        screen.answer(answer, PackText.of(answer));
        return ExitCode.DONE;
    }

    private PackAnswer made(PackRequest request) {
        LiveBuild live = new LiveBuild(screen);
        try {
            return actions.packElf().run(request, live);
        } finally {
            live.end();
        }
    }
}
