package dev.aegis.agent;

import dev.aegis.agent.sandbox.SandboxException;
import dev.aegis.agent.server.ServerException;
import dev.aegis.agent.server.StateException;
import dev.aegis.agent.store.StoreCommand;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.peer.LinkException;
import dev.aegis.settings.SettingsException;
import dev.aegis.store.StoreException;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/// The message of a program that ends without success: yours, theirs or ours. Our bugs print their trace.
///
/// @param what the thing and the reason
/// @param hint the next step
/// @param bug printed with its trace; null if the failure is not our bug
record ExitMessage(
        ExitCode code,
        String what,
        @Nullable String hint,
        @Nullable Throwable bug) {
    static ExitMessage of(Exception failure) {
        String what = String.valueOf(failure.getMessage());
        return switch (failure) {
            case SettingsException _ -> at(ExitCode.WRONG_USAGE, what, "aegis-agent --help lists every setting");
            case StoreException store ->
                at(StoreCommand.isMissing(store) ? ExitCode.STORE_MISSING : ExitCode.FAILED, what, store.hint());
            case ServerException server ->
                at(server.isRefusal() ? ExitCode.REFUSED : ExitCode.FAILED, what, server.hint());
            case WorkspaceException workspace -> at(ExitCode.FAILED, what, workspace.hint());
            case SandboxException sandbox -> at(ExitCode.FAILED, what, sandbox.hint());
            case LinkException _ -> at(ExitCode.FAILED, what, null);
            case StateException state -> at(ExitCode.FAILED, what, state.hint());
            case InterruptedException _ -> at(ExitCode.FAILED, "stopped before it was done", null);
            default ->
                new ExitMessage(
                        ExitCode.FAILED,
                        "bug in aegis-agent: " + failure,
                        "report this output and the output of aegis-agent --version to the maintainers of Aegis",
                        failure);
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
