package dev.aegis.espctl.output;

import dev.aegis.espctl.settings.Environment;
import java.io.InputStream;
import java.io.PrintStream;

/// The standard streams of one run of the command line.
///
/// @param environment decides about colour and the progress line
public record Console(InputStream stdin, PrintStream stdout, PrintStream stderr, Environment environment) {
    public Screen screen(Screen.Mode mode) {
        return new Screen(stdout, stderr, mode, Terminal.ofStderr(environment));
    }

    /// Whether a person can be asked: stdin and stderr are terminals.
    public boolean canAsk() {
        return Terminal.canAsk();
    }
}
