package dev.aegis.espctl.remote;

import dev.aegis.peer.LinkException;
import dev.aegis.protocol.session.MachineMessage;

/// Errors for the ways in which a machine ends a session.
final class SessionErrors {
    private SessionErrors() {}

    static LinkException lost(MachineMessage.Goodbye goodbye) {
        String reason = goodbye.reason();
        return new LinkException(
                "session_ended", "the build machine ended the session" + (reason == null ? "" : ": " + reason));
    }

    static LinkException unexpected(MachineMessage message) {
        return new LinkException(
                "protocol_error", "the machine sent " + message.getClass().getSimpleName() + " out of turn");
    }
}
