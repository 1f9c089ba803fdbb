package dev.aegis.chip.device;

/// The two watchdogs of the low-power domain. Both run when the ROM hands over: the RTC watchdog in flash-boot mode,
/// and the super watchdog, which must be fed every second unless software makes it feed itself.
public class LowPowerWatchdogs extends PlainRegisters implements Timed {
    private static final int KEY = 0x50d8_3aa1;
    private static final int ENABLE = 1 << 31;
    private static final int FLASH_BOOT = 1 << 12;
    private static final int RESET_CPU = 2;
    private static final int RESET_SYSTEM = 3;
    private static final int RESET_RTC = 4;
    private static final long SLOW_TICK = Clock.picosPerTick(136_000);
    private static final long SUPER_PERIOD = 1_000_000_000_000L;

    private final Clock clock;
    private final LowPowerLayout layout;
    private final ResetLine reset;
    private final StagedWatchdog watchdog;
    private long superEnd;

    public LowPowerWatchdogs(int size, Clock clock, LowPowerLayout layout, ResetLine reset) {
        super(size);
        this.clock = clock;
        this.layout = layout;
        this.reset = reset;
        this.watchdog = new StagedWatchdog(RESET_RTC, this::expired);
        with(layout.config0(), FLASH_BOOT | 1 << 13 | 1 << 9 | 20);
        with(layout.config0() + 4, 200_000);
        with(layout.config0() + 8, 80_000);
        with(layout.config0() + 12, 0xfff);
        with(layout.config0() + 16, 0xfff);
        applyWatchdog();
        superEnd = clock.now() + SUPER_PERIOD;
    }

    private void expired(int action) {
        switch (action) {
            case RESET_CPU -> reset.reset(ResetCause.RTC_WATCHDOG_CPU);
            case RESET_SYSTEM -> reset.reset(ResetCause.RTC_WATCHDOG_CORE);
            case RESET_RTC -> reset.reset(ResetCause.RTC_WATCHDOG);
            default -> {}
        }
    }

    @Override
    public void write(int offset, int value) {
        if (offset == layout.swdConfig()) {
            writeSuper(value);
        } else if ((offset >= layout.config0() && offset <= layout.config0() + 16) || offset == layout.feed()) {
            writeWatchdog(offset, value);
        } else {
            store(offset, value);
        }
    }

    private void writeWatchdog(int offset, int value) {
        if (stored(layout.protect()) != KEY) {
            return;
        }
        if (offset == layout.feed()) {
            if ((value & 1 << 31) != 0) {
                watchdog.feed(clock.now());
            }
        } else {
            store(offset, value);
            applyWatchdog();
        }
        clock.changed();
    }

    private void applyWatchdog() {
        int config = stored(layout.config0());
        for (int stage = 0; stage < 4; stage++) {
            long hold = Integer.toUnsignedLong(stored(layout.config0() + 4 + 4 * stage));
            // the first stage is stretched by a fuse setting, which is 1 in a chip as delivered
            long ticks = stage == 0 ? hold << 1 : hold;
            watchdog.configureStage(stage, config >>> (28 - 3 * stage) & 7, ticks * SLOW_TICK);
        }
        watchdog.configure((config & ENABLE) != 0, (config & FLASH_BOOT) != 0, clock.now());
    }

    private void writeSuper(int value) {
        if (stored(layout.swdProtect()) != layout.swdKey()) {
            return;
        }
        store(layout.swdConfig(), value & ~(1 << layout.swdFeedBit()));
        boolean quiet = (value & (1 << layout.swdAutoFeedBit() | 1 << layout.swdDisableBit())) != 0;
        boolean fed = (value & 1 << layout.swdFeedBit()) != 0;
        if (quiet) {
            superEnd = NEVER;
        } else if (fed || superEnd == NEVER) {
            superEnd = clock.now() + SUPER_PERIOD;
        }
        clock.changed();
    }

    @Override
    public long deadline() {
        return Math.min(superEnd, watchdog.deadline());
    }

    @Override
    public void advance(long now) {
        watchdog.advance(now);
        if (superEnd <= now) {
            superEnd = NEVER;
            reset.reset(ResetCause.SUPER_WATCHDOG);
        }
    }
}
