package dev.aegis.firmware.panic;

import dev.aegis.firmware.elf.Architecture;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an address says about the pointer that held it: null, freed, never written, text, or read-only flash.
record AddressMeaning(CrashKind kind, String pointer) {
    private static final long NULL_END = 0x1_0000;
    private static final long FIELD_END = 0x1000;
    private static final long TOP = 0x1_0000_0000L;

    private record Pattern(long value, CrashKind kind, String pointer) {}

    private static final List<Pattern> PATTERNS = List.of(
            new Pattern(
                    0xfefefefeL,
                    CrashKind.USE_AFTER_FREE,
                    "a pointer read from memory that was freed (0xfe fills freed heap memory)"),
            new Pattern(
                    0xcecececeL,
                    CrashKind.UNINITIALIZED,
                    "a pointer read from heap memory that nothing was written to (0xce fills allocated memory), or that"
                            + " was freed and allocated again"),
            new Pattern(
                    0xa5a5a5a5L,
                    CrashKind.UNINITIALIZED,
                    "a pointer read from stack memory that was never written (0xa5 fills unused stack)"),
            new Pattern(
                    0xbaad5678L,
                    CrashKind.HEAP_OVERRUN,
                    "a pointer read from behind the end of a heap block (0xbaad5678 marks the end)"),
            new Pattern(
                    0xabba1234L,
                    CrashKind.HEAP_OVERRUN,
                    "a pointer read from before the start of a heap block (0xabba1234 marks the start)"),
            new Pattern(0xdeadbeefL, CrashKind.UNINITIALIZED, "a pointer that holds the fill pattern 0xdeadbeef"),
            new Pattern(0xbaadf00dL, CrashKind.UNINITIALIZED, "a pointer that holds the fill pattern 0xbaadf00d"),
            new Pattern(0xccccccccL, CrashKind.UNINITIALIZED, "a pointer that holds the fill pattern 0xcccccccc"));

    static boolean isNull(long address) {
        return address < NULL_END;
    }

    /// @param write whether the memory was to be written
    static AddressMeaning of(long address, boolean write, @Nullable Architecture architecture) {
        if (address == 0) {
            return new AddressMeaning(CrashKind.NULL_POINTER, "a null pointer");
        }
        if (address < FIELD_END) {
            return new AddressMeaning(CrashKind.NULL_POINTER, "a null pointer (a field at offset " + address + ")");
        }
        if (address < NULL_END) {
            return new AddressMeaning(
                    CrashKind.NULL_POINTER, "a null pointer (an element or field at offset " + address + ")");
        }
        if (address >= TOP - FIELD_END) {
            return new AddressMeaning(
                    CrashKind.NULL_POINTER,
                    "a null pointer or an error code used as a pointer (" + (address - TOP) + ")");
        }
        for (Pattern pattern : PATTERNS) {
            if (Math.abs(address - pattern.value()) < FIELD_END) {
                return new AddressMeaning(pattern.kind(), pattern.pointer());
            }
        }
        if (write && readOnly(address, architecture)) {
            return new AddressMeaning(
                    CrashKind.READ_ONLY, "a pointer into read-only flash (a string literal or const data)");
        }
        String text = text(address);
        if (text != null) {
            return new AddressMeaning(
                    CrashKind.WILD_POINTER,
                    "a pointer overwritten with text (its bytes read '" + text + "'): a buffer overflow");
        }
        return new AddressMeaning(
                CrashKind.WILD_POINTER,
                "a wild pointer: not initialized, overwritten, or used after its memory was freed");
    }

    /// Returns the four bytes as text if all of them are printable.
    static @Nullable String text(long address) {
        StringBuilder text = new StringBuilder();
        for (int shift = 0; shift < 32; shift += 8) {
            char letter = (char) ((address >> shift) & 0xff);
            if (letter < 0x20 || letter > 0x7e) {
                return null;
            }
            text.append(letter);
        }
        // Code and data of the chips begin with the letters '@', '<', '=', '?' and 'B'.
        long top = address >> 24;
        boolean ofChip = top == 0x3c || top == 0x3d || top == 0x3f || top == 0x40 || top == 0x42;
        return ofChip && !text.chars().limit(3).allMatch(Character::isLetterOrDigit) ? null : text.toString();
    }

    private static boolean readOnly(long address, @Nullable Architecture architecture) {
        boolean shared = within(address, 0x3c00_0000L, 0x3e00_0000L) || within(address, 0x4200_0000L, 0x4400_0000L);
        boolean old = within(address, 0x3f40_0000L, 0x3f80_0000L) || within(address, 0x400c_2000L, 0x40c0_0000L);
        return shared || (architecture != Architecture.RISC_V && old);
    }

    private static boolean within(long address, long from, long to) {
        return address >= from && address < to;
    }
}
