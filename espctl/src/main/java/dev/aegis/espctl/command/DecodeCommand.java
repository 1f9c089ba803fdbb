package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.inspect.CrashAnswer;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.DiagnosisText;
import dev.aegis.espctl.output.Screen;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decode",
        description = "turn a panic or backtrace from the serial port into functions, files and lines",
        footer = {
            "",
            "An application that crashes prints the first digits of its ELF file's SHA-256. They identify the",
            "build, even an old one, among those on this computer.",
            "",
            "Examples:",
            "  espctl decode crash.txt                a panic or backtrace from the serial port",
            "  espctl decode                          paste it, then Ctrl-D",
            "  espctl decode crash.txt --elf v1.elf   with the ELF file of a build from elsewhere"
        })
final class DecodeCommand extends Verb {
    @Parameters(arity = "0..1", paramLabel = "FILE", defaultValue = "-", description = "the text; default: - for stdin")
    private String file = "-";

    @ArgGroup
    private @Nullable Source source;

    static final class Source {
        @Option(names = "--task", paramLabel = "TASK", description = "the build that runs on the chip")
        private @Nullable String task;

        @Option(names = "--elf", paramLabel = "FILE", description = "the ELF file of the build that runs on the chip")
        private @Nullable Path elf;
    }

    DecodeCommand(Actions actions, Console console) {
        super(actions, console);
    }

    @Override
    ExitCode run(Screen screen) {
        String text = InputText.read(console(), file, "the panic or backtrace", screen);
        Path elf = source == null ? null : source.elf;
        CrashAnswer answer = elf == null
                ? actions()
                        .decodeCrash()
                        .run(
                                text,
                                source == null || source.task == null
                                        ? null
                                        : actions()
                                                .chooseTask()
                                                .succeeded(source.task, null)
                                                .taskId())
                : actions().decodeCrash().runWith(text, elf);
        screen.answer(answer, DiagnosisText.crash(answer));
        return ExitCode.DONE;
    }
}
