package dev.aegis.chip.device;

/// The system timer: two 52-bit counters and three alarms with interrupts.
public final class SystemTimer extends PlainRegisters implements Timed {
    private static final int CONFIG = 0x00;
    private static final int UNIT0_OPERATE = 0x04;
    private static final int UNIT1_OPERATE = 0x08;
    private static final int UNIT_LOAD_HIGH = 0x0c;
    private static final int TARGET_HIGH = 0x1c;
    private static final int TARGET_CONFIG = 0x34;
    private static final int UNIT_VALUE_HIGH = 0x40;
    private static final int COMPARATOR_LOAD = 0x50;
    private static final int UNIT_LOAD = 0x5c;
    private static final int INTERRUPT_ENABLE = 0x64;
    private static final int INTERRUPT_RAW = 0x68;
    private static final int INTERRUPT_CLEAR = 0x6c;
    private static final int INTERRUPT_STATUS = 0x70;
    private static final int VALID = 1 << 29;
    private static final int UPDATE = 1 << 30;
    private static final int PERIODIC = 1 << 30;
    private static final int ON_UNIT_1 = 1 << 31;
    private static final long MASK = (1L << 52) - 1;
    private static final int ALARMS = 3;

    private final Clock clock;
    private final long tick;
    private final InterruptSources interrupts;
    private final int firstSource;
    private final long[] loaded = new long[2];
    private final long[] countedFrom = new long[2];
    private final long[] targets = new long[ALARMS];
    private final boolean[] fired = new boolean[ALARMS];

    public SystemTimer(Clock clock, long frequency, InterruptSources interrupts, int firstSource) {
        super(0x400);
        this.clock = clock;
        this.tick = Clock.picosPerTick(frequency);
        this.interrupts = interrupts;
        this.firstSource = firstSource;
        with(CONFIG, 0x4600_0000);
    }

    private boolean runs(int unit) {
        return (stored(CONFIG) & 1 << (30 - unit)) != 0;
    }

    private long count(int unit, long now) {
        return runs(unit) ? loaded[unit] + (now - countedFrom[unit]) / tick & MASK : loaded[unit];
    }

    private void load(int unit, long value) {
        loaded[unit] = value & MASK;
        countedFrom[unit] = clock.now();
    }

    @Override
    public int read(int offset) {
        return offset == INTERRUPT_STATUS ? stored(INTERRUPT_RAW) & stored(INTERRUPT_ENABLE) : stored(offset);
    }

    @Override
    public void write(int offset, int value) {
        if (offset == UNIT0_OPERATE || offset == UNIT1_OPERATE) {
            operate((offset - UNIT0_OPERATE) / 4, value);
            return;
        }
        switch (offset) {
            case CONFIG -> configure(value);
            case COMPARATOR_LOAD, COMPARATOR_LOAD + 4, COMPARATOR_LOAD + 8 ->
                loadTarget((offset - COMPARATOR_LOAD) / 4);
            case UNIT_LOAD, UNIT_LOAD + 4 -> loadUnit((offset - UNIT_LOAD) / 4);
            case INTERRUPT_CLEAR -> store(INTERRUPT_RAW, stored(INTERRUPT_RAW) & ~value);
            case INTERRUPT_RAW, INTERRUPT_STATUS -> {}
            default -> store(offset, value);
        }
        drive();
        clock.changed();
    }

    private void configure(int value) {
        long now = clock.now();
        load(0, count(0, now));
        load(1, count(1, now));
        store(CONFIG, value);
    }

    private void operate(int unit, int value) {
        int register = UNIT0_OPERATE + 4 * unit;
        if ((value & UPDATE) != 0) {
            long count = count(unit, clock.now());
            store(UNIT_VALUE_HIGH + 8 * unit, (int) (count >>> 32));
            store(UNIT_VALUE_HIGH + 8 * unit + 4, (int) count);
            store(register, VALID);
        } else {
            store(register, stored(register) & ~(value & VALID));
        }
    }

    private void loadUnit(int unit) {
        int high = UNIT_LOAD_HIGH + 8 * unit;
        load(unit, Integer.toUnsignedLong(stored(high)) << 32 | Integer.toUnsignedLong(stored(high + 4)));
    }

    private void loadTarget(int alarm) {
        int high = TARGET_HIGH + 8 * alarm;
        int config = stored(TARGET_CONFIG + 4 * alarm);
        boolean periodic = (config & PERIODIC) != 0;
        targets[alarm] = periodic
                ? count(unitOf(alarm), clock.now()) + (config & 0x3ff_ffff)
                : Integer.toUnsignedLong(stored(high)) << 32 | Integer.toUnsignedLong(stored(high + 4));
        fired[alarm] = false;
    }

    private int unitOf(int alarm) {
        return (stored(TARGET_CONFIG + 4 * alarm) & ON_UNIT_1) != 0 ? 1 : 0;
    }

    private boolean isArmed(int alarm) {
        return !fired[alarm] && (stored(CONFIG) & 1 << (24 - alarm)) != 0 && runs(unitOf(alarm));
    }

    @Override
    public long deadline() {
        long next = NEVER;
        for (int alarm = 0; alarm < ALARMS; alarm++) {
            if (isArmed(alarm)) {
                int unit = unitOf(alarm);
                long ticks = targets[alarm] - loaded[unit];
                next = Math.min(next, ticks > MASK >> 13 ? NEVER : countedFrom[unit] + Math.max(0, ticks) * tick);
            }
        }
        return next;
    }

    @Override
    public void advance(long now) {
        for (int alarm = 0; alarm < ALARMS; alarm++) {
            if (isArmed(alarm) && count(unitOf(alarm), now) >= targets[alarm]) {
                fire(alarm, now);
            }
        }
        drive();
    }

    private void fire(int alarm, long now) {
        store(INTERRUPT_RAW, stored(INTERRUPT_RAW) | 1 << alarm);
        int config = stored(TARGET_CONFIG + 4 * alarm);
        int period = config & 0x3ff_ffff;
        if ((config & PERIODIC) == 0 || period == 0) {
            fired[alarm] = true;
            return;
        }
        long count = count(unitOf(alarm), now);
        targets[alarm] += ((count - targets[alarm]) / period + 1) * period;
    }

    private void drive() {
        int status = stored(INTERRUPT_RAW) & stored(INTERRUPT_ENABLE);
        for (int alarm = 0; alarm < ALARMS; alarm++) {
            interrupts.set(firstSource + alarm, (status & 1 << alarm) != 0);
        }
    }
}
