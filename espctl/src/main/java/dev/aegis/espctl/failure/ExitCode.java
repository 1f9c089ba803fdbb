package dev.aegis.espctl.failure;

/// What a script can tell apart.
public enum ExitCode {
    DONE(0),
    /// The build or the action failed.
    FAILED(1),
    /// Wrong usage, an unknown target, a project that cannot be sent.
    USAGE(2),
    /// No server or no key.
    NOT_CONFIGURED(3),
    /// The key or the grant was refused.
    REFUSED(4),
    /// The build server or the build machine cannot be reached.
    UNREACHABLE(5),
    /// No machine can build this.
    NO_MACHINE(6),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
