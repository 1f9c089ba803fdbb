package dev.aegis.chip.cpu;

/// An exception of the core, on its way to the handler. Thrown without a stack trace: it is ordinary control flow.
public final class Trap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int ILLEGAL_INSTRUCTION = 2;
    static final int BREAKPOINT = 3;
    static final int USER_ECALL = 8;
    static final int MACHINE_ECALL = 11;

    private final int cause;
    private final int value;

    Trap(int cause, int value, String reason) {
        super(reason, null, false, false);
        this.cause = cause;
        this.value = value;
    }

    public int cause() {
        return cause;
    }

    /// Returns the value for `mtval`.
    public int value() {
        return value;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
