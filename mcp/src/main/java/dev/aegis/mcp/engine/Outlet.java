package dev.aegis.mcp.engine;

import dev.aegis.mcp.json.Json;
import java.io.IOException;

/// Where messages to the client go. Sending waits while the client does not read: that is what keeps
/// memory bounded.
@FunctionalInterface
public interface Outlet {
    void send(Json message) throws IOException;
}
