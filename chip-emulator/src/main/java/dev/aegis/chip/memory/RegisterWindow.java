package dev.aegis.chip.memory;

import org.jspecify.annotations.Nullable;

/// A range of addresses shared by register blocks, each at least 1 KiB or packed into one such slot by its owner.
final class RegisterWindow {
    private static final int SLOT_SHIFT = 10;

    private final int base;
    private final int size;
    private final @Nullable RegisterBlock[] blocks;
    private final int[] blockBases;

    RegisterWindow(int base, int size) {
        this.base = base;
        this.size = size;
        this.blocks = new @Nullable RegisterBlock[size >>> SLOT_SHIFT];
        this.blockBases = new int[size >>> SLOT_SHIFT];
    }

    boolean covers(int address) {
        return Integer.compareUnsigned(address - base, size) < 0;
    }

    void attach(int blockBase, int blockSize, RegisterBlock block) {
        int first = (blockBase - base) >>> SLOT_SHIFT;
        for (int slot = first; slot <= (blockBase - base + blockSize - 1) >>> SLOT_SHIFT; slot++) {
            blocks[slot] = block;
            blockBases[slot] = blockBase;
        }
    }

    @Nullable
    RegisterBlock blockAt(int address) {
        return covers(address) ? blocks[(address - base) >>> SLOT_SHIFT] : null;
    }

    int offsetInBlock(int address) {
        return address - blockBases[(address - base) >>> SLOT_SHIFT];
    }
}
