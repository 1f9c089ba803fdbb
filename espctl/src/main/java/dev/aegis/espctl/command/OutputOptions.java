package dev.aegis.espctl.command;

import dev.aegis.espctl.output.Screen;
import picocli.CommandLine.Option;

/// The options of every command.
final class OutputOptions {
    @Option(names = "--json", description = "print the answer as JSON on stdout, errors as JSON on stderr")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "print errors only")
    private boolean quiet;

    Screen.Mode mode() {
        if (json) {
            return Screen.Mode.JSON;
        }
        return quiet ? Screen.Mode.QUIET : Screen.Mode.HUMAN;
    }
}
