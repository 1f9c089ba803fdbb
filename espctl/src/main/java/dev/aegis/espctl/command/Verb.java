package dev.aegis.espctl.command;

import dev.aegis.espctl.actions.Actions;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.espctl.output.Console;
import dev.aegis.espctl.output.Screen;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// One verb. Prints a failure as two lines and returns its exit code.
abstract class Verb implements Callable<Integer> {
    private final Actions actions;
    private final Console console;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    Verb(Actions actions, Console console) {
        this.actions = actions;
        this.console = console;
    }

    final Actions actions() {
        return actions;
    }

    final Console console() {
        return console;
    }

    @Override
    public final Integer call() {
        Screen screen = console.screen(output.mode());
        try {
            return run(screen).number();
        } catch (Failure failure) {
            screen.error(failure);
            return failure.exit().number();
        }
    }

    abstract ExitCode run(Screen screen);
}
