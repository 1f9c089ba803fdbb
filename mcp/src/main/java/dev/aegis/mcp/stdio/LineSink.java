package dev.aegis.mcp.stdio;

import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.json.JsonWriter;
import dev.aegis.mcp.message.MessageSink;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;

/// Writes each message as one line. A thread that waits for a slow client can be interrupted.
final class LineSink implements MessageSink {
    private final OutputStream output;
    private final ReentrantLock lock = new ReentrantLock();

    LineSink(OutputStream output) {
        this.output = output;
    }

    @Override
    public void send(Json message) throws IOException {
        byte[] line = (JsonWriter.write(message) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException canceled) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("canceled while the client was not reading");
        }
        try {
            output.write(line);
            output.flush();
        } finally {
            lock.unlock();
        }
    }
}
