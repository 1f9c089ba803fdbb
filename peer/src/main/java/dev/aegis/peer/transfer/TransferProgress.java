package dev.aegis.peer.transfer;

/// Told how far a transfer is. Called often, so it returns soon.
@FunctionalInterface
public interface TransferProgress {
    TransferProgress NONE = (doneBytes, totalBytes) -> {};

    /// @param doneBytes of the content, uncompressed, with what an earlier transfer left
    /// @param totalBytes of the content, uncompressed
    void at(long doneBytes, long totalBytes);
}
