package dev.aegis.espctl.remote;

import dev.aegis.espctl.connect.MachineSession;
import dev.aegis.espctl.failure.ExitCode;
import dev.aegis.espctl.failure.Failure;
import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.transfer.BlobReceiver;
import dev.aegis.protocol.ChannelName;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.IoReason;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Artifact;
import dev.aegis.protocol.session.Blob;
import dev.aegis.protocol.session.ClientMessage;
import dev.aegis.protocol.session.MachineMessage;
import dev.aegis.protocol.session.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Fetches the artifacts of a build into a holding folder and verifies each; `ArtifactInstaller` then installs them.
/// Files that are in `build/` already are not fetched again, and partial files are resumed.
final class Download {
    private final BuildOrder order;
    private final BuildListener listener;
    private final BuildStatistics statistics;

    Download(BuildOrder order, BuildListener listener, BuildStatistics statistics) {
        this.order = order;
        this.listener = listener;
        this.statistics = statistics;
    }

    InstalledFiles run(MachineSession session, TaskResult told) throws LinkException, InterruptedException {
        ArtifactInstaller installation = new ArtifactInstaller(order, listener);
        try {
            List<Artifact> wanted =
                    told.artifacts().stream().filter(installation::accepts).toList();
            Map<Digest, Path> held = new HashMap<>();
            Path holding = installation.holdingFolder();
            List<Artifact> missing = new ArrayList<>();
            for (Artifact artifact : wanted) {
                Path here = installation.destination(artifact);
                boolean local = LocalCompileCommands.isOne(artifact);
                if (local ? LocalCompileCommands.holds(here, artifact) : holds(here, artifact)) {
                    continue;
                }
                if (held.putIfAbsent(artifact.sha256(), holding.resolve(artifact.sha256() + ".whole")) == null) {
                    missing.add(artifact);
                }
            }
            fetch(session.channel(ChannelName.FIRMWARE), missing, held, holding);
            return installation.install(wanted, held, told);
        } catch (IOException broken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "build_unwritable",
                    "cannot write the build's files: " + IoReason.of(broken),
                    "make build/ writable for your user and free disk space, then run: espctl build",
                    broken);
        }
    }

    /// Fetches and installs the settings that a failed build wrote, if it did and they differ from those here.
    void settings(MachineSession session, TaskResult told) throws LinkException, InterruptedException {
        ArtifactInstaller installation = new ArtifactInstaller(order, listener);
        Artifact made = told.artifacts().stream()
                .filter(installation::isSettings)
                .findFirst()
                .orElse(null);
        try {
            if (made == null || holds(installation.destination(made), made)) {
                return;
            }
            Path holding = installation.holdingFolder();
            Path whole = holding.resolve(made.sha256() + ".whole");
            fetch(session.channel(ChannelName.FIRMWARE), List.of(made), Map.of(made.sha256(), whole), holding);
            installation.installFailed(made, whole);
        } catch (IOException | Failure unusable) {
            listener.on(new BuildEvent.Note("the settings of the failed build could not be written: "
                    + (unusable instanceof IOException broken ? IoReason.of(broken) : unusable.getMessage())));
        }
    }

    /// One file from its beginning, verified.
    ///
    /// @param file where it is written; a broken connection leaves a part there
    void fetch(MachineSession session, Artifact artifact, Path file)
            throws LinkException, InterruptedException, IOException {
        PeerChannel channel = session.channel(ChannelName.FIRMWARE);
        channel.sendMessage(WireJson.bytes(new ClientMessage.Fetch(order.taskId(), artifact.sha256(), 0)));
        receive(channel, artifact, file, file);
    }

    /// Sends all requests first, so that there is no round trip between two files.
    private void fetch(PeerChannel channel, List<Artifact> missing, Map<Digest, Path> held, Path holding)
            throws LinkException, InterruptedException, IOException {
        List<Artifact> asked = new ArrayList<>();
        for (Artifact artifact : missing) {
            Path whole = holding.resolve(artifact.sha256() + ".whole");
            if (Files.exists(whole) && holds(whole, artifact)) {
                continue;
            }
            long offset = Math.min(BlobReceiver.resumeOffset(partial(holding, artifact)), artifact.size());
            channel.sendMessage(WireJson.bytes(new ClientMessage.Fetch(order.taskId(), artifact.sha256(), offset)));
            asked.add(artifact);
        }
        for (Artifact artifact : asked) {
            receive(channel, artifact, partial(holding, artifact), held.getOrDefault(artifact.sha256(), holding));
        }
    }

    private void receive(PeerChannel channel, Artifact artifact, Path partial, Path whole)
            throws LinkException, InterruptedException, IOException {
        Blob blob = announced(channel, artifact);
        try {
            statistics.fetched(BlobReceiver.receive(
                    channel,
                    blob,
                    partial,
                    whole,
                    (done, total) -> listener.on(new BuildEvent.Downloading(artifact.path(), done, total))));
        } catch (LinkException broken) {
            if (broken.code().equals("blob_offset_mismatch")) {
                Files.deleteIfExists(partial);
            }
            throw broken;
        }
    }

    private static Blob announced(PeerChannel channel, Artifact artifact) throws LinkException, InterruptedException {
        PeerChannel.Received received = channel.receive();
        if (received == null) {
            throw new LinkException("link_closed", "the connection ended before " + artifact.path() + " came");
        }
        if (!(received instanceof PeerChannel.Received.Message message)) {
            throw new LinkException("protocol_error", "the machine sent data without saying of what");
        }
        return switch (MachineSession.read(message.content())) {
            case MachineMessage.Download download -> {
                Blob blob = download.blob();
                if (!blob.sha256().equals(artifact.sha256()) || blob.size() != artifact.size()) {
                    throw new LinkException("protocol_error", "the machine sent another file than was asked for");
                }
                yield blob;
            }
            case MachineMessage.Failure failure -> throw MachineSession.refused(failure);
            case MachineMessage other -> throw SessionErrors.unexpected(other);
        };
    }

    private static Path partial(Path holding, Artifact artifact) {
        return holding.resolve(artifact.sha256() + ".part");
    }

    private static boolean holds(Path file, Artifact artifact) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == artifact.size()
                && FileDigest.of(file).equals(artifact.sha256());
    }
}
