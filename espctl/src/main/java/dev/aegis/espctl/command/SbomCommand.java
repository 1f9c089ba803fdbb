package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.inspect.WriteSbom;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.SbomText;
import dev.aegis.espctl.output.Screen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sbom",
        description = "write the bill of materials of a build as SPDX 2.3, with the libraries that were linked",
        footer = {
            "",
            "Examples:",
            "  espctl sbom > firmware.spdx.json       of the newest successful build",
            "  espctl sbom -o firmware.spdx.json      to a file"
        })
final class SbomCommand extends Verb {
    @Mixin
    private TaskChoice choice = new TaskChoice();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write it there; default: stdout")
    private @Nullable Path output;

    SbomCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        if (output == null) {
            screen.document(new String(
                    actions()
                            .writeSbom()
                            .make(choice.succeeded(actions()).taskId())
                            .document(),
                    StandardCharsets.UTF_8));
            return ExitCode.DONE;
        }
        WriteSbom.Written written =
                actions().writeSbom().write(choice.succeeded(actions()).taskId(), output);
        screen.answer(written, SbomText.written(written));
        return ExitCode.DONE;
    }
}
