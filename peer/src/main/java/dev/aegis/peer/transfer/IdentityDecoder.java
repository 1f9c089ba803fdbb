package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;
import java.io.IOException;

/// The decoder of content that is not compressed.
final class IdentityDecoder implements BlobDecoder {
    private final PartialFile file;
    private final long wanted;
    private long unpacked;

    IdentityDecoder(PartialFile file, long wanted) {
        this.file = file;
        this.wanted = wanted;
    }

    @Override
    public void unpack(byte[] frame) throws IOException, LinkException {
        if (frame.length > wanted - unpacked) {
            throw BlobReceiver.corrupt("it has more than the " + wanted + " bytes that were announced");
        }
        file.append(frame, frame.length);
        unpacked += frame.length;
    }

    @Override
    public long unpacked() {
        return unpacked;
    }

    @Override
    public boolean isWhole() {
        return unpacked == wanted;
    }

    @Override
    public void close() {}
}
