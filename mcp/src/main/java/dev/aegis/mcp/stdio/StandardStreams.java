package dev.aegis.mcp.stdio;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

/// The standard streams of the process, reserved for the protocol.
public record StandardStreams(InputStream input, OutputStream output) {
    /// Takes the streams; call it first in `main`. After it, `System.out` is standard error and `System.in` is
    /// empty. Not covered are warnings of the JVM (start it with `-Xlog:disable -Xlog:all=warning:stderr`) and
    /// child processes, which must not inherit standard output.
    public static StandardStreams claim() {
        var streams =
                new StandardStreams(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        System.setIn(InputStream.nullInputStream());
        return streams;
    }
}
