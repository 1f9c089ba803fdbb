package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;

/// Content as it is.
record IdentityEncoder(DataFrameWriter frames) implements BlobEncoder {
    @Override
    public void pack(byte[] content, int length) throws LinkException, InterruptedException {
        frames.send(content, 0, length);
    }

    @Override
    public void finish() {}

    @Override
    public void close() {}
}
