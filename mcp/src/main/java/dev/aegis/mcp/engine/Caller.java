package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Client;
import dev.aegis.mcp.catalog.LogLevel;
import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who sends a request, and under which revision it is served.
///
/// @param logLevel the mildest message that it wants to see; null for none
record Caller(Client client, @Nullable LogLevel logLevel) {
    static final String REVISION = "io.modelcontextprotocol/protocolVersion";
    static final String CLIENT = "io.modelcontextprotocol/clientInfo";
    static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    private static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";

    /// The revisions in which a request stands alone.
    static final List<String> STATELESS = List.of(Revision.NEWEST.toString());

    Revision revision() {
        return client.revision();
    }

    boolean hears(LogLevel level) {
        return logLevel != null && level.compareTo(logLevel) >= 0;
    }

    static boolean isStateless(Message.Request request) {
        JsonObject meta = request.meta();
        return meta.has(REVISION) || meta.has(CAPABILITIES) || meta.has(CLIENT);
    }

    static Caller of(Session session) {
        return new Caller(session.client(), session.logLevel());
    }

    /// Of a request that must say all by itself.
    static Caller stateless(Message.Request request) throws ProtocolError {
        JsonObject meta = request.meta();
        String wanted = meta.findText(REVISION).orElseThrow(() -> missing(REVISION));
        if (!(meta.get(CAPABILITIES) instanceof JsonObject capabilities)) {
            throw missing(CAPABILITIES);
        }
        Revision revision = Revision.find(wanted)
                .filter(Revision::isStateless)
                .orElseThrow(() -> new ProtocolError(
                        ProtocolError.UNSUPPORTED_REVISION,
                        "protocol version " + wanted + " is not spoken here",
                        JsonObject.of("supported", STATELESS, "requested", wanted)));
        JsonObject info = meta.object(CLIENT);
        var client = new Client(info.text("name", ""), info.text("version", ""), revision, capabilities);
        return new Caller(client, logLevel(meta));
    }

    private static ProtocolError missing(String key) {
        return ProtocolError.invalidParams("_meta lacks " + key);
    }

    private static @Nullable LogLevel logLevel(JsonObject meta) throws ProtocolError {
        if (!meta.has(LOG_LEVEL)) {
            return null;
        }
        return meta.findText(LOG_LEVEL)
                .flatMap(LogLevel::find)
                .orElseThrow(() -> ProtocolError.invalidParams("unknown log level " + meta.get(LOG_LEVEL)));
    }
}
