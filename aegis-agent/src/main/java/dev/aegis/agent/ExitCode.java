package dev.aegis.agent;

/// The exit codes of the program, documented in `--help`.
enum ExitCode {
    DONE(0),
    FAILED(1),
    WRONG_USAGE(2),
    STORE_MISSING(3),
    REFUSED(4);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
