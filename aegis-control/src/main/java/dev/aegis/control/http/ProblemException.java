package dev.aegis.control.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A request that is answered with a problem. The message and the hint reach the caller: no secret may be in them.
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

    /// A refusal that a later attempt may escape.
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
