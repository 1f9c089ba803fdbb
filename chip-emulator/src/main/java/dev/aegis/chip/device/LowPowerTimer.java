package dev.aegis.chip.device;

/// The low-power timer of esp32c6 and esp32h2: a counter at the slow clock, latched on request.
public final class LowPowerTimer extends PlainRegisters {
    private static final int UPDATE = 0x10;
    private static final int LOW = 0x14;
    private static final int HIGH = 0x18;
    private static final int LATCH = 1 << 28;

    private final Clock clock;

    public LowPowerTimer(Clock clock) {
        super(0x400);
        this.clock = clock;
    }

    @Override
    public void write(int offset, int value) {
        store(offset, offset == UPDATE ? value & ~LATCH : value);
        if (offset == UPDATE && (value & LATCH) != 0) {
            long ticks = clock.now() / Clock.picosPerTick(136_000);
            store(LOW, (int) ticks);
            store(HIGH, (int) (ticks >>> 32) & 0xffff);
        }
    }
}
