package dev.aegis.chip.device;

import dev.aegis.chip.memory.RegisterBlock;

/// The CPU's 31 interrupts: enable, edge or level, priority and threshold. On esp32c3 and esp32c2 its
/// registers follow the matrix in one block, on esp32c6 and esp32h2 they are the machine-mode PLIC.
public final class CpuInterrupts implements RegisterBlock {
    private static final int TYPE = 0x04;
    private static final int CLEAR = 0x08;
    private static final int STATUS = 0x0c;
    private static final int PRIORITY = 0x10;

    private final int base;
    private final int threshold;
    private final Runnable onChange;
    private final int[] priorities = new int[32];
    private int enabled;
    private int edge;
    private int minimum;
    private int lines;
    private int latched;

    /// @param base offset of the enable register in its block
    /// @param threshold offset of the threshold register from there
    public CpuInterrupts(int base, int threshold, Runnable onChange) {
        this.base = base;
        this.threshold = threshold;
        this.onChange = onChange;
    }

    boolean covers(int offset) {
        return offset >= base && offset <= base + threshold;
    }

    void drive(int newLines) {
        latched |= newLines & ~lines & edge;
        lines = newLines;
        onChange.run();
    }

    private int raised() {
        return (lines & ~edge) | (latched & edge);
    }

    /// Returns the pending interrupt with the highest priority, of equal ones the lowest number; zero if none.
    public int pending() {
        int candidates = raised() & enabled;
        int best = 0;
        for (int line = 1; candidates != 0 && line < 32; line++) {
            boolean up = (candidates & 1 << line) != 0 && priorities[line] > 0 && priorities[line] >= minimum;
            if (up && (best == 0 || priorities[line] > priorities[best])) {
                best = line;
            }
        }
        return best;
    }

    @Override
    public int read(int offset) {
        int register = offset - base;
        if (register >= PRIORITY && register < PRIORITY + 128 && register != threshold) {
            return priorities[(register - PRIORITY) / 4];
        }
        if (register == threshold) {
            return minimum;
        }
        return switch (register) {
            case 0 -> enabled;
            case TYPE -> edge;
            case STATUS -> raised();
            default -> 0;
        };
    }

    @Override
    public void write(int offset, int value) {
        int register = offset - base;
        if (register == threshold) {
            minimum = value & 15;
        } else if (register >= PRIORITY && register < PRIORITY + 128) {
            priorities[(register - PRIORITY) / 4] = value & 15;
        } else if (register == 0) {
            enabled = value;
        } else if (register == TYPE) {
            edge = value;
        } else if (register == CLEAR) {
            latched &= ~value;
        }
        onChange.run();
    }
}
