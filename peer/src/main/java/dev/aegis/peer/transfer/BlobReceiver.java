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

/// The receiver of blobs. Call it when a message has announced a blob; it reads the data frames that
/// follow.
///
/// The content is written to a partial file. When the channel ends first, the partial file stays, and
/// its length is the offset at which a later transfer continues, on this connection or another. When it
/// is complete and its SHA-256 is the announced one, it is moved to its destination atomically.
public final class BlobReceiver {
    private BlobReceiver() {}

    /// Returns the bytes of a blob that an earlier transfer left.
    public static long resumeOffset(Path partial) throws IOException {
        return Files.isRegularFile(partial, LinkOption.NOFOLLOW_LINKS) ? Files.size(partial) : 0;
    }

    /// @param blob the announced blob; the caller checks that it is the requested one
    /// @param partial in the file system of the destination, in a directory that only this program
    /// writes to
    /// @return bytes of the data frames received
    /// @throws LinkException `blob_broken_off` when the channel ended first; `blob_corrupt` when the
    ///   content is not the announced one, and the partial file is deleted; `blob_offset_mismatch` when the
    ///   announced offset is beyond the partial file's end; `unexpected_message` when a message came
    ///   before the end of the blob
    public static long receive(
            PeerChannel channel, Blob blob, Path partial, Path destination, TransferProgress progress)
            throws IOException, LinkException, InterruptedException {
        long received;
        try (FileChannel file = FileChannel.open(
                partial,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = digestOfFirst(file, blob.offset());
            received = receiveRest(channel, blob, file, digest, progress);
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
        return received;
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
        long received = 0;
        try (BlobDecoder unpacker = BlobDecoder.of(blob, new PartialFile(file, digest))) {
            progress.at(blob.offset(), blob.size());
            while (!unpacker.isWhole()) {
                byte[] frame = nextData(channel);
                received += frame.length;
                unpacker.unpack(frame);
                progress.at(blob.offset() + unpacker.unpacked(), blob.size());
            }
        }
        return received;
    }

    private static byte[] nextData(PeerChannel channel) throws LinkException, InterruptedException {
        Received next = channel.receive();
        if (next == null) {
            throw new LinkException("blob_broken_off", "the connection ended in the middle of a transfer");
        }
        return switch (next) {
            case Received.Data data -> data.content();
            case Received.Message _ ->
                throw new LinkException(
                        "unexpected_message", "the other side sent a message in the middle of a transfer");
        };
    }

    static LinkException corrupt(String reason) {
        return new LinkException(
                "blob_corrupt", "the received content is not the announced one: " + reason + "; fetch it again");
    }
}
