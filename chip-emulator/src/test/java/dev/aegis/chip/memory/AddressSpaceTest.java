package dev.aegis.chip.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.chip.memory.MemoryView.Bus;
import org.junit.jupiter.api.Test;

class AddressSpaceTest {
    private static final int DATA = 0x3fc8_0000;
    private static final int CODE = 0x4038_0000;

    private final AddressSpace memory = new AddressSpace();
    private final Ram ram = new Ram(0x8000, 3);

    AddressSpaceTest() {
        memory.map(MemoryView.of(ram, DATA, Bus.DATA));
        memory.map(MemoryView.of(ram, CODE, Bus.INSTRUCTION));
    }

    private static Access refused(Runnable access) {
        return assertThrows(AccessFault.class, access::run).access();
    }

    @Test
    void bothBusesSeeTheSameBytes() {
        memory.storeWord(CODE + 0x100, 0x1234_5678);
        assertEquals(0x1234_5678, memory.loadWord(DATA + 0x100));
        memory.storeByte(DATA + 0x101, 0xff);
        assertEquals(0x1234_ff78, memory.loadWord(CODE + 0x100));
    }

    @Test
    void instructionBusMovesDataInWordsOnly() {
        assertEquals(Access.LOAD, refused(() -> memory.loadByte(CODE)));
        assertEquals(Access.LOAD, refused(() -> memory.loadHalf(CODE)));
        assertEquals(Access.STORE, refused(() -> memory.storeByte(CODE, 1)));
    }

    @Test
    void dataBusDeliversNoInstructions() {
        assertEquals(Access.FETCH, refused(() -> memory.code(DATA)));
    }

    @Test
    void ramStartsWithNoise() {
        int zeros = 0;
        for (int at = 0; at < 0x8000; at += 4) {
            zeros += memory.loadWord(DATA + at) == 0 ? 1 : 0;
        }
        assertTrue(zeros < 10, zeros + " words were zero");
    }

    @Test
    void storesDiscardDecodedInstructions() {
        CodeRegion region = memory.code(CODE);
        region.decoded()[8] = 1;
        region.decoded()[20] = 1;
        memory.decodedAt(CODE + 16, 4);
        memory.storeByte(DATA + 18, 0);
        assertEquals(0, region.decoded()[8], "the store hit the second half of the word at slot 8");
        assertEquals(1, region.decoded()[20]);
    }

    @Test
    void registersAllowWordsOnly() {
        memory.attach(0x6000_0000, 0x400, new RegisterBlock() {
            @Override
            public int read(int offset) {
                return offset;
            }

            @Override
            public void write(int offset, int value) {}
        });
        assertEquals(0x24, memory.loadWord(0x6000_0024));
        assertEquals(Access.LOAD, refused(() -> memory.loadByte(0x6000_0024)));
        assertEquals(Access.STORE, refused(() -> memory.storeHalf(0x6000_0024, 0)));
    }

    @Test
    void explainsUnmappedAddresses() {
        memory.explainWith(address -> address == 0x4200_0000 ? "the cache is off" : null);
        assertEquals(
                "the cache is off",
                assertThrows(AccessFault.class, () -> memory.loadWord(0x4200_0000))
                        .reason());
        assertEquals(
                "no memory or register is at this address",
                assertThrows(AccessFault.class, () -> memory.loadWord(0x5000_0000))
                        .reason());
    }

    @Test
    void distinguishesRamFromOtherAddresses() {
        assertTrue(memory.isRam(DATA, 0x8000));
        assertFalse(memory.isRam(DATA, 0x8004));
        assertFalse(memory.isRam(0x6000_0000, 4));
    }

    @Test
    void notifiesTheWatcherOnlyOfTheWatchedEnd() {
        int[] seen = {-1};
        ram.watch(0x7f10, offset -> seen[0] = offset);
        memory.storeWord(DATA + 0x7f0c, 0);
        assertEquals(-1, seen[0]);
        memory.storeWord(CODE + 0x7f10, 0);
        assertEquals(0x7f10, seen[0]);
    }
}
