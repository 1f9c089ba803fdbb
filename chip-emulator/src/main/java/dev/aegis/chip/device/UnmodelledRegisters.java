package dev.aegis.chip.device;

import dev.aegis.chip.memory.RegisterBlock;
import java.util.function.Consumer;

/// A peripheral that is not modelled. An access stops the run, because only storing written values would give wrong
/// results without an error.
public final class UnmodelledRegisters implements RegisterBlock {
    private final String name;
    private final Consumer<String> report;

    public UnmodelledRegisters(String name, Consumer<String> report) {
        this.name = name;
        this.report = report;
    }

    @Override
    public int read(int offset) {
        report.accept("the %s (read at +0x%x) is not emulated".formatted(name, offset));
        return 0;
    }

    @Override
    public void write(int offset, int value) {
        report.accept("the %s (write at +0x%x) is not emulated".formatted(name, offset));
    }
}
