package dev.aegis.chip.cpu;

import java.util.function.LongSupplier;

/// The performance counter behind `mpcer`, `mpcmr` and `mpccr`: counts clock cycles, or retired instructions, while it
/// is switched on.
final class CycleCounter {
    private static final int COUNT_CYCLES = 1;
    private static final int COUNT_INSTRUCTIONS = 2;

    private final LongSupplier cycles;
    private final LongSupplier instructions;
    private int events;
    private int mode;
    private int value;
    private long countedFrom;

    CycleCounter(LongSupplier cycles, LongSupplier instructions) {
        this.cycles = cycles;
        this.instructions = instructions;
    }

    int events() {
        return events;
    }

    void selectEvents(int selected) {
        value = value();
        events = selected;
        countedFrom = source();
    }

    int mode() {
        return mode;
    }

    void selectMode(int selected) {
        value = value();
        mode = selected & 3;
        countedFrom = source();
    }

    int value() {
        return (mode & 1) == 0 ? value : value + (int) (source() - countedFrom);
    }

    void load(int newValue) {
        value = newValue;
        countedFrom = source();
    }

    private long source() {
        if ((events & COUNT_CYCLES) != 0) {
            return cycles.getAsLong();
        }
        return (events & COUNT_INSTRUCTIONS) != 0 ? instructions.getAsLong() : 0;
    }
}
