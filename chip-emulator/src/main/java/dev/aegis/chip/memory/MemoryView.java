package dev.aegis.chip.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// A range of addresses backed by bytes, with the accesses that the bus allows there.
public final class MemoryView {
    /// The accesses that the bus to the bytes allows.
    public enum Bus {
        /// Data of every width, no instructions.
        DATA,
        /// Instructions, and data in aligned words only: the instruction bus of chips with two views of their RAM.
        INSTRUCTION,
        /// Instructions and data of every width.
        UNIFIED
    }

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle HALF = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    final boolean narrow;
    final boolean executable;
    final boolean writable;

    private final byte[] bytes;
    private final int origin;
    private final int start;
    private final int size;
    private final @Nullable Ram ram;
    private @Nullable CodeRegion code;

    /// Returns a view of a whole RAM at `start`.
    public static MemoryView of(Ram ram, int start, Bus bus) {
        return new MemoryView(ram.bytes, start, ram.size(), start, ram, bus);
    }

    /// Returns a read-only view of `size` bytes of flash from `offset` on, at `start`.
    public static MemoryView ofFlash(byte[] flash, int offset, int size, int start, Bus bus) {
        return new MemoryView(flash, start, size, start - offset, null, bus);
    }

    private MemoryView(byte[] bytes, int start, int size, int origin, @Nullable Ram ram, Bus bus) {
        this.bytes = bytes;
        this.start = start;
        this.size = size;
        this.origin = origin;
        this.ram = ram;
        this.narrow = bus != Bus.INSTRUCTION;
        this.executable = bus != Bus.DATA;
        this.writable = ram != null;
    }

    int start() {
        return start;
    }

    int size() {
        return size;
    }

    int word(int address) {
        return (int) WORD.get(bytes, address - origin);
    }

    int half(int address) {
        return (short) HALF.get(bytes, address - origin) & 0xffff;
    }

    int octet(int address) {
        return bytes[address - origin] & 0xff;
    }

    void putWord(int address, int value) {
        int offset = address - origin;
        WORD.set(bytes, offset, value);
        noteStore(offset, 4);
    }

    void putHalf(int address, int value) {
        int offset = address - origin;
        HALF.set(bytes, offset, (short) value);
        noteStore(offset, 2);
    }

    void putOctet(int address, int value) {
        int offset = address - origin;
        bytes[offset] = (byte) value;
        noteStore(offset, 1);
    }

    private void noteStore(int offset, int length) {
        Ram target = ram;
        if (target != null && target.marks[offset >>> Ram.MARK_SHIFT] != 0) {
            target.touched(offset, length);
        }
    }

    CodeRegion code() {
        Ram source = ram;
        if (source != null) {
            return source.code(start);
        }
        CodeRegion existing = code;
        if (existing == null) {
            existing = new CodeRegion(start, size);
            code = existing;
        }
        return existing;
    }

    /// Marks the instructions at `address` as decoded: a later store there must discard them.
    void decodedAt(int address, int length) {
        Ram source = ram;
        if (source != null) {
            source.holdsCode(address - origin);
            source.holdsCode(address - origin + length - 1);
        }
    }
}
