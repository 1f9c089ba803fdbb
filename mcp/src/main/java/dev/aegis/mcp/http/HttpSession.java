package dev.aegis.mcp.http;

import dev.aegis.mcp.engine.Connection;
import dev.aegis.mcp.engine.Engine;
import dev.aegis.mcp.json.Json;
import dev.aegis.mcp.message.MessageSink;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A session of the older revisions, and the stream that its client may open for messages that belong to no
/// request.
final class HttpSession implements MessageSink {
    private final String id;
    private final Connection connection;
    private @Nullable HttpResponseSink stream;
    private boolean closed;

    HttpSession(String id, Engine engine) {
        this.id = id;
        this.connection = engine.connect(Connection.Kind.SESSION, this, false);
    }

    String id() {
        return id;
    }

    Connection connection() {
        return connection;
    }

    /// Waits until a stream is open. Few messages wait here: equal notifications are sent once.
    @Override
    public void send(Json message) throws IOException {
        HttpResponseSink open;
        synchronized (this) {
            try {
                while (stream == null && !closed) {
                    wait();
                }
            } catch (InterruptedException canceled) {
                Thread.currentThread().interrupt();
                throw new IOException("canceled while no stream was open", canceled);
            }
            if (closed) {
                throw new IOException("the session is closed");
            }
            open = stream;
        }
        if (open != null) {
            open.send(message);
        }
    }

    /// Uses a new stream in place of the one before.
    synchronized void open(HttpResponseSink opened) {
        stream = opened;
        notifyAll();
    }

    synchronized void drop(HttpResponseSink dropped) {
        if (stream == dropped) {
            stream = null;
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        connection.close();
    }
}
