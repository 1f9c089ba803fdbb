package dev.aegis.mcp.catalog;

import dev.aegis.mcp.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A request that cannot be served as it stands: answered by a JSON-RPC error, not by a result.
/// What a model could mend by itself belongs in a [ToolFailure].
public final class ProtocolError extends Exception {
    public static final int NOT_JSON = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int UNKNOWN_METHOD = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL = -32603;
    /// The sessions' code; the engine turns it into [#INVALID_PARAMS] from 2026-07-28 on.
    public static final int UNKNOWN_RESOURCE = -32002;

    public static final int HEADER_MISMATCH = -32020;
    public static final int MISSING_CAPABILITY = -32021;
    public static final int UNSUPPORTED_REVISION = -32022;
    /// What was asked for cannot be had now, for a reason outside of this program.
    public static final int UNAVAILABLE = -32000;

    /// Messages name what they refuse, and a client may have sent megabytes of it.
    private static final int LONGEST = 1000;

    private final int code;
    private final @Nullable JsonObject data;

    public ProtocolError(int code, String message, @Nullable JsonObject data) {
        super(shortened(message), null, false, false);
        this.code = code;
        this.data = data;
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
    }

    public static ProtocolError invalidParams(String message) {
        return new ProtocolError(INVALID_PARAMS, message, null);
    }

    public static ProtocolError invalidRequest(String message) {
        return new ProtocolError(INVALID_REQUEST, message, null);
    }

    public static ProtocolError unknownMethod(String method) {
        return new ProtocolError(UNKNOWN_METHOD, "unknown method '" + method + "'", null);
    }

    public static ProtocolError unknownResource(String uri) {
        return new ProtocolError(UNKNOWN_RESOURCE, "there is no resource " + uri, JsonObject.of("uri", shortened(uri)));
    }

    /// @param required the capabilities that are lacking, in the shape in which a client declares them
    public static ProtocolError missingCapability(JsonObject required) {
        return new ProtocolError(
                MISSING_CAPABILITY,
                "this needs a capability that the client does not declare",
                JsonObject.of("requiredCapabilities", required));
    }

    public int code() {
        return code;
    }

    public @Nullable JsonObject data() {
        return data;
    }

    /// Never null, unlike the inherited one's type.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
