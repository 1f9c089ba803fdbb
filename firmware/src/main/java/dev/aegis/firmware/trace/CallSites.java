package dev.aegis.firmware.trace;

import dev.aegis.firmware.elf.ElfFile;
import java.nio.ByteBuffer;

/// Finds out whether an address is a return address: the instruction before it must be a call (RISC-V, unprivileged
/// specification, chapters 2 and 28). Most words of a stack are not.
final class CallSites {
    private static final int LINK = 1;

    private final ElfFile elf;

    CallSites(ElfFile elf) {
        this.elf = elf;
    }

    boolean returnsTo(long address) {
        return (address & 1) == 0
                && elf.codeAt(address - 2)
                        .map(section -> afterCall(elf.content(section), (int) (address - section.address())))
                        .orElse(false);
    }

    private static boolean afterCall(ByteBuffer code, int at) {
        if (at > code.limit() || at < 2) {
            return false;
        }
        int half = Short.toUnsignedInt(code.getShort(at - 2));
        boolean compressedJal = (half & 0xe003) == 0x2001;
        boolean compressedJalr = (half & 0xf07f) == 0x9002 && (half >> 7 & 0x1f) != 0;
        if (compressedJal || compressedJalr) {
            return true;
        }
        if (at < 4) {
            return false;
        }
        int word = code.getInt(at - 4);
        int opcode = word & 0x7f;
        int register = word >> 7 & 0x1f;
        return (opcode == 0x6f || opcode == 0x67) && register == LINK;
    }
}
