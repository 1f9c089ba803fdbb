package dev.aegis.peer;

/// Makes links. One engine serves a whole program; closing it closes its links.
public interface PeerEngine extends AutoCloseable {
    /// @param settings who we are and whom we expect
    /// @param candidates told of each local ICE candidate, and of their end, on a thread of the
    /// engine; must return soon
    PeerLink open(LinkSettings settings, LocalCandidateListener candidates);

    /// Does now what the first `open` would have to wait for.
    ///
    /// @throws LinkException when no link could be opened
    default void prepare() throws LinkException {}

    @Override
    void close();
}
