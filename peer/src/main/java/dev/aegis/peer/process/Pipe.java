package dev.aegis.peer.process;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A Unix domain socket that carries length-prefixed messages in both directions. Any thread may send;
/// one thread receives.
final class Pipe implements Closeable {
    /// Enough for a frame, an SDP or the settings of a link.
    private static final int MAX_BYTES = 512 * 1024;

    private final SocketChannel socket;
    private final PipeWriter writer;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(256 * 1024).limit(0);

    Pipe(SocketChannel socket) {
        this.socket = socket;
        writer = new PipeWriter(socket);
    }

    void send(PipeMessage message) throws IOException {
        byte[] bytes = PipeCodec.bytes(message);
        if (bytes.length > MAX_BYTES) {
            throw new IOException("a message of " + bytes.length + " bytes is too large");
        }
        writer.add(bytes);
    }

    /// @throws EOFException when the other process has closed the socket
    PipeMessage receive() throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        fill(length);
        int bytes = length.flip().getInt();
        if (bytes < 0 || bytes > MAX_BYTES) {
            throw new IOException("a message of " + bytes + " bytes is too large");
        }
        ByteBuffer message = ByteBuffer.allocate(bytes);
        fill(message);
        return PipeCodec.read(message.array());
    }

    private void fill(ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (!incoming.hasRemaining()) {
                refill();
            }
            int count = Math.min(target.remaining(), incoming.remaining());
            target.put(incoming.slice(incoming.position(), count));
            incoming.position(incoming.position() + count);
        }
    }

    private void refill() throws IOException {
        incoming.clear();
        int count = socket.read(incoming);
        incoming.flip();
        if (count < 0) {
            throw new EOFException("the other process has closed the pipe");
        }
    }

    @Override
    public void close() throws IOException {
        writer.end();
        socket.close();
    }
}
