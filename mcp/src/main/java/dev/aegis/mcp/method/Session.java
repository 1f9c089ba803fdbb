package dev.aegis.mcp.method;

import dev.aegis.mcp.call.Client;
import dev.aegis.mcp.call.LogLevel;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;

/// The client and the log level of a connection after `initialize`.
public final class Session {
    /// The session of the requests that are allowed before `initialize`.
    public static final Session UNINITIALIZED =
            new Session(new Client("", "", Revision.NEWEST_WITH_SESSION, JsonObject.EMPTY));

    private final Client client;
    private volatile LogLevel logLevel = LogLevel.INFO;

    Session(Client client) {
        this.client = client;
    }

    public Client client() {
        return client;
    }

    LogLevel logLevel() {
        return logLevel;
    }

    void setLogLevel(LogLevel level) {
        logLevel = level;
    }
}
