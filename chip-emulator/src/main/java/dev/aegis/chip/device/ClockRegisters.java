package dev.aegis.chip.device;

import java.util.function.ToLongFunction;

/// A block with the registers that choose the CPU's clock: after each write to one of them the clock runs at the rate
/// they then say.
public final class ClockRegisters extends PlainRegisters {
    private final Clock clock;
    private final int first;
    private final int second;
    private final ToLongFunction<ClockRegisters> frequency;

    public ClockRegisters(int size, Clock clock, int first, int second, ToLongFunction<ClockRegisters> frequency) {
        super(size);
        this.clock = clock;
        this.first = first;
        this.second = second;
        this.frequency = frequency;
    }

    @Override
    public void write(int offset, int value) {
        store(offset, value);
        if (offset == first || offset == second) {
            clock.setFrequency(frequency.applyAsLong(this));
        }
    }
}
