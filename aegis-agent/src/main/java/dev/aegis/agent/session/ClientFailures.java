package dev.aegis.agent.session;

import dev.aegis.agent.intake.IntakeException;
import dev.aegis.agent.workspace.WorkspaceException;
import dev.aegis.protocol.session.Fault;
import dev.aegis.protocol.session.MachineMessage.Failure;
import org.jspecify.annotations.Nullable;

/// Failures as messages to the client.
final class ClientFailures {
    private static final int MESSAGE_CHARS = 4000;

    private ClientFailures() {}

    static Failure of(IntakeException refused) {
        return theirs(refused.code(), String.valueOf(refused.getMessage()), refused.hint());
    }

    static Failure of(WorkspaceException broken) {
        return new Failure(
                broken.code(), cut(String.valueOf(broken.getMessage())), broken.hint(), Fault.INFRASTRUCTURE, false);
    }

    /// A failure that the client can fix.
    static Failure theirs(String code, String message, @Nullable String hint) {
        return new Failure(code, cut(message), hint, Fault.PROJECT, false);
    }

    /// The same failure, after which the session ends.
    static Failure fatal(Failure failure) {
        return new Failure(failure.code(), failure.message(), failure.hint(), failure.fault(), true);
    }

    private static String cut(String message) {
        return message.length() <= MESSAGE_CHARS ? message : message.substring(0, MESSAGE_CHARS) + "...";
    }
}
