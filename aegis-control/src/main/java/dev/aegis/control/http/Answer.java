package dev.aegis.control.http;

/// The answer of a handler to a request.
public sealed interface Answer {
    /// @param undelivered runs when the body could not be written to the connection
    record Json(int status, Object body, Runnable undelivered) implements Answer {}

    /// 204.
    record Empty() implements Answer {}

    record Text(String mediaType, byte[] body) implements Answer {}

    /// Server-Sent Events.
    record Events(EventSource source) implements Answer {}

    static Answer ok(Object body) {
        return new Json(200, body, () -> {});
    }

    static Answer empty() {
        return new Empty();
    }
}
