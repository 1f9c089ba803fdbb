package dev.aegis.chip.device;

/// The always-on registers of esp32c6 and esp32h2: scratch words and software reset.
public final class AlwaysOnRegisters extends PlainRegisters {
    private static final int SYSTEM = 0x34;
    private static final int CPU = 0x38;
    private static final int RESET_SYSTEM = 1 << 31;
    private static final int RESET_CPU = 1 << 28;

    private final ResetLine reset;

    public AlwaysOnRegisters(ResetLine reset) {
        super(0x400);
        this.reset = reset;
        with(CPU, 1 << 30);
    }

    @Override
    public void write(int offset, int value) {
        if (offset == SYSTEM && (value & RESET_SYSTEM) != 0) {
            reset.reset(ResetCause.SOFTWARE_SYSTEM);
        } else if (offset == CPU && (value & RESET_CPU) != 0) {
            reset.reset(ResetCause.SOFTWARE_CPU);
        } else {
            store(offset, value);
        }
    }
}
