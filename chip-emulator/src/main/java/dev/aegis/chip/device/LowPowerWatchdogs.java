package dev.aegis.chip.device;

/// The two watchdogs of the low-power domain. Both run when the ROM starts the bootloader: the RTC watchdog in
/// flash-boot
/// mode, and the super watchdog, which must be fed every second unless software makes it feed itself.
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
    private final LowPowerLayout.RtcWatchdog rtc;
    private final LowPowerLayout.SuperWatchdog swd;
    private final ResetLine reset;
    private final StagedWatchdog watchdog;
    private long superEnd;

    public LowPowerWatchdogs(int size, Clock clock, LowPowerLayout layout, ResetLine reset) {
        super(size);
        this.clock = clock;
        this.rtc = layout.rtc();
        this.swd = layout.swd();
        this.reset = reset;
        this.watchdog = new StagedWatchdog(RESET_RTC, this::expired);
        with(rtc.config0(), FLASH_BOOT | 1 << 13 | 1 << 9 | 20);
        with(rtc.config0() + 4, 200_000);
        with(rtc.config0() + 8, 80_000);
        with(rtc.config0() + 12, 0xfff);
        with(rtc.config0() + 16, 0xfff);
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
        if (offset == swd.config()) {
            writeSuper(value);
        } else if (rtc.isConfiguration(offset) || offset == rtc.feed()) {
            writeWatchdog(offset, value);
        } else {
            store(offset, value);
        }
    }

    private void writeWatchdog(int offset, int value) {
        if (stored(rtc.protect()) != KEY) {
            return;
        }
        if (offset == rtc.feed()) {
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
        int config = stored(rtc.config0());
        for (int stage = 0; stage < 4; stage++) {
            long hold = Integer.toUnsignedLong(stored(rtc.config0() + 4 + 4 * stage));
            // a fuse setting, 1 in a new chip, doubles the time of the first stage
            long ticks = stage == 0 ? hold << 1 : hold;
            watchdog.configureStage(stage, config >>> (28 - 3 * stage) & 7, ticks * SLOW_TICK);
        }
        watchdog.configure((config & ENABLE) != 0, (config & FLASH_BOOT) != 0, clock.now());
    }

    private void writeSuper(int value) {
        if (stored(swd.protect()) != swd.key()) {
            return;
        }
        store(swd.config(), value & ~(1 << swd.feedBit()));
        boolean quiet = (value & (1 << swd.autoFeedBit() | 1 << swd.disableBit())) != 0;
        boolean fed = (value & 1 << swd.feedBit()) != 0;
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
