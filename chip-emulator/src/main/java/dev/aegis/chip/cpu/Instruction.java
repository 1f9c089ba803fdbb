package dev.aegis.chip.cpu;

/// A decoded instruction packed into a long: operation in bits 0-7, destination 8-13, sources 14-18 and 19-23, length
/// 24-26, immediate 32-63.
/// Never zero, so that zero can mean "not decoded yet".
final class Instruction {
    /// Writes to `x0` go to this extra register, so that the core needs no test for them.
    static final int SINK = 32;

    static long of(int operation, int destination, int first, int second, int immediate) {
        int target = destination == 0 ? SINK : destination;
        return (long) immediate << 32 | 4 << 24 | second << 19 | first << 14 | target << 8 | operation;
    }

    static long withLength(long instruction, int length) {
        return (instruction & ~(7L << 24)) | (long) length << 24;
    }

    static int operation(long instruction) {
        return (int) instruction & 0xff;
    }

    static int destination(long instruction) {
        return (int) instruction >>> 8 & 0x3f;
    }

    static int first(long instruction) {
        return (int) instruction >>> 14 & 0x1f;
    }

    static int second(long instruction) {
        return (int) instruction >>> 19 & 0x1f;
    }

    static int length(long instruction) {
        return (int) instruction >>> 24 & 7;
    }

    static int immediate(long instruction) {
        return (int) (instruction >>> 32);
    }

    private Instruction() {}
}
