package dev.aegis.peer.transfer;

/// Receives the progress of a transfer. Called often, so it must not block.
@FunctionalInterface
public interface TransferProgress {
    TransferProgress NONE = (doneBytes, totalBytes) -> {};

    /// @param doneBytes bytes of the uncompressed content, those of an earlier transfer included
    /// @param totalBytes bytes of the uncompressed content
    void at(long doneBytes, long totalBytes);
}
