package dev.aegis.espctl.remote;

import dev.aegis.peer.LinkException;
import dev.aegis.protocol.session.MachineMessage;

/// Errors for the ways in which a machine ends a session.
final class SessionErrors {
    private SessionErrors() {}

    /// Names a message that came instead of the expected one and is not a failure.
    static LinkException unexpected(MachineMessage message) {
        if (message instanceof MachineMessage.Goodbye(String reason)) {
            return new LinkException(
                    "session_ended", "the build machine ended the session" + (reason == null ? "" : ": " + reason));
        }
        return new LinkException(
                "protocol_error", "the machine sent " + message.getClass().getSimpleName() + " out of turn");
    }
}
