package dev.aegis.espctl.output;

import dev.aegis.protocol.IoReason;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Standard output. Keeps the first failure of a write, because a print stream hides it and a truncated file would pass
/// for a complete one.
public final class AnswerStream extends OutputStream {
    /// The reader has ended, as `head` does, or the user has closed the stream.
    private static final List<String> NOT_WANTED = List.of("broken pipe", "bad file descriptor");

    private final OutputStream target;
    private @Nullable IOException failure;

    public AnswerStream(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            target.write(bytes, offset, length);
        } catch (IOException broken) {
            failure = failure == null ? broken : failure;
            throw broken;
        }
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    /// Returns why the answer is not complete; null if it is, or if it was not read to its end.
    public synchronized @Nullable String loss() {
        String reason = failure == null ? null : IoReason.of(failure);
        return reason == null || NOT_WANTED.contains(reason) ? null : reason;
    }
}
