package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.ConnectEvent;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.peer.LinkPath;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.Phase;

/// An event of a build, from the queue to its last file.
public sealed interface BuildEvent {
    /// An event on the way to a session.
    record Connecting(ConnectEvent event) implements BuildEvent {}

    record Connected(String agentId, LinkPath path) implements BuildEvent {}

    /// @param files how many contents the machine lacks
    /// @param bytes their total size
    record UploadBegan(int files, long bytes) implements BuildEvent {}

    record Uploaded(long doneBytes, long totalBytes) implements BuildEvent {}

    record Synced(MachineMessage.SyncDone done) implements BuildEvent {}

    record PhaseEntered(Phase phase) implements BuildEvent {}

    /// Steps of the build tool.
    record StepsDone(int done, int total) implements BuildEvent {}

    record Logged(LogLine line) implements BuildEvent {}

    /// The connection broke. The build goes on at the machine, and espctl reconnects.
    record ConnectionLost(String reason) implements BuildEvent {}

    record Reattached() implements BuildEvent {}

    record Downloading(String path, long doneBytes, long totalBytes) implements BuildEvent {}

    /// Something that the user should know and that is no failure.
    record Note(String sentence) implements BuildEvent {}
}
