package dev.aegis.mcp.engine;

import dev.aegis.mcp.catalog.Catalog;
import dev.aegis.mcp.catalog.Client;
import dev.aegis.mcp.catalog.LogLevel;
import dev.aegis.mcp.catalog.ProtocolError;
import dev.aegis.mcp.catalog.Revision;
import dev.aegis.mcp.catalog.ServerInfo;
import dev.aegis.mcp.json.JsonObject;

/// How the two sides get to know each other. Answered from what is at hand: no client waits long for
/// this.
final class HelloMethods {
    private final ServerInfo info;
    private final Catalog catalog;

    HelloMethods(ServerInfo info, Catalog catalog) {
        this.info = info;
        this.catalog = catalog;
    }

    /// A revision that is not known is answered with the newest that has sessions, never with an error:
    /// clients give up on errors here, and get on well with the other.
    JsonObject initialize(RunningCall call) {
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

    JsonObject ping(RunningCall call) {
        return JsonObject.EMPTY;
    }

    JsonObject setLevel(RunningCall call) throws ProtocolError {
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

    JsonObject discover(RunningCall call) {
        return JsonObject.of(
                        "supportedVersions",
                        Caller.STATELESS,
                        "capabilities",
                        Capabilities.of(catalog, call.revision()))
                .withPresent("instructions", info.instructions());
    }
}
