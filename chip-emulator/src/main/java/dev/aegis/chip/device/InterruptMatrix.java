package dev.aegis.chip.device;

import java.util.BitSet;

/// Connects each source's wire to the CPU interrupt that its map register names, and shows the wires in the status
/// registers.
public final class InterruptMatrix extends PlainRegisters implements InterruptSources {
    private final BitSet levels = new BitSet();
    private final int sources;
    private final int status;
    private final CpuInterrupts target;
    private final boolean sharesBlock;

    /// @param sources number of sources, each with its map register from offset 0 on
    /// @param status offset of the first status register
    /// @param sharesBlock whether the CPU interrupt registers lie in this block too
    public InterruptMatrix(int sources, int status, CpuInterrupts target, boolean sharesBlock) {
        super(0x800);
        this.sharesBlock = sharesBlock;
        this.sources = sources;
        this.status = status;
        this.target = target;
    }

    @Override
    public void set(int source, boolean level) {
        if (levels.get(source) != level) {
            levels.set(source, level);
            drive();
        }
    }

    @Override
    public int read(int offset) {
        if (offset >= status && offset < status + 4 * ((sources + 31) / 32)) {
            return statusWord((offset - status) / 4);
        }
        return sharesBlock && target.covers(offset) ? target.read(offset) : stored(offset);
    }

    private int statusWord(int number) {
        int word = 0;
        for (int bit = 0; bit < 32; bit++) {
            word |= levels.get(32 * number + bit) ? 1 << bit : 0;
        }
        return word;
    }

    @Override
    public void write(int offset, int value) {
        if (sharesBlock && target.covers(offset)) {
            target.write(offset, value);
        } else {
            store(offset, value);
            drive();
        }
    }

    private void drive() {
        int lines = 0;
        for (int source = levels.nextSetBit(0);
                source >= 0 && source < sources;
                source = levels.nextSetBit(source + 1)) {
            lines |= 1 << (stored(4 * source) & 31);
        }
        target.drive(lines & ~1);
    }
}
