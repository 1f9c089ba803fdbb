package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.inspect.DiagAnswer;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.DiagnosisText;
import dev.aegis.espctl.output.Screen;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "diag",
        description = "collect a build's log, record and settings for support, without secrets",
        footer = {
            "",
            "Examples:",
            "  espctl diag                            espctl-diag.tar.gz, of the newest build",
            "  espctl diag --panic crash.txt          with a crash from the serial port, decoded"
        })
final class DiagCommand extends Verb {
    @Parameters(
            arity = "0..1",
            paramLabel = "TASK",
            description = "a task id; default: the newest of this project, if there is one")
    private @Nullable String task;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "write it there; default: espctl-diag.tar.gz")
    private @Nullable Path output;

    @Option(names = "--panic", paramLabel = "FILE", description = "what the chip printed; - for stdin")
    private @Nullable String panic;

    DiagCommand(Actions actions, Console console) {
        super(actions, console);
    }

    private @Nullable String chosen() {
        return task == null ? null : actions().chooseTask().any(task, null).taskId();
    }

    @Override
    ExitCode run(Screen screen) {
        String text = panic == null ? null : InputText.read(console(), panic, "the panic or backtrace", screen);
        DiagAnswer answer = actions().collectDiagnosis().run(chosen(), text, output);
        screen.answer(answer, DiagnosisText.diag(answer));
        return ExitCode.DONE;
    }
}
