package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;
import dev.aegis.peer.PeerChannel;
import dev.aegis.peer.PeerChannel.Received;
import dev.aegis.protocol.Digest;
import dev.aegis.protocol.Limits;
import dev.aegis.protocol.session.Blob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/// Receives blobs from a channel. Called when a message has announced a blob; it takes the data
/// frames that follow.
///
/// The content grows in a partial file. When the channel ends first, the partial file stays as it
/// is, and its length is the offset from which a later transfer goes on, on this connection or
/// another. Only when all of it is there and its SHA-256 is the announced one does it appear at its
/// destination, at once.
public final class BlobReceiver {
    private BlobReceiver() {}

    /// How much of a blob an earlier transfer left.
    public static long resumeOffset(Path partial) throws IOException {
        return Files.isRegularFile(partial, LinkOption.NOFOLLOW_LINKS) ? Files.size(partial) : 0;
    }

    /// @param blob what the other side announced; whether it is the one that was asked for is the
    /// caller's question
    /// @param partial in the destination's file system, in a directory that only this program
    /// writes to
    /// @return bytes of data frames that came
    /// @throws LinkException `blob_broken_off` when the channel ended first; `blob_corrupt` when the
    ///   content is not what was announced, and nothing of it is kept; `blob_offset_mismatch` when the
    ///   announced offset is beyond the partial file's end; `unexpected_message` when a message came
    ///   before the end of the blob
    public static long receive(
            PeerChannel channel, Blob blob, Path partial, Path destination, TransferProgress progress)
            throws IOException, LinkException, InterruptedException {
        long came;
        try (FileChannel file = FileChannel.open(
                partial,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = digestOfFirst(file, blob.offset());
            came = receiveRest(channel, blob, file, digest, progress);
            if (!Digest.finish(digest.digest()).equals(blob.sha256())) {
                throw corrupt("its SHA-256 is not " + blob.sha256());
            }
            file.force(false);
        } catch (LinkException failed) {
            if (failed.code().equals("blob_corrupt")) {
                Files.deleteIfExists(partial);
            }
            throw failed;
        }
        Files.move(partial, destination, StandardCopyOption.ATOMIC_MOVE);
        return came;
    }

    private static MessageDigest digestOfFirst(FileChannel file, long offset) throws IOException, LinkException {
        if (file.size() < offset) {
            throw new LinkException(
                    "blob_offset_mismatch",
                    "the other side goes on at byte " + offset + " but only " + file.size() + " bytes are here");
        }
        file.truncate(offset);
        MessageDigest digest = Digest.start();
        ByteBuffer buffer = ByteBuffer.allocate(Limits.DATA_BYTES);
        file.position(0);
        while (file.read(buffer) >= 0) {
            digest.update(buffer.flip());
            buffer.clear();
        }
        return digest;
    }

    private static long receiveRest(
            PeerChannel channel, Blob blob, FileChannel file, MessageDigest digest, TransferProgress progress)
            throws IOException, LinkException, InterruptedException {
        long came = 0;
        try (BlobDecoder unpacker = BlobDecoder.of(blob, new PartialFile(file, digest))) {
            progress.at(blob.offset(), blob.size());
            while (!unpacker.isWhole()) {
                byte[] frame = nextData(channel);
                came += frame.length;
                unpacker.unpack(frame);
                progress.at(blob.offset() + unpacker.unpacked(), blob.size());
            }
        }
        return came;
    }

    private static byte[] nextData(PeerChannel channel) throws LinkException, InterruptedException {
        Received received = channel.receive();
        if (received == null) {
            throw new LinkException("blob_broken_off", "the connection ended in the middle of a transfer");
        }
        return switch (received) {
            case Received.Data data -> data.content();
            case Received.Message _ ->
                throw new LinkException(
                        "unexpected_message", "the other side sent a message in the middle of a transfer");
        };
    }

    static LinkException corrupt(String reason) {
        return new LinkException(
                "blob_corrupt", "the content that came is not what was announced: " + reason + "; fetch it again");
    }
}
