package dev.aegis.firmware.panic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.elf.Architecture;
import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.Panic.Suspect;
import dev.aegis.firmware.trace.Crash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recorded panics, explained from their text alone.
class ReportedPanicsTest {
    @Test
    void namesTheNullPointerAndItsField() {
        Panic panic = read("panic-null-pointer");

        assertEquals("LoadProhibited", panic.reason());
        assertEquals(CrashKind.NULL_POINTER, panic.explanation().kind());
        assertEquals(1, panic.explanation().core());
        assertEquals(12L, panic.explanation().address());
        assertEquals(
                "a read at 0x0000000c through a null pointer (a field at offset 12)",
                panic.explanation().meaning());
    }

    @Test
    void explainsAnAssertionWithoutItsElfFile() {
        Panic panic = read("panic-no-elf");

        assertEquals("assert failed: pump_start pump.c:44 (rpm > 0)", panic.reason());
        assertEquals(Architecture.RISC_V, panic.architecture());
        assertEquals(0, panic.explanation().core());
        assertEquals("5f2c91d3e", panic.elfSha256());
        assertEquals(
                List.of(new Suspect(0x40380a3eL, Origin.PC), new Suspect(0x40384f12L, Origin.RETURN)),
                panic.suspects());
        assertEquals(0L, panic.registers().get("MTVAL"));
        assertEquals("""
                assert failed: pump_start pump.c:44 (rpm > 0)
                core 0
                a check in the code failed: the expression in brackets was false (the store to address 0 in MCAUSE and \
                MTVAL is how abort() stops the chip)
                  #0 0x40380a3e where it stopped
                  #1 0x40384f12 where it would have returned to
                functions and lines need the ELF file of the build that runs on the chip; its SHA-256 begins with \
                5f2c91d3e
                """, Crash.withoutElf(panic).text());
    }

    @Test
    void takesZerosForNoDigest() {
        assertNull(read("panic-zero-sha").elfSha256());
        assertEquals(16L, read("panic-zero-sha").explanation().address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bootlog-no-crash", "c3-no-panic-boot-log"})
    void findsNoCrashInABootLog(String name) {
        FirmwareException none = assertThrows(FirmwareException.class, () -> read(name));

        assertEquals("no_crash_found", none.code());
        assertEquals(
                "there is no crash in this text: it is a boot log with 1 start, the last by rst:0x1 (POWERON)",
                none.getMessage());
    }

    @Test
    void namesTheTasksOfTheTaskWatchdog() {
        Panic panic = read("twdt-names-task");

        assertEquals("Task watchdog got triggered: IDLE1 (CPU 1) did not run; CPU 1 was in ctrl_loop", panic.reason());
        assertEquals("ctrl_loop", panic.explanation().task());
        assertEquals(1, panic.explanation().core());
        WatchdogTasks tasks = Objects.requireNonNull(panic.explanation().tasks());
        assertEquals(List.of(new WatchdogTasks.Starved("IDLE1", 1)), tasks.starved());
        assertEquals(
                List.of(new WatchdogTasks.Running(0, "IDLE0"), new WatchdogTasks.Running(1, "ctrl_loop")),
                tasks.running());
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3-task-wdt", "esp32-task-wdt"})
    void namesTheTaskThatHeldTheProcessor(String name) {
        Panic panic = read(name);

        assertEquals("main", panic.explanation().task());
        assertEquals(0, panic.explanation().core());
        assertNull(panic.explanation().address());
    }

    @Test
    void readsAPrintedCoreDump() {
        Panic panic = read("coredump-info");

        assertEquals("InterruptWDTTimoutCPU0", panic.reason());
        assertEquals(CrashKind.INTERRUPT_WATCHDOG, panic.explanation().kind());
        assertEquals("ctrl_loop", panic.explanation().task());
        assertEquals(0, panic.explanation().core());
        assertEquals(
                List.of(0x4009814bL),
                panic.suspects().stream().map(Suspect::address).toList());
    }

    @Test
    void tellsACallOfANullFunctionPointer() {
        Panic riscv = read("c3-null-call");
        Panic xtensa = read("esp32-null-call");

        assertEquals(CrashKind.NULL_CALL, riscv.explanation().kind());
        assertEquals("a null function pointer was called", riscv.explanation().meaning());
        assertEquals(List.of(new Suspect(0, Origin.PC), new Suspect(0x42008318L, Origin.RETURN)), riscv.suspects());
        assertEquals(CrashKind.NULL_CALL, xtensa.explanation().kind());
        assertEquals(
                List.of(0L, 0x400d6194L, 0x400d6176L, 0x400e0908L, 0x40085dc1L),
                xtensa.suspects().stream().map(Suspect::address).toList());
    }

    @Test
    void tellsTheAddressOfAWildPointer() {
        Explanation explanation = read("c3-bad-load").explanation();

        assertEquals(CrashKind.WILD_POINTER, explanation.kind());
        assertEquals(0x0badf00cL, explanation.address());
        assertTrue(
                explanation.meaning().startsWith("a read at 0x0badf00c through a wild pointer"), explanation.meaning());
    }

    @Test
    void doesNotTakeTheEndOfAbortForANullPointer() {
        for (String name : List.of("c3-assert", "c3-cxx-throw", "panic-no-elf")) {
            assertNull(read(name).explanation().address(), name);
        }
    }

    private static Panic read(String name) {
        try (InputStream in = ReportedPanicsTest.class.getResourceAsStream("/panics/" + name + ".txt")) {
            return PanicReader.read(
                    new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
