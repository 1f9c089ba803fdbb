package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.ConnectNews;
import dev.aegis.espctl.tasks.LogLine;
import dev.aegis.peer.LinkPath;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.Phase;

/// Told of a build as it happens.
public interface BuildListener extends ConnectNews {
    void connected(String agentId, LinkPath path);

    /// @param files how many contents the machine lacks
    /// @param bytes of them together
    void uploadBegins(int files, long bytes);

    void uploaded(long doneBytes, long totalBytes);

    void synced(MachineMessage.SyncDone done);

    void phase(Phase phase);

    void progress(int done, int total);

    void log(LogLine line);

    /// The connection broke; the build goes on at the machine, and we look for it again.
    void connectionLost(String reason);

    void reattached();

    void downloading(String path, long doneBytes, long totalBytes);

    /// Something the user should know, that is no failure.
    void note(String sentence);
}
