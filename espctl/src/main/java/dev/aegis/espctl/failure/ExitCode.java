package dev.aegis.espctl.failure;

/// The exit codes, for scripts.
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "the build or action failed"),
    USAGE(2, "wrong usage, an unknown chip, or a project that cannot be sent"),
    NOT_CONFIGURED(3, "not configured: no server or no key"),
    REFUSED(4, "refused: key, permission, or a machine with another key than the pinned one"),
    UNREACHABLE(5, "server or machine cannot be reached"),
    NO_MACHINE(6, "no machine can build this"),
    UNKNOWN_SKILL(10, "unknown skill"),
    INTERRUPTED(130, "interrupted; the task on the machine was canceled");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public int number() {
        return number;
    }

    /// Returns the meaning, for help and documents.
    public String meaning() {
        return meaning;
    }
}
