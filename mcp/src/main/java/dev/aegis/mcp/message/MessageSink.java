package dev.aegis.mcp.message;

import dev.aegis.mcp.json.Json;
import java.io.IOException;

/// A way to send messages to the client. Sending blocks while the client does not read: this is what bounds the
/// memory.
@FunctionalInterface
public interface MessageSink {
    void send(Json message) throws IOException;
}
