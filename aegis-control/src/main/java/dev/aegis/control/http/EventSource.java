package dev.aegis.control.http;

/// The content of one event stream. The stream pulls and the source never pushes, so no data queues up for a slow
/// reader.
public interface EventSource {
    /// Called once, before the other methods.
    ///
    /// @param wake to be run when there is new text; it does not block
    void opened(Runnable wake);

    /// Returns the next text. Never blocks; one call at a time.
    Piece next();

    /// Called once, when the stream ended for any reason.
    void closed();

    sealed interface Piece {
        record Text(String text) implements Piece {}

        /// No text now; the stream waits for `wake`.
        record Nothing() implements Piece {}

        /// The last text, which may be empty.
        record Last(String text) implements Piece {}
    }
}
