package dev.aegis.chip.rom;

import dev.aegis.chip.memory.AddressSpace;

/// The C library's memory functions. They move words if both addresses are aligned, because the instruction bus allows
/// only words.
final class MemoryFunctions {
    private MemoryFunctions() {}

    static void addTo(RomLibrary library) {
        library.pure("memcpy", call -> copyUpwards(call.memory(), call.argument(0), call.argument(1), call.argument(2)))
                .pure("memmove", MemoryFunctions::move)
                .pure("memset", call -> fill(call.memory(), call.argument(0), call.argument(1), call.argument(2)))
                .pure("bzero", call -> fill(call.memory(), call.argument(0), 0, call.argument(1)))
                .pure("memcmp", MemoryFunctions::compare)
                .pure("memchr", MemoryFunctions::find);
    }

    private static void copyUpwards(AddressSpace memory, int target, int source, int length) {
        int at = 0;
        if (((target | source) & 3) == 0) {
            for (; at + 4 <= length; at += 4) {
                memory.storeWord(target + at, memory.loadWord(source + at));
            }
        }
        for (; at < length; at++) {
            memory.storeByte(target + at, memory.loadByte(source + at));
        }
    }

    private static void move(RomCall call) {
        int target = call.argument(0);
        int source = call.argument(1);
        int length = call.argument(2);
        if (Integer.compareUnsigned(target, source) <= 0) {
            copyUpwards(call.memory(), target, source, length);
            return;
        }
        for (int at = length - 1; at >= 0; at--) {
            call.memory().storeByte(target + at, call.memory().loadByte(source + at));
        }
    }

    private static void fill(AddressSpace memory, int target, int octet, int length) {
        int at = 0;
        int word = (octet & 0xff) * 0x0101_0101;
        if ((target & 3) == 0) {
            for (; at + 4 <= length; at += 4) {
                memory.storeWord(target + at, word);
            }
        }
        for (; at < length; at++) {
            memory.storeByte(target + at, octet);
        }
    }

    private static void compare(RomCall call) {
        int left = call.argument(0);
        int right = call.argument(1);
        int length = call.argument(2);
        for (int at = 0; at < length; at++) {
            int difference = call.memory().loadByte(left + at) - call.memory().loadByte(right + at);
            if (difference != 0) {
                call.result(difference);
                return;
            }
        }
        call.result(0);
    }

    private static void find(RomCall call) {
        int start = call.argument(0);
        for (int at = 0; at < call.argument(2); at++) {
            if (call.memory().loadByte(start + at) == (call.argument(1) & 0xff)) {
                call.result(start + at);
                return;
            }
        }
        call.result(0);
    }
}
