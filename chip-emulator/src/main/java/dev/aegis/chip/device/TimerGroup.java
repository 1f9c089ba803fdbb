package dev.aegis.chip.device;

/// A timer group: its watchdog, the counter of its general-purpose timer (without alarm) and the slow-clock
/// calibration.
/// The watchdog's settings are write-protected and take effect only with the update bit, as in the chip.
public final class TimerGroup extends PlainRegisters implements Timed {
    private static final int T0_CONFIG = 0x00;
    private static final int T0_LOW = 0x04;
    private static final int T0_HIGH = 0x08;
    private static final int T0_UPDATE = 0x0c;
    private static final int T0_LOAD_LOW = 0x18;
    private static final int T0_LOAD_HIGH = 0x1c;
    private static final int T0_LOAD = 0x20;
    private static final int CONFIG0 = 0x48;
    private static final int CONFIG1 = 0x4c;
    private static final int STAGE0_HOLD = 0x50;
    private static final int FEED = 0x60;
    private static final int PROTECT = 0x64;
    private static final int CALIBRATION = 0x68;
    private static final int CALIBRATION_VALUE = 0x6c;

    private static final int KEY = 0x50d8_3aa1;
    private static final int ENABLE = 1 << 31;
    private static final int UPDATE = 1 << 22;
    private static final int FLASH_BOOT = 1 << 14;
    private static final int CALIBRATION_READY = 1 << 15;
    private static final int RESET_CPU = 2;
    private static final int RESET_SYSTEM = 3;
    private static final long SLOW_CLOCK = 136_000;

    private final Clock clock;
    private final long sourceFrequency;
    private final long crystalFrequency;
    private final StagedWatchdog watchdog;
    private long counterLoad;
    private long countedFrom;

    /// @param sourceFrequency clock of the timers and the watchdog before their dividers
    public TimerGroup(
            Clock clock,
            long sourceFrequency,
            long crystalFrequency,
            ResetLine reset,
            ResetCause systemReset,
            ResetCause cpuReset,
            boolean startsInFlashBoot) {
        super(0x400);
        this.clock = clock;
        this.sourceFrequency = sourceFrequency;
        this.crystalFrequency = crystalFrequency;
        this.watchdog = new StagedWatchdog(RESET_SYSTEM, action -> {
            if (action == RESET_SYSTEM) {
                reset.reset(systemReset);
            } else if (action == RESET_CPU) {
                reset.reset(cpuReset);
            }
        });
        with(T0_CONFIG, 0x6000_2000);
        with(CONFIG0, (startsInFlashBoot ? FLASH_BOOT : 0) | 1 << 15 | 1 << 18);
        with(CONFIG1, 1 << 16);
        with(STAGE0_HOLD, 26_000_000);
        with(STAGE0_HOLD + 4, 0x7ff_ffff);
        with(STAGE0_HOLD + 8, 0xf_ffff);
        with(STAGE0_HOLD + 12, 0xf_ffff);
        with(PROTECT, KEY);
        applyWatchdog();
        store(PROTECT, 0);
    }

    @Override
    public void write(int offset, int value) {
        if (offset >= CONFIG0 && offset <= FEED) {
            writeWatchdog(offset, value);
            return;
        }
        switch (offset) {
            case T0_CONFIG -> configureCounter(value);
            case T0_UPDATE -> latchCounter();
            case T0_LOAD -> loadCounter();
            case CALIBRATION -> calibrate(value);
            case T0_LOW, T0_HIGH, CALIBRATION_VALUE -> {}
            default -> store(offset, value);
        }
    }

    private void writeWatchdog(int offset, int value) {
        if (stored(PROTECT) != KEY) {
            return;
        }
        if (offset == FEED) {
            watchdog.feed(clock.now());
            clock.changed();
            return;
        }
        store(offset, offset == CONFIG0 ? value & ~UPDATE : value);
        if (offset == CONFIG0 && (value & UPDATE) != 0) {
            applyWatchdog();
            clock.changed();
        }
    }

    private void applyWatchdog() {
        int config = stored(CONFIG0);
        long tick = Clock.picosPerTick(sourceFrequency) * Math.max(1, stored(CONFIG1) >>> 16);
        for (int stage = 0; stage < 4; stage++) {
            int action = config >>> (29 - 2 * stage) & 3;
            watchdog.configureStage(stage, action, Integer.toUnsignedLong(stored(STAGE0_HOLD + 4 * stage)) * tick);
        }
        watchdog.configure((config & ENABLE) != 0, (config & FLASH_BOOT) != 0, clock.now());
    }

    private void configureCounter(int value) {
        counterLoad = counter();
        countedFrom = clock.now();
        store(T0_CONFIG, value);
    }

    private long counter() {
        int config = stored(T0_CONFIG);
        if ((config & ENABLE) == 0) {
            return counterLoad;
        }
        int divider = config >>> 13 & 0xffff;
        long ticks = (clock.now() - countedFrom)
                / (Clock.picosPerTick(sourceFrequency) * (divider == 0 ? 0x1_0000L : divider));
        return counterLoad + ((config & 1 << 30) != 0 ? ticks : -ticks);
    }

    private void latchCounter() {
        long value = counter();
        store(T0_LOW, (int) value);
        store(T0_HIGH, (int) (value >>> 32) & 0x3f_ffff);
    }

    private void loadCounter() {
        counterLoad = Integer.toUnsignedLong(stored(T0_LOAD_LOW)) | (long) stored(T0_LOAD_HIGH) << 32;
        countedFrom = clock.now();
    }

    /// Sets the result at once: the crystal cycles that the requested number of slow-clock cycles takes.
    private void calibrate(int value) {
        long slowCycles = value >>> 16 & 0x7fffL;
        store(CALIBRATION, value | CALIBRATION_READY);
        store(CALIBRATION_VALUE, (int) (slowCycles * crystalFrequency / SLOW_CLOCK) << 7 | 1);
    }

    @Override
    public long deadline() {
        return watchdog.deadline();
    }

    @Override
    public void advance(long now) {
        watchdog.advance(now);
    }
}
