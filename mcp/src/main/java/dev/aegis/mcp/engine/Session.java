package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Client;
import dev.aegis.mcp.catalog.LogLevel;

/// What an `initialize` settled, for as long as its connection lasts.
final class Session {
    private final Client client;
    private volatile LogLevel logLevel = LogLevel.INFO;

    Session(Client client) {
        this.client = client;
    }

    Client client() {
        return client;
    }

    LogLevel logLevel() {
        return logLevel;
    }

    void setLogLevel(LogLevel level) {
        logLevel = level;
    }
}
