package dev.aegis.mcp.stdio;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/// The process's standard streams, taken for the protocol alone.
public record StandardStreams(InputStream input, OutputStream output) {
    /// Call this first thing in `main`. From then on `System.out` is standard error, whoever prints,
    /// and `System.in` is empty. What it cannot reach: the JVM's own warnings (start it with
    /// `-Xlog:disable -Xlog:all=warning:stderr`) and child processes, which must not inherit standard
    /// output.
    public static StandardStreams claim() {
        var streams =
                new StandardStreams(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        return streams;
    }
}
