package dev.aegis.espctl.output;

import dev.aegis.espctl.connect.ConnectEvent;
import dev.aegis.espctl.remote.BuildEvent;
import dev.aegis.protocol.session.Phase;
import org.jspecify.annotations.Nullable;

/// What a build waits for after an event, for phases without news.
final class Waits {
    private Waits() {}

    /// Returns null when the event changes nothing about that.
    static @Nullable String after(BuildEvent event) {
        return switch (event) {
            case BuildEvent.Connecting connecting -> after(connecting.event());
            case BuildEvent.Connected ignored ->
                "the workspace on the build machine, which another build of this project may use";
            case BuildEvent.UploadBegan ignored -> "the connection to take more of the project";
            case BuildEvent.Uploaded uploaded ->
                uploaded.doneBytes() < uploaded.totalBytes()
                        ? "the connection to take more of the project"
                        : "the build machine to check the project's files";
            case BuildEvent.Synced ignored -> "the build machine to start the build";
            case BuildEvent.PhaseEntered entered -> in(entered.phase());
            case BuildEvent.StepsDone steps -> "step " + (steps.done() + 1) + " of " + steps.total();
            case BuildEvent.ConnectionLost ignored -> "the build machine to answer again; the build continues there";
            case BuildEvent.Reattached ignored -> "the next line of the log";
            case BuildEvent.Downloading file -> "more of " + TerminalSafe.text(file.path());
            case BuildEvent.Logged ignored -> null;
            case BuildEvent.Note ignored -> null;
        };
    }

    static @Nullable String after(ConnectEvent event) {
        return switch (event) {
            case ConnectEvent.Queued queued ->
                "a free machine, at position " + queued.queue().position()
                        + (queued.queue().reason() == null
                                ? ""
                                : ": " + TerminalSafe.text(queued.queue().reason()));
            case ConnectEvent.Assigned assigned -> "the connection to " + TerminalSafe.text(assigned.agentId());
            case ConnectEvent.AttemptFailed ignored -> "the next try to connect";
            case ConnectEvent.AskedAgain ignored -> "the build server to answer again";
            case ConnectEvent.NewMachine ignored -> null;
            case ConnectEvent.ClockSkewed ignored -> null;
        };
    }

    private static String in(Phase phase) {
        return switch (phase) {
            case QUEUED -> "a free place on the build machine";
            case SYNCING -> "the build machine to check the project's files";
            case CONFIGURING -> "CMake to configure the project";
            case COMPILING -> "the compiler";
            case LINKING -> "the linker";
            case PACKAGING -> "the images for flash";
            case TRANSFERRING -> "the files of the build";
        };
    }
}
