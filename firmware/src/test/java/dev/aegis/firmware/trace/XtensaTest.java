package dev.aegis.firmware.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.aegis.firmware.elf.ElfFile;
import dev.aegis.firmware.panic.Panic;
import dev.aegis.firmware.panic.PanicReader;
import org.junit.jupiter.api.Test;

class XtensaTest {
    @Test
    void decodesABacktrace() {
        ElfFile elf = ElfFile.read(XtensaElf.bytes());
        Panic panic = PanicReader.read("""
                Guru Meditation Error: Core  1 panic'ed (StoreProhibited). Exception was unhandled.
                PC      : 0x400d1012  EXCVADDR: 0x00000000

                Backtrace: 0x400d1010:0x3ffb5570 0x400d100f:0x3ffb5590 0x400d1020:0x3ffb55b0

                ELF file SHA256: %s
                """.formatted(elf.sha256().substring(0, 16)));

        assertEquals("""
                StoreProhibited
                core 1, address 0x00000000
                a write at 0x00000000 through a null pointer
                  #0 0x400d1010 app_main+0x10 at main/main.c:12
                  #1 0x400d100f app_main+0xf at main/main.c:10
                  #2 0x400d1020 outside of this program (the chip's ROM, or a wild jump)
                """, new CrashDecoder(elf, "/project").decode(panic).text());
    }
}
