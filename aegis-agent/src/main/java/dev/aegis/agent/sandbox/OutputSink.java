package dev.aegis.agent.sandbox;

/// Receives the output of a sandboxed command. Calls never overlap.
@FunctionalInterface
public interface OutputSink {
    /// @param stream `stdout` or `stderr`
    /// @param text one line without its end. Bytes that are not UTF-8 are replaced. A line longer than
    /// `Limits.LOG_LINE_BYTES` is cut and ends with a note about that
    void line(String stream, String text);
}
