package dev.aegis.firmware.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.elf.ElfFile;
import dev.aegis.firmware.panic.Panic;
import dev.aegis.firmware.panic.PanicReader;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileElfTest {
    private static final Panic PANIC = PanicReader.read("0x400d1010 0x42000412");

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 51, 52, 60, 200, 400})
    void refusesACutFile(int length) {
        byte[] cut = Arrays.copyOf(XtensaElf.bytes(), length);

        assertEquals(
                "elf_malformed",
                assertThrows(FirmwareException.class, () -> ElfFile.read(cut)).code());
    }

    @Test
    void refusesOrReadsWhateverIsChanged() {
        byte[] sound = XtensaElf.bytes();
        Random random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = sound.clone();
            for (int i = 0; i <= round % 3; i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            refused += decode(changed) ? 0 : 1;
        }
        assertTrue(refused > 0);
    }

    @Test
    void survivesChangesInARealFile() {
        byte[] sound = Crashes.bytes("crashes/dwarfv5.elf");
        Random random = new Random(2);
        int answered = 0;
        for (int round = 0; round < 60; round++) {
            byte[] changed = sound.clone();
            for (int i = 0; i < 200; i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            decode(changed);
            answered++;
        }
        assertEquals(60, answered);
    }

    /// Only our own exception may come out.
    private static boolean decode(byte[] file) {
        try {
            new CrashDecoder(ElfFile.read(file), "/project").decode(PANIC);
            return true;
        } catch (FirmwareException refused) {
            return false;
        }
    }
}
