package dev.aegis.agent.sandbox;

/// Hears what a sandboxed command prints. Calls never overlap.
@FunctionalInterface
public interface OutputSink {
    /// @param stream `stdout` or `stderr`
    /// @param text one line without its end; bytes that are not UTF-8 are replaced, and a line longer
    /// than `Limits.LOG_LINE_BYTES` is cut and says so
    void line(String stream, String text);
}
