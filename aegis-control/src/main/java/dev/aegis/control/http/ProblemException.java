package dev.aegis.control.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A problem as the answer to a request. The message and the hint are sent to the caller and must not contain a secret.
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemCode code;
    private final @Nullable String hint;
    private final @Nullable Duration retryAfter;

    private ProblemException(ProblemCode code, String sentence, @Nullable String hint, @Nullable Duration retryAfter) {
        super(sentence, null, false, false);
        this.code = code;
        this.hint = hint;
        this.retryAfter = retryAfter;
    }

    public static ProblemException of(ProblemCode code, String sentence) {
        return new ProblemException(code, sentence, null, null);
    }

    public static ProblemException of(ProblemCode code, String sentence, String hint) {
        return new ProblemException(code, sentence, hint, null);
    }

    /// Returns a problem that may be gone when the request is sent again.
    public static ProblemException of(ProblemCode code, String sentence, String hint, Duration retryAfter) {
        return new ProblemException(code, sentence, hint, retryAfter);
    }

    public ProblemCode code() {
        return code;
    }

    public @Nullable String hint() {
        return hint;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
