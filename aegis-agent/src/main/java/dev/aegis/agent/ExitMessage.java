package dev.aegis.agent;

import dev.aegis.agent.sandbox.SandboxException;
import dev.aegis.agent.server.ServerException;
import dev.aegis.agent.store.StoreCommand;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.peer.LinkException;
import dev.aegis.settings.SettingsException;
import dev.aegis.store.StoreException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// What is told to a person when the program cannot do what was asked.
///
/// @param bug whose trace is printed; null when it is not ours
record ExitMessage(
        ExitCode code,
        String what,
        @Nullable String hint,
        @Nullable Throwable bug) {
    static ExitMessage of(Exception trouble) {
        String what = String.valueOf(trouble.getMessage());
        return switch (trouble) {
            case SettingsException _ -> at(ExitCode.WRONG_USAGE, what, "aegis-agent --help lists every setting");
            case StoreException store ->
                at(StoreCommand.isMissing(store) ? ExitCode.STORE_MISSING : ExitCode.FAILED, what, store.hint());
            case ServerException server ->
                at(server.isRefusal() ? ExitCode.REFUSED : ExitCode.FAILED, what, server.hint());
            case WorkspaceException workspace -> at(ExitCode.FAILED, what, workspace.hint());
            case SandboxException sandbox -> at(ExitCode.FAILED, what, sandbox.hint());
            case LinkException _ -> at(ExitCode.FAILED, what, null);
            case UncheckedIOException _, IllegalStateException _ ->
                at(ExitCode.FAILED, what, "check who owns the directory, and its disk");
            case InterruptedException _ -> at(ExitCode.FAILED, "stopped before it was done", null);
            default ->
                new ExitMessage(
                        ExitCode.FAILED, "this is our bug: " + trouble, "report it with the trace above", trouble);
        };
    }

    private static ExitMessage at(ExitCode code, String what, @Nullable String hint) {
        return new ExitMessage(code, what, hint, null);
    }

    ExitCode print(PrintStream err) {
        if (bug != null) {
            bug.printStackTrace(err);
        }
        err.println("aegis-agent: " + what);
        if (hint != null) {
            err.println("hint: " + hint);
        }
        return code;
    }
}
