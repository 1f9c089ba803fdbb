package dev.aegis.chip.cpu;

import java.util.HashMap;
import java.util.Map;

/// The control and status registers of these cores. An access to any other number is an illegal instruction,
/// also to `mcycle` and `minstret`: the cores have Espressif's `mpccr` instead.
final class ControlRegisters {
    static final int MSTATUS = 0x300;
    static final int MTVEC = 0x305;
    static final int MEPC = 0x341;
    static final int MCAUSE = 0x342;
    static final int MTVAL = 0x343;

    static final int MIE = 1 << 3;
    static final int MPIE = 1 << 7;
    static final int MPP = 3 << 11;
    private static final int MPP_SHIFT = 11;
    private static final int TIMEOUT_WAIT = 1 << 21;

    private static final int MISA = 0x301;
    private static final int EVENTS = 0x7e0;
    private static final int MODE = 0x7e1;
    private static final int COUNT = 0x7e2;

    private final CycleCounter counter;
    private final int misa;
    /// Registers that only store values: scratch, PMP, PMA, triggers, the dedicated GPIO; also `mie`, which does not
    /// gate
    /// the PLIC's interrupts.
    private final Map<Integer, Integer> plain = new HashMap<>();

    int status = MPP;
    int trapVector;
    int exceptionPc;
    int cause;
    int trapValue;
    boolean machineMode = true;

    ControlRegisters(CoreFeatures features, CycleCounter counter) {
        this.counter = counter;
        this.misa = features.misa();
        range(0x340, 1);
        range(0x3a0, 4);
        range(0x3b0, 16);
        range(0x7a0, 4);
        range(0x7a5, 1);
        range(0x803, 3);
        if (features.standardExtras()) {
            range(0x304, 1);
            range(0x344, 1);
            range(0xbc0, 16);
            range(0xbd0, 16);
        }
        plain.put(0xf11, 0x612);
        plain.put(0xf12, features.architectureId());
        plain.put(0xf13, 1);
        plain.put(0xf14, 0);
    }

    private void range(int first, int count) {
        for (int number = first; number < first + count; number++) {
            plain.put(number, 0);
        }
    }

    int read(int number) {
        checkPrivilege(number);
        return switch (number) {
            case MSTATUS -> status;
            case MISA -> misa;
            case MTVEC -> trapVector | 1;
            case MEPC -> exceptionPc;
            case MCAUSE -> cause;
            case MTVAL -> trapValue;
            case EVENTS -> counter.events();
            case MODE -> counter.mode();
            case COUNT -> counter.value();
            default -> plainValue(number);
        };
    }

    void write(int number, int value) {
        checkPrivilege(number);
        if (number >>> 10 == 3) {
            throw illegal(number, "is read-only");
        }
        switch (number) {
            case MSTATUS -> writeStatus(value);
            case MISA -> plainValue(0x340);
            case MTVEC -> trapVector = value & ~0xff;
            case MEPC -> exceptionPc = value & ~1;
            case MCAUSE -> cause = value & 0x8000_001f;
            case MTVAL -> trapValue = value;
            case EVENTS -> counter.selectEvents(value);
            case MODE -> counter.selectMode(value);
            case COUNT -> counter.load(value);
            default -> {
                plainValue(number);
                plain.put(number, value);
            }
        }
    }

    private void writeStatus(int value) {
        int mode = (value & MPP) >>> MPP_SHIFT;
        int kept = mode == 0 || mode == 3 ? value & MPP : status & MPP;
        status = (value & (MIE | MPIE | TIMEOUT_WAIT)) | kept;
    }

    private int plainValue(int number) {
        Integer value = plain.get(number);
        if (value == null) {
            throw illegal(number, "is not in this core");
        }
        return value;
    }

    private void checkPrivilege(int number) {
        if (!machineMode && (number >>> 8 & 3) == 3) {
            throw illegal(number, "needs machine mode");
        }
    }

    private static Trap illegal(int number, String why) {
        return new Trap(Trap.ILLEGAL_INSTRUCTION, 0, "control register 0x%03x %s".formatted(number, why));
    }

    boolean interruptsEnabled() {
        return !machineMode || (status & MIE) != 0;
    }

    void enterTrap(int pc, int newCause, int value) {
        exceptionPc = pc;
        cause = newCause;
        trapValue = value;
        int previousMode = machineMode ? MPP : 0;
        int previousEnable = (status & MIE) != 0 ? MPIE : 0;
        status = (status & ~(MIE | MPIE | MPP)) | previousMode | previousEnable;
        machineMode = true;
    }

    int leaveTrap() {
        machineMode = (status & MPP) != 0;
        int enable = (status & MPIE) != 0 ? MIE : 0;
        status = (status & ~(MIE | MPP)) | MPIE | enable;
        return exceptionPc;
    }
}
