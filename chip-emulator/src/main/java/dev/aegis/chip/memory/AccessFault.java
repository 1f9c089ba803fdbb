package dev.aegis.chip.memory;

/// The bus rejected an access. Thrown without a stack trace, because it is ordinary control flow: a load or store
/// traps.
public final class AccessFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Access access;
    private final int address;

    public AccessFault(Access access, int address, String reason) {
        super(reason, null, false, false);
        this.access = access;
        this.address = address;
    }

    public Access access() {
        return access;
    }

    public int address() {
        return address;
    }

    /// Returns the reason, for a person to read.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
