package dev.aegis.bench;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.peer.transfer.BlobReceiver;
import dev.aegis.peer.transfer.BlobSender;
import dev.aegis.peer.transfer.TransferProgress;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.WireJson;
import dev.aegis.protocol.session.Blob;
import dev.aegis.protocol.session.MachineMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Copies a file like an artifact: announced, in pieces through a data channel, hashed, synced to the disk, renamed.
final class ChannelCopy implements Copy {
    private final LinkedPeers peers;
    private final Digest digest;

    /// @param digest of the file; a machine knows it before the download
    ChannelCopy(LinkedPeers peers, Digest digest) {
        this.peers = peers;
        this.digest = digest;
    }

    @Override
    public void copy(Path from, Path to) throws IOException, InterruptedException {
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> sent = sender.submit(() -> BlobSender.send(
                    peers.machine(),
                    from,
                    digest,
                    Files.size(from),
                    0,
                    blob -> WireJson.bytes(new MachineMessage.Download(blob)),
                    TransferProgress.NONE));
            Path partial = to.resolveSibling("partial");
            BlobReceiver.receive(peers.client(), announced(), partial, to, TransferProgress.NONE);
            sent.get();
        } catch (LinkException | ExecutionException failed) {
            throw new BenchException("a transfer on loopback failed: " + failed.getMessage(), failed);
        }
    }

    private Blob announced() throws LinkException, InterruptedException {
        if (peers.client().receive() instanceof Received.Message message
                && WireJson.read(message.content(), MachineMessage.class) instanceof MachineMessage.Download download
                && download.blob().encoding() == Blob.Encoding.IDENTITY) {
            return download.blob();
        }
        throw new BenchException("a transfer did not begin with its announcement as plain bytes");
    }
}
