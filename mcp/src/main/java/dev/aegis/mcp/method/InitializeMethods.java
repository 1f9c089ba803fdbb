package dev.aegis.mcp.method;

import dev.aegis.mcp.call.Client;
import dev.aegis.mcp.call.LogLevel;
import dev.aegis.mcp.call.ProtocolError;
import dev.aegis.mcp.call.Revision;
import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.ServerInfo;
import dev.aegis.mcp.json.JsonObject;

/// `initialize`, `server/discover`, `ping` and `logging/setLevel`. All facts are in memory: clients do not wait
/// long for these answers.
final class InitializeMethods {
    private final ServerInfo info;
    private final Catalog catalog;

    InitializeMethods(ServerInfo info, Catalog catalog) {
        this.info = info;
        this.catalog = catalog;
    }

    /// Opens the session. The answer to an unknown revision is the newest one that has sessions, not an error:
    /// clients stop at an error here, but can use that revision.
    JsonObject initialize(CallContext call) {
        JsonObject params = call.params();
        Revision revision = Revision.find(params.text("protocolVersion", ""))
                .filter(wanted -> !wanted.isStateless())
                .orElse(Revision.NEWEST_WITH_SESSION);
        JsonObject about = params.object("clientInfo");
        call.connection()
                .open(new Session(new Client(
                        about.text("name", ""), about.text("version", ""), revision, params.object("capabilities"))));
        return JsonObject.of(
                        "protocolVersion", revision,
                        "capabilities", Capabilities.of(catalog, revision),
                        "serverInfo", info.json(revision))
                .withPresent("instructions", info.instructions());
    }

    JsonObject ping(CallContext call) {
        return JsonObject.EMPTY;
    }

    JsonObject setLevel(CallContext call) throws ProtocolError {
        LogLevel level = call.params()
                .findText("level")
                .flatMap(LogLevel::find)
                .orElseThrow(() -> ProtocolError.invalidParams(
                        "unknown log level " + call.params().get("level")));
        Session session = call.connection().session();
        if (session != null) {
            session.setLogLevel(level);
        }
        return JsonObject.EMPTY;
    }

    JsonObject discover(CallContext call) {
        return JsonObject.of(
                        "supportedVersions",
                        Caller.STATELESS,
                        "capabilities",
                        Capabilities.of(catalog, call.revision()))
                .withPresent("instructions", info.instructions());
    }
}
