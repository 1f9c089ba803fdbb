package dev.aegis.chip.device;

/// The RTC controller of esp32c3 and esp32c2: the low-power watchdogs, the RTC timer, software reset and the reset
/// cause.
public final class RtcController extends LowPowerWatchdogs {
    private static final int OPTIONS = 0x00;
    private static final int TIME_UPDATE = 0x0c;
    private static final int TIME_LOW = 0x10;
    private static final int TIME_HIGH = 0x14;
    private static final int UPDATE = 1 << 31;
    private static final int RESET_SYSTEM = 1 << 31;
    private static final int RESET_CPU = 1 << 5;

    private final Clock clock;
    private final ResetLine reset;
    private final int resetState;

    public RtcController(Clock clock, LowPowerLayout layout, int resetState, ResetCause lastReset, ResetLine reset) {
        super(0x400, clock, layout, reset);
        this.clock = clock;
        this.reset = reset;
        this.resetState = resetState;
        with(resetState, lastReset.code());
    }

    @Override
    public void write(int offset, int value) {
        if (offset == OPTIONS) {
            if ((value & RESET_SYSTEM) != 0) {
                reset.reset(ResetCause.SOFTWARE_SYSTEM);
            } else if ((value & RESET_CPU) != 0) {
                reset.reset(ResetCause.SOFTWARE_CPU);
            }
            store(OPTIONS, value & ~(RESET_SYSTEM | RESET_CPU));
        } else if (offset == TIME_UPDATE) {
            latchTime(value);
        } else if (offset != resetState) {
            super.write(offset, value);
        }
    }

    private void latchTime(int value) {
        store(TIME_UPDATE, value & ~UPDATE);
        if ((value & UPDATE) != 0) {
            long ticks = clock.now() / Clock.picosPerTick(136_000);
            store(TIME_LOW, (int) ticks);
            store(TIME_HIGH, (int) (ticks >>> 32) & 0xffff);
        }
    }
}
