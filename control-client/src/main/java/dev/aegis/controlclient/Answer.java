package dev.aegis.controlclient;

import java.util.function.Function;

/// The result of one request to the build server.
///
/// @param <T> the content of a successful answer
public sealed interface Answer<T> {
    /// Returns the result of a next step that needs the content, or the same failure.
    <U> Answer<U> then(Function<T, Answer<U>> step);

    /// Returns the content.
    ///
    /// @param exception makes what is thrown for a failure
    T orElseThrow(Function<RequestFailure, ? extends RuntimeException> exception);

    record Ok<T>(T value) implements Answer<T> {
        @Override
        public <U> Answer<U> then(Function<T, Answer<U>> step) {
            return step.apply(value);
        }

        @Override
        public T orElseThrow(Function<RequestFailure, ? extends RuntimeException> exception) {
            return value;
        }
    }

    record Failed<T>(RequestFailure failure) implements Answer<T> {
        @Override
        public <U> Answer<U> then(Function<T, Answer<U>> step) {
            return new Failed<>(failure);
        }

        @Override
        public T orElseThrow(Function<RequestFailure, ? extends RuntimeException> exception) {
            throw exception.apply(failure);
        }
    }
}
