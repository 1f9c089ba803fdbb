package dev.aegis.espctl.failure;

import org.jspecify.annotations.Nullable;

/// espctl cannot do what was asked, and can say why. Shown as two lines, never as a stack trace.
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;
    private final String code;
    private final String sentence;
    private final @Nullable String hint;

    /// @param exit what the shell sees
    /// @param code what a program switches on, such as `key_missing`
    /// @param sentence what is wrong: lower case, no full stop
    /// @param hint what to do next
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

    public String code() {
        return code;
    }

    public String sentence() {
        return sentence;
    }

    public @Nullable String hint() {
        return hint;
    }
}
