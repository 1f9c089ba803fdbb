package dev.aegis.espctl.output;

import dev.aegis.espctl.settings.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The capabilities of stderr.
///
/// @param interactive it is a terminal: one line may be overwritten
/// @param colour colours may be used; they never carry meaning alone
public record Terminal(boolean interactive, boolean colour) {
    /// Reads from `/proc` whether stderr is a terminal, because Java has no API for a single stream.
    public static Terminal ofStderr(Environment environment) {
        boolean interactive = isTerminal(2);
        boolean dumb =
                environment.find("TERM").filter(term -> term.equals("dumb")).isPresent();
        boolean colour = interactive && !dumb && environment.find("NO_COLOR").isEmpty();
        return new Terminal(interactive && !dumb, colour);
    }

    /// Whether a person can be asked: stdin and stderr are terminals.
    public static boolean canAsk() {
        return isTerminal(0) && isTerminal(2);
    }

    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    String red(String text) {
        return colour ? "\u001b[31;1m" + text + "\u001b[0m" : text;
    }

    String bold(String text) {
        return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
    }
}
