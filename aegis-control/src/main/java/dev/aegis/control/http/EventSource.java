package dev.aegis.control.http;

/// What one event stream is made of. The stream asks; the source never pushes, so that nothing piles up for a slow
/// reader.
public interface EventSource {
    /// The stream begins. Called once, before anything else.
    ///
    /// @param wake to be run when there is news; it does not block
    void opened(Runnable wake);

    /// The next text for the wire. Never blocks; one call at a time.
    Piece next();

    /// The stream is over, for whatever reason. Called once.
    void closed();

    sealed interface Piece {
        record Text(String text) implements Piece {}

        /// Nothing until the stream is woken.
        record Nothing() implements Piece {}

        /// A last text, which may be empty, and the end.
        record Last(String text) implements Piece {}
    }
}
