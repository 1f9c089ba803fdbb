package dev.aegis.chip.device;

/// The eFuse block. The fuses burnt by the factory can be read; programming is not modelled, so they never change.
public final class Fuses extends PlainRegisters {
    private static final int FIRST_READ = 0x2c;
    private static final int LAST_READ = 0x17c;

    public Fuses() {
        super(0x400);
    }

    @Override
    public void write(int offset, int value) {
        if (offset < FIRST_READ || offset > LAST_READ) {
            store(offset, value);
        }
    }
}
