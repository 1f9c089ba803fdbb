package dev.aegis.chip.device;

import java.util.function.ToLongFunction;

/// A block with the registers that select the CPU's clock. Each write to one of them sets the clock to the rate that
/// they select.
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
