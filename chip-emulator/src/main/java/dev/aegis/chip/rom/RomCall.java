package dev.aegis.chip.rom;

import dev.aegis.chip.cpu.Cpu;
import dev.aegis.chip.memory.AddressSpace;
import java.nio.charset.StandardCharsets;

/// One call of a ROM function under the RISC-V calling convention: its arguments, its result and its memory.
final class RomCall {
    private static final int STACK = 2;
    private static final int FIRST_ARGUMENT = 10;
    private static final int ARGUMENT_REGISTERS = 8;
    private static final int LONGEST_STRING = 0x1_0000;

    private final Cpu cpu;
    private final AddressSpace memory;

    RomCall(Cpu cpu, AddressSpace memory) {
        this.cpu = cpu;
        this.memory = memory;
    }

    AddressSpace memory() {
        return memory;
    }

    int argument(int number) {
        if (number < ARGUMENT_REGISTERS) {
            return cpu.register(FIRST_ARGUMENT + number);
        }
        return memory.loadWord(cpu.register(STACK) + 4 * (number - ARGUMENT_REGISTERS));
    }

    /// Returns the 64-bit argument whose low half is argument `number`.
    long wideArgument(int number) {
        return Integer.toUnsignedLong(argument(number)) | (long) argument(number + 1) << 32;
    }

    void result(int value) {
        cpu.setRegister(FIRST_ARGUMENT, value);
    }

    void result(boolean value) {
        result(value ? 1 : 0);
    }

    void wideResult(long value) {
        cpu.setRegister(FIRST_ARGUMENT, (int) value);
        cpu.setRegister(FIRST_ARGUMENT + 1, (int) (value >>> 32));
    }

    String string(int address) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LONGEST_STRING; i++) {
            int octet = memory.loadByte(address + i);
            if (octet == 0) {
                break;
            }
            text.append((char) octet);
        }
        return text.toString();
    }

    byte[] bytes(int address, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) memory.loadByte(address + i);
        }
        return bytes;
    }

    void putBytes(int address, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            memory.storeByte(address + i, bytes[i]);
        }
    }

    void putString(int address, String text) {
        putBytes(address, text.getBytes(StandardCharsets.ISO_8859_1));
        memory.storeByte(address + text.length(), 0);
    }
}
