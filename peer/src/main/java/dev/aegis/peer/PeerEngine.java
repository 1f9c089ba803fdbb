package dev.aegis.peer;

/// Opens links. A program has one engine; closing it closes its links.
public interface PeerEngine extends AutoCloseable {
    /// @param settings certificate, servers, channels and limits of the link
    /// @param candidates called for each local ICE candidate and for their end, on a thread of the
    /// engine; must not block
    PeerLink open(LinkSettings settings, LocalCandidateListener candidates);

    /// Initializes the engine now, so that the first `open` does not wait for it.
    ///
    /// @throws LinkException when no link could be opened
    default void prepare() throws LinkException {}

    @Override
    void close();
}
