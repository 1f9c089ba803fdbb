package dev.aegis.chip.device;

/// The GPIO block: output and enable registers with their set and clear registers. A driven pin reads back its level.
public final class Gpio extends PlainRegisters {
    private static final int OUT = 0x04;
    private static final int ENABLE = 0x20;
    private static final int STRAP = 0x38;
    private static final int IN = 0x3c;
    private static final int FIRST_OUTPUT_SELECT = 0x554;
    private static final int SIMPLE_OUTPUT = 0x80;
    private static final int PINS = 32;

    public Gpio() {
        super(0x1000);
        with(STRAP, 0x0c);
        for (int pin = 0; pin < PINS; pin++) {
            with(FIRST_OUTPUT_SELECT + 4 * pin, SIMPLE_OUTPUT);
        }
    }

    /// Returns the output register, a bit for each pin.
    public int output() {
        return stored(OUT);
    }

    /// Returns the pins that software configured as outputs, a bit for each.
    public int enabled() {
        return stored(ENABLE);
    }

    @Override
    public int read(int offset) {
        return offset == IN ? stored(OUT) & stored(ENABLE) : stored(offset);
    }

    @Override
    public void write(int offset, int value) {
        switch (offset) {
            case OUT + 4 -> store(OUT, stored(OUT) | value);
            case OUT + 8 -> store(OUT, stored(OUT) & ~value);
            case ENABLE + 4 -> store(ENABLE, stored(ENABLE) | value);
            case ENABLE + 8 -> store(ENABLE, stored(ENABLE) & ~value);
            case STRAP, IN -> {}
            default -> store(offset, value);
        }
    }
}
