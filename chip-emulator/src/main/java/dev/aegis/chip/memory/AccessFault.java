package dev.aegis.chip.memory;

/// The bus refused an access. Thrown without a stack trace: it is the ordinary way by which a load or store traps.
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

    /// Why the bus refused, for a person.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
