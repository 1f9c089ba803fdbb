package dev.aegis.chip.device;

import java.util.function.LongSupplier;

/// The chip's time. One instruction takes one cycle of the CPU clock; waiting advances time without instructions.
public final class Clock {
    private static final long PICOS_PER_SECOND = 1_000_000_000_000L;

    private LongSupplier retired = () -> 0;
    private Runnable onChange = () -> {};
    private long picosPerCycle;
    private long frequency;
    private long picosBefore;
    private long cyclesBefore;
    private long retiredBefore;

    public Clock(long frequency) {
        this.frequency = frequency;
        this.picosPerCycle = PICOS_PER_SECOND / frequency;
    }

    /// Connects the core, whose instructions advance time.
    ///
    /// @param instructions executed so far
    /// @param deadlinesMoved called when deadlines, counted in instructions, have moved
    public void drivenBy(LongSupplier instructions, Runnable deadlinesMoved) {
        retired = instructions;
        onChange = deadlinesMoved;
    }

    public static long picosPerTick(long frequency) {
        return PICOS_PER_SECOND / frequency;
    }

    public long now() {
        return picosBefore + (retired.getAsLong() - retiredBefore) * picosPerCycle;
    }

    public long cycles() {
        return cyclesBefore + retired.getAsLong() - retiredBefore;
    }

    public long frequency() {
        return frequency;
    }

    public void setFrequency(long newFrequency) {
        settle();
        frequency = newFrequency;
        picosPerCycle = PICOS_PER_SECOND / newFrequency;
        onChange.run();
    }

    public void pass(long picos) {
        settle();
        picosBefore += picos;
        cyclesBefore += picos / picosPerCycle;
        onChange.run();
    }

    /// Must be called when a device's deadline has moved.
    public void changed() {
        onChange.run();
    }

    /// Returns the number of instructions before `deadline`, at least one.
    public long instructionsUntil(long deadline) {
        return Math.max(1, (deadline - now() + picosPerCycle - 1) / picosPerCycle);
    }

    private void settle() {
        picosBefore = now();
        cyclesBefore = cycles();
        retiredBefore = retired.getAsLong();
    }
}
