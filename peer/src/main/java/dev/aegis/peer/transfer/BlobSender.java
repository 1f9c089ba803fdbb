package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.session.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/// The sender of blobs. One message announces a blob and its data frames follow; nothing else may be
/// sent on the channel until `send` has returned.
///
/// An upload by a client and a download by a machine differ only in the announcement:
///
/// ```java
/// blob -> WireJson.bytes(new ClientMessage.Upload(blob))
/// blob -> WireJson.bytes(new MachineMessage.Download(blob))
/// ```
public final class BlobSender {
    private BlobSender() {}

    /// Sends the content of a file from `offset` on. Closes the channel when the content is not sent to its
    /// end, because the other side would read the next frames as the rest of it.
    ///
    /// @param digest of the whole content
    /// @param size of the whole content
    /// @param offset bytes that the other side has already
    /// @param announcement makes the message that announces the blob
    /// @return bytes of the data frames sent
    /// @throws LinkException when the channel ended, or `blob_changed` when the file is shorter
    /// than `size`
    public static long send(
            PeerChannel channel,
            Path file,
            Digest digest,
            long size,
            long offset,
            Function<Blob, byte[]> announcement,
            TransferProgress progress)
            throws IOException, LinkException, InterruptedException {
        try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ)) {
            return send(channel, source, digest, size, offset, announcement, progress);
        }
    }

    /// Sends from an open file, so that a file renamed meanwhile cannot replace it.
    public static long send(
            PeerChannel channel,
            FileChannel source,
            Digest digest,
            long size,
            long offset,
            Function<Blob, byte[]> announcement,
            TransferProgress progress)
            throws IOException, LinkException, InterruptedException {
        if (source.size() < size) {
            throw changed();
        }
        Blob.Encoding encoding = EncodingChoice.choose(source, offset, size);
        var blob = new Blob(digest, size, offset, encoding);
        channel.sendMessage(announcement.apply(blob));
        boolean whole = false;
        try {
            var frames = new DataFrameWriter(channel);
            InputStream content = Channels.newInputStream(source.position(offset));
            try (BlobEncoder packer = BlobEncoder.of(encoding, frames)) {
                pump(content, blob, packer, progress);
            }
            whole = true;
            return frames.sent();
        } finally {
            if (!whole) {
                channel.close();
            }
        }
    }

    private static void pump(InputStream content, Blob blob, BlobEncoder packer, TransferProgress progress)
            throws IOException, LinkException, InterruptedException {
        byte[] buffer = new byte[Limits.DATA_BYTES];
        long done = blob.offset();
        progress.at(done, blob.size());
        while (done < blob.size()) {
            int count = content.read(buffer, 0, (int) Math.min(buffer.length, blob.size() - done));
            if (count < 0) {
                throw changed();
            }
            packer.pack(buffer, count);
            done += count;
            progress.at(done, blob.size());
        }
        packer.finish();
    }

    private static LinkException changed() {
        return new LinkException("blob_changed", "the file became shorter while it was being sent; try again");
    }
}
