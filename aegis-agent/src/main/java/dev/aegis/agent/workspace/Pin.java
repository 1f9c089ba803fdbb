package dev.aegis.agent.workspace;

/// While it is open, a directory is not evicted.
public interface Pin extends AutoCloseable {
    @Override
    void close();
}
