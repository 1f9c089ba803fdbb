package dev.aegis.controlclient;

import java.util.function.Function;

/// The result of one request to the build server.
///
/// @param <T> the content of a successful answer
public sealed interface Answer<T> {
    record Ok<T>(T value) implements Answer<T> {}

    record Failed<T>(RequestFailure failure) implements Answer<T> {}

    /// Returns the same result with other content.
    default <U> Answer<U> map(Function<T, U> function) {
        return switch (this) {
            case Ok<T> ok -> new Ok<>(function.apply(ok.value()));
            case Failed<T> failed -> new Failed<>(failed.failure());
        };
    }
}
