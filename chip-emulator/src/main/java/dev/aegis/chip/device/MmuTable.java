package dev.aegis.chip.device;

import dev.aegis.chip.memory.RegisterBlock;

/// The flash MMU's table on esp32c3 and esp32c2: a word for each entry.
public final class MmuTable implements RegisterBlock {
    private final FlashMapping mapping;
    private final int entryMask;

    public MmuTable(FlashMapping mapping, int entryMask) {
        this.mapping = mapping;
        this.entryMask = entryMask;
    }

    @Override
    public int read(int offset) {
        int number = offset / 4;
        return number < mapping.entryCount() ? mapping.entry(number) : 0;
    }

    @Override
    public void write(int offset, int value) {
        int number = offset / 4;
        if (number < mapping.entryCount()) {
            mapping.setEntry(number, value & entryMask);
        }
    }
}
