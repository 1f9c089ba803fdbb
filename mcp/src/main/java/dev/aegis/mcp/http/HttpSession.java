package dev.aegis.mcp.http;

import dev.aegis.mcp.engine.Connection;
import dev.aegis.mcp.engine.Engine;
import dev.aegis.mcp.engine.Outlet;
import dev.aegis.mcp.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A session of the older revisions, and the stream its client may hold open for what belongs to no
/// request.
final class HttpSession implements Outlet {
    private final String id;
    private final Connection connection;
    private @Nullable HttpOutlet stream;
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

    /// Waits for a stream to be open: notices are few, and equal ones are one.
    @Override
    public void send(Json message) throws IOException {
        HttpOutlet open;
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
                throw new IOException("the session is over");
            }
            open = stream;
        }
        if (open != null) {
            open.send(message);
        }
    }

    /// The newest stream is the one that is used.
    synchronized void open(HttpOutlet opened) {
        stream = opened;
        notifyAll();
    }

    synchronized void drop(HttpOutlet gone) {
        if (stream == gone) {
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
