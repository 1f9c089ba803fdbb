package dev.aegis.peer.transfer;

import dev.aegis.peer.LinkException;

/// The encoder of content that is not compressed.
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
