package dev.aegis.espctl.output;

import dev.aegis.espctl.connect.ConnectEvent;
import dev.aegis.espctl.remote.BuildEvent;
import dev.aegis.espctl.remote.BuildListener;

/// The line of one build in a [BuildGrid]: the machine, the phase and the steps that are done.
final class GridRow implements BuildListener {
    private final BuildGrid grid;
    private final String label;
    private String machine = "";
    private String phase = "connecting";

    GridRow(BuildGrid grid, String label) {
        this.grid = grid;
        this.label = label;
        show("");
    }

    @Override
    public synchronized void on(BuildEvent event) {
        if (event instanceof BuildEvent.Connecting connecting) {
            on(connecting.event());
        } else if (event instanceof BuildEvent.Connected connected) {
            machine = " on " + TerminalSafe.text(connected.agentId());
            enter("connected");
        } else if (event instanceof BuildEvent.UploadBegan upload) {
            enter("syncing");
            show(Sizes.bytes(upload.bytes()));
        } else if (event instanceof BuildEvent.PhaseEntered entered) {
            enter(entered.phase().wire());
        } else if (event instanceof BuildEvent.StepsDone steps) {
            show("[" + steps.done() + "/" + steps.total() + "]");
        } else if (event instanceof BuildEvent.Downloading file) {
            phase = "transferring";
            show(Sizes.bytes(file.doneBytes()) + " of " + Sizes.bytes(file.totalBytes()));
        } else if (event instanceof BuildEvent.ConnectionLost lost) {
            enter("connection lost: " + TerminalSafe.text(lost.reason()));
        } else if (event instanceof BuildEvent.Note note) {
            enter(TerminalSafe.text(note.sentence()));
        }
    }

    private void on(ConnectEvent event) {
        if (event instanceof ConnectEvent.Queued waiting) {
            String reason = waiting.queue().reason();
            phase = "queued";
            show("position " + waiting.queue().position() + (reason == null ? "" : ": " + TerminalSafe.text(reason)));
        } else if (event instanceof ConnectEvent.Assigned assigned) {
            enter("connecting to " + TerminalSafe.text(assigned.agentId()));
        } else if (event instanceof ConnectEvent.AskedAgain) {
            enter("asking the build server again");
        }
    }

    private void enter(String entered) {
        phase = entered;
        show("");
    }

    private void show(String detail) {
        grid.set(label, "%-12s %s%s".formatted(phase, detail, machine).stripTrailing());
    }
}
