package dev.aegis.agent.server;

import dev.aegis.controlclient.Answer;
import dev.aegis.controlclient.FailureCause;
import dev.aegis.controlclient.RequestFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The result of one request to the build server, by what this machine does next.
sealed interface Reply<T> {
    record Ok<T>(T value) implements Reply<T> {}

    /// The build server understood the request and refused it; a retry would get the same answer.
    ///
    /// @param code what a program switches on
    /// @param sentence for a person, with the next step where the server named one
    record Refused<T>(int status, String code, String sentence) implements Reply<T> {}

    /// There was no usable answer, or the server is overloaded or faulty: worth a retry.
    ///
    /// @param retryAfter the wait that the server asked for
    record Unavailable<T>(String reason, @Nullable Duration retryAfter) implements Reply<T> {}

    static <T> Reply<T> of(Answer<T> answer) {
        return switch (answer) {
            case Answer.Ok<T> ok -> new Ok<>(ok.value());
            case Answer.Failed<T> failed -> of(failed.failure());
        };
    }

    static <T> Reply<T> of(RequestFailure failure) {
        if (!(failure.cause() instanceof FailureCause.Problem problem)) {
            return new Unavailable<>("cannot reach the build server: " + failure.sentence(), null);
        }
        String sentence = problem.hint() == null ? problem.detail() : problem.detail() + "; " + problem.hint();
        return isWorthARetry(problem.status())
                ? new Unavailable<>(sentence, problem.retryAfter())
                : new Refused<>(problem.status(), problem.code(), sentence);
    }

    /// Whether a later request may get another answer than a problem of this HTTP status.
    static boolean isWorthARetry(int status) {
        return status == 429 || status == 408 || status >= 500;
    }
}
