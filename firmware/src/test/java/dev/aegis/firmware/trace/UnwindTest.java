package dev.aegis.firmware.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.elf.ElfFile;
import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.PanicReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Panics of starter-idf programs in the chip emulator. Their stacks hold return addresses of earlier calls between the
/// true ones.
class UnwindTest {
    @Test
    void findsTheCallersOfANullFunctionPointer() {
        assertEquals("""
                Instruction access fault
                core 0, address 0x00000000
                a null function pointer was called
                  #0 0x00000000 no code: a null function pointer was called
                  #1 0x42000318 call_step+0x1c at main/main.c:22
                  #2 0x42000376 deep+0x40 at main/main.c:41
                  #3 0x42000356 deep+0x20 at main/main.c:37
                  #4 0x42000356 deep+0x20 at main/main.c:37
                  #5 0x42000356 deep+0x20 at main/main.c:37
                  #6 0x420003aa app_main+0x18 at main/main.c:52
                  #7 0x420001ac main_task+0x42 at /tmp/starter-idf/components/freertos/app_startup.c:13
                """, decoded("null-call", Crashes.elf("null-call")).text());
    }

    @Test
    void namesTheFunctionsOfCxxAsTheSourceDoes() {
        assertEquals(
                List.of(
                        "kitchen::Oven::heat",
                        "kitchen::bake<kitchen::Oven>",
                        "roast::{lambda(int)#1}::operator()",
                        "roast",
                        "bake",
                        "deep",
                        "deep",
                        "deep",
                        "deep",
                        "app_main",
                        "main_task",
                        "start_cpu0"),
                decoded("oven", Crashes.elf("oven")).frames().stream()
                        .map(Frame::function)
                        .toList());
    }

    /// Without frame information the words of the stack are all there is, and are told as a guess.
    @Test
    void searchesTheStackWhenFrameInformationIsMissing() {
        byte[] file = Crashes.bytes("crashes/null-call.elf");
        String latin = new String(file, StandardCharsets.ISO_8859_1);
        byte[] stripped = latin.replace(".debug_frame\0", ".xebug_frame\0").getBytes(StandardCharsets.ISO_8859_1);

        Crash crash = decoded("null-call", ElfFile.read(stripped));

        assertEquals(
                List.of(Origin.PC, Origin.RETURN, Origin.STACK),
                crash.frames().stream().map(Frame::origin).distinct().toList());
        assertTrue(crash.text().contains("a guess: return addresses on the stack"), crash.text());
        assertTrue(crash.text().contains("old_walk"), crash.text());
    }

    /// The stack ends after the dump of a chip, which prints only some of it.
    @Test
    void keepsTheCallersThatAShortDumpProves() {
        String text = Crashes.text("crashes/null-call.txt");
        String cut = text.lines()
                .filter(line -> !line.matches("3fc82(cf|d).*"))
                .reduce("", (all, line) -> all + line + "\n");

        Crash crash = new CrashDecoder(Crashes.elf("null-call"), "/tmp/project").decode(PanicReader.read(cut));

        assertEquals(
                List.of("none", "call_step", "deep"),
                crash.frames().stream()
                        .map(frame -> frame.function() == null ? "none" : frame.function())
                        .limit(3)
                        .toList());
        assertTrue(crash.frames().stream().noneMatch(frame -> "old_walk".equals(frame.function())), crash.text());
    }

    private static Crash decoded(String name, ElfFile elf) {
        String text = Crashes.text("crashes/" + name + ".txt");
        String unproven = text.replaceAll("ELF file SHA256.*", "");
        boolean same = text.contains("ELF file SHA256: " + elf.sha256().substring(0, 9));
        return new CrashDecoder(elf, "/tmp/project").decode(PanicReader.read(same ? text : unproven));
    }
}
