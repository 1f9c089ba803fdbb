package dev.aegis.mcp.call;

import dev.aegis.mcp.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A JSON-RPC error: the answer to a request that cannot be served.
///
/// For a failure that a model can correct by itself, throw a [ToolFailure].
public final class ProtocolError extends Exception {
    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    /// The code for sessions. From 2026-07-28 on the engine sends [#INVALID_PARAMS] instead.
    public static final int RESOURCE_NOT_FOUND = -32002;

    public static final int HEADER_MISMATCH = -32020;
    public static final int MISSING_CAPABILITY = -32021;
    public static final int UNSUPPORTED_REVISION = -32022;
    /// The requested data is not available now, for a reason outside this program.
    public static final int UNAVAILABLE = -32000;

    /// Messages repeat what the client sent, which may be megabytes.
    private static final int MAX_LENGTH = 1000;

    private final int code;
    private final @Nullable JsonObject data;

    public ProtocolError(int code, String message, @Nullable JsonObject data) {
        super(shortened(message), null, false, false);
        this.code = code;
        this.data = data;
    }

    private static String shortened(String message) {
        return message.length() <= MAX_LENGTH ? message : message.substring(0, MAX_LENGTH) + "...";
    }

    public static ProtocolError invalidParams(String message) {
        return new ProtocolError(INVALID_PARAMS, message, null);
    }

    public static ProtocolError invalidRequest(String message) {
        return new ProtocolError(INVALID_REQUEST, message, null);
    }

    public static ProtocolError methodNotFound(String method) {
        return new ProtocolError(METHOD_NOT_FOUND, "unknown method '" + method + "'", null);
    }

    public static ProtocolError resourceNotFound(String uri) {
        return new ProtocolError(
                RESOURCE_NOT_FOUND, "there is no resource " + uri, JsonObject.of("uri", shortened(uri)));
    }

    /// @param required the missing capabilities, as a client declares them
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

    /// Returns the message, which is never null.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
