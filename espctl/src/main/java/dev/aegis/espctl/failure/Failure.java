package dev.aegis.espctl.failure;

import dev.aegis.protocol.session.Fault;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A failure that is told to the user: the reason and the next step, on two lines, without a stack trace.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String code;
    private final String sentence;
    private final @Nullable String hint;

    /// @param exit the exit code of the process
    /// @param code a stable name for programs, such as `key_missing`
    /// @param sentence the thing and the reason, in lower case, without a full stop
    /// @param hint the next step
    public Failure(ExitCode exit, String code, String sentence, @Nullable String hint) {
        this(exit, code, sentence, hint, null);
    }

    public Failure(ExitCode exit, String code, String sentence, @Nullable String hint, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exit = exit;
        this.code = code;
        this.sentence = sentence;
        this.hint = hint;
    }

    public ExitCode exit() {
        return exit;
    }

    /// Whose fault it is; null where that is not known, such as for a failed action.
    public @Nullable Fault fault() {
        return switch (exit) {
            case USAGE -> Fault.PROJECT;
            case REFUSED, UNREACHABLE, NO_MACHINE -> Fault.INFRASTRUCTURE;
            case DONE, FAILED, NOT_CONFIGURED, UNKNOWN_SKILL, INTERRUPTED -> null;
        };
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }

    public @Nullable String hint() {
        return hint;
    }

    /// Returns the same failure with another next step.
    public Failure withHint(@Nullable String other) {
        return Objects.equals(hint, other) ? this : new Failure(exit, code, sentence, other, this);
    }
}
