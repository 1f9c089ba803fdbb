package dev.aegis.firmware.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.panic.Panic;
import dev.aegis.firmware.panic.PanicReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashDecoderTest {
    private static final String PANIC = """
            Guru Meditation Error: Core  0 panic'ed (Load access fault). Exception was unhandled.

            Core  0 register dump:
            MEPC    : 0x42000410  RA      : 0x42000430  SP      : 0x3fc8f1c0  GP      : 0x3fc8bc00
            MCAUSE  : 0x00000005  MTVAL   : 0x00000000

            Stack memory:
            3fc8f1c0: 0x3c010404 0x00000007 0x42000430 0x42000412 0x00000000 0x42000428 0x4200042a 0x420001c2
            3fc8f1e0: 0xa5a5a5a5 0x40389c64 0xffffffff 0x42000001 0x4200042a 0x00000000 0x00000000 0x00000000

            ELF file SHA256: a2945bb5f
            """;

    @Test
    void tellsTheStoryOfACrash() {
        Crash crash = decode("a2945bb5f");

        assertTrue(crash.verified());
        assertEquals("""
                Load access fault
                core 0, address 0x00000000
                a read at 0x00000000 through a null pointer
                  #0 0x42000410 divide+0x2 at main/main.c:8
                  #1 0x42000430 shared at main/main.c:13
                       inlined by app_main at main/main.c:20
                a guess: return addresses on the stack, nearest first; some may be left over from earlier calls
                  #2 0x4200042a app_main+0x12 at main/main.c:19
                """, crash.text());
    }

    @Test
    void refusesTheElfFileOfAnotherBuild() {
        FirmwareException refused = assertThrows(FirmwareException.class, () -> decode("2f41790f8"));

        assertEquals("elf_of_other_build", refused.code());
        assertEquals(
                "the application was made from an ELF file with the SHA-256 2f41790f8..., this one has a2945bb5f...;"
                        + " use the ELF file of the build that runs on the chip",
                refused.getMessage());
    }

    @Test
    void saysWhenNothingProvesThatTheElfFileIsTheRightOne() {
        Crash crash = new CrashDecoder(Crashes.elf("dwarfv5"), "/tmp/project")
                .decode(PanicReader.read("Backtrace: 0x42000412:0x3fc80000 0x40001234:0x3fc80000"));

        assertFalse(crash.verified());
        assertEquals("""
                crash
                  #0 0x42000412 divide+0x4 at main/main.c:9
                  #1 0x40001234 outside of this program (the chip's ROM, or a wild jump)
                note: the text has no ELF file SHA256, so it is not certain that this ELF file is the right one
                """, crash.text());
    }

    /// Frame pointers and unwind tables give the address behind the call.
    @Test
    void looksUpTheCallsOfABacktraceOfARiscVChip() {
        Crash crash = new CrashDecoder(Crashes.elf("dwarfv5"), "/tmp/project")
                .decode(PanicReader.read("Backtrace: 0x42000410:0x3fc80000 0x4200042a:0x3fc80020"));

        assertEquals(
                List.of("divide+0x2 at main/main.c:8", "app_main+0x12 at main/main.c:19"),
                crash.frames().stream().map(Frame::shown).toList());
    }

    @Test
    void refusesTheElfFileOfAnotherKindOfChip() {
        Panic xtensa = PanicReader.read("PC : 0x400d15f1  EXCVADDR: 0x00000000");

        assertEquals(
                "elf_for_other_chip",
                assertThrows(
                                FirmwareException.class,
                                () -> new CrashDecoder(Crashes.elf("dwarfv4"), "/tmp/project").decode(xtensa))
                        .code());
    }

    private static Crash decode(String sha256) {
        return new CrashDecoder(Crashes.elf("dwarfv5"), "/tmp/project")
                .decode(PanicReader.read(PANIC.replace("a2945bb5f", sha256)));
    }
}
