package dev.aegis.control;

import dev.aegis.control.grant.SigningKeysException;
import dev.aegis.control.http.ListenException;
import dev.aegis.settings.SettingsException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// The message and exit code of a start that failed. The operator's mistakes are one sentence; a bug of ours has its
/// trace.
///
/// @param bug whose trace is printed; null for a mistake that the operator can correct
record ExitMessage(int code, String sentence, @Nullable Throwable bug) {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    static ExitMessage of(RuntimeException failure) {
        String sentence = String.valueOf(failure.getMessage());
        return switch (failure) {
            case SettingsException _ -> new ExitMessage(WRONG_USAGE, sentence, null);
            case SigningKeysException _, ListenException _ -> new ExitMessage(FAILED, sentence, null);
            default ->
                new ExitMessage(
                        FAILED,
                        "this is a bug in aegis-control: " + failure + "; report it with the trace above",
                        failure);
        };
    }

    int print(PrintStream err) {
        if (bug != null) {
            bug.printStackTrace(err);
        }
        err.println("aegis-control: " + sentence);
        err.flush();
        return code;
    }
}
