package dev.aegis.mcp.method;

import dev.aegis.mcp.call.Client;
import dev.aegis.mcp.call.LogLevel;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.json.JsonObject;
import dev.aegis.mcp.message.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sender of a request, and the log messages that it receives.
///
/// @param logLevel the lowest level that it receives; null for none
public record Caller(Client client, @Nullable LogLevel logLevel) {
    public static final String REVISION = "io.modelcontextprotocol/protocolVersion";
    static final String CLIENT = "io.modelcontextprotocol/clientInfo";
    static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    private static final String LOG_LEVEL = "io.modelcontextprotocol/logLevel";

    /// The revisions without sessions.
    static final List<String> STATELESS = List.of(Revision.NEWEST.toString());

    public Revision revision() {
        return client.revision();
    }

    public boolean receives(LogLevel level) {
        return logLevel != null && level.compareTo(logLevel) >= 0;
    }

    /// Returns whether the request names its revision or its client itself, as in the revisions without sessions.
    public static boolean isStateless(Message.Request request) {
        JsonObject meta = request.meta();
        return meta.has(REVISION) || meta.has(CAPABILITIES) || meta.has(CLIENT);
    }

    public static Caller of(Session session) {
        return new Caller(session.client(), session.logLevel());
    }

    /// Returns the caller that a request of a revision without sessions names.
    public static Caller stateless(Message.Request request) throws ProtocolError {
        JsonObject meta = request.meta();
        String wanted = meta.findText(REVISION).orElseThrow(() -> missing(REVISION));
        if (!(meta.get(CAPABILITIES) instanceof JsonObject capabilities)) {
            throw missing(CAPABILITIES);
        }
        Revision revision = Revision.find(wanted)
                .filter(Revision::isStateless)
                .orElseThrow(() -> new ProtocolError(
                        ProtocolError.UNSUPPORTED_REVISION,
                        "protocol version " + wanted + " is not supported",
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
