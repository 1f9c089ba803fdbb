package dev.aegis.agent.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of one request to the build server.
sealed interface Reply<T> {
    record Ok<T>(T value) implements Reply<T> {}

    /// The build server understood and said no; the same request again would get the same answer.
    ///
    /// @param code what a program switches on
    /// @param sentence for a person, with the next step where the server named one
    record Refused<T>(int status, String code, String sentence) implements Reply<T> {}

    /// Nobody answered, or the server is in trouble or too busy: worth another try.
    ///
    /// @param retryAfter what the server asked for
    record Away<T>(String reason, @Nullable Duration retryAfter) implements Reply<T> {}
}
