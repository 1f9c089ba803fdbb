package dev.aegis.agent.workspace;

/// Keeps a directory from being evicted until it is closed.
public interface Pin extends AutoCloseable {
    @Override
    void close();
}
