package dev.aegis.firmware.panic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.elf.Architecture;
import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.Panic.Suspect;
import dev.aegis.firmware.trace.Crashes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanicReaderTest {
    @Test
    void readsARiscVPanicOutOfAWholeSerialLog() {
        Panic panic = PanicReader.read(Crashes.text("idf-logs/qemu/c3-crash_null.log"));

        assertEquals("Store access fault", panic.reason());
        assertEquals(Architecture.RISC_V, panic.architecture());
        assertEquals("2f41790f8", panic.elfSha256());
        assertEquals(0x42008358L, panic.registers().get("MEPC"));
        assertEquals(0x3fc8f1c0L, panic.registers().get("SP"));
        assertEquals(new Suspect(0x42008358L, Origin.PC), panic.suspects().get(0));
        assertEquals(new Suspect(0x42008364L, Origin.RETURN), panic.suspects().get(1));
        assertEquals(2, panic.suspects().size());
        assertEquals(32 * 8, panic.stack().size());
    }

    @Test
    void readsAnAbort() {
        Panic panic = PanicReader.read(Crashes.text("idf-logs/qemu/c3-crash_abort.log"));

        assertEquals("ESP_ERROR_CHECK failed: esp_err_t 0x105 (ESP_ERR_NOT_FOUND)", panic.reason());
        assertEquals("c3a525ebe", panic.elfSha256());
        assertEquals(
                List.of(0x420083ecL, 0x4038397dL, 0x4038081aL, 0x40383988L),
                panic.suspects().stream().limit(4).map(Suspect::address).toList());
    }

    @Test
    void readsTheLinesBelowAReasonBehindTimes() {
        Panic panic = PanicReader.read("""
                2026-11-29 10:00:03 ESP_ERROR_CHECK failed: esp_err_t 0x103 (ESP_ERR_INVALID_STATE) at 0x400d4ae8
                2026-11-29 10:00:03 expression: i2c_new_master_bus(&cfg, &bus)
                2026-11-29 10:00:03
                2026-11-29 10:00:03 abort() was called at PC 0x40087c2b on core 0
                2026-11-29 10:00:03
                2026-11-29 10:00:03 Backtrace: 0x40081a86:0x3ffb5310 0x40087c35:0x3ffb5330
                2026-11-29 10:00:03 0x4008d2ad:0x3ffb5350 0x400d4ae8:0x3ffb53c0
                """);

        assertEquals(
                List.of("expression: i2c_new_master_bus(&cfg, &bus)"),
                panic.explanation().details());
        assertEquals(4, panic.suspects().size());
    }

    @Test
    void readsTheBacktraceOfARustProgramBehindTimes() {
        Panic panic = PanicReader.read("""
                10:00:01 panicked at src/main.rs:27:5:
                10:00:01 index out of bounds: the len is 3 but the index is 7
                10:00:01
                10:00:01 Backtrace:
                10:00:01
                10:00:01 0x42000b24
                10:00:01 0x42000c10
                """);

        assertEquals(
                List.of(0x42000b24L, 0x42000c10L),
                panic.suspects().stream().map(Suspect::address).toList());
    }

    @Test
    void findsNoCrashInABootLogWithTimes() {
        assertThrows(FirmwareException.class, () -> PanicReader.read("""
                2026-11-29 10:00:01 load:0x40078000,len:15584
                2026-11-29 10:00:01 load:0x40080400,len:4
                2026-11-29 10:00:01 entry 0x40080654
                """));
    }

    /// A chip that was switched on three times is not in a boot loop.
    @ParameterizedTest
    @CsvSource({"0x1 (POWERON),false", "0x15 (USB_UART_HPSYS),false", "0xc (RTC_SW_CPU_RST),true"})
    void callsOnlyRestartsByTheProgramABootLoop(String cause, boolean loop) {
        String start = "rst:" + cause + ",boot:0x13\nI (1) app: hello\n";
        Panic panic = PanicReader.read(start.repeat(3) + "Brownout detector was triggered\n");

        assertEquals(loop, panic.explanation().meaning().contains("boot loop"));
        assertEquals(2, panic.explanation().restarts());
    }

    /// Outside of a panic the addresses are printed in capitals, one trace for each core that is late.
    @Test
    void readsTheTaskWatchdog() {
        Panic panic = PanicReader.read("""
                E (10303) task_wdt: Task watchdog got triggered. The following tasks/users did not reset the watchdog in time:
                E (10303) task_wdt:  - IDLE0 (CPU 0)
                E (10303) task_wdt: Tasks currently running:
                E (10303) task_wdt: CPU 0: main
                E (10303) task_wdt: Print CPU 0 (current core) backtrace


                Backtrace: 0x400D6ABC:0x3FFB0ED0 0x400D6E1F:0x3FFB0EF0 |<-CONTINUES

                E (10303) task_wdt: Print CPU 1 backtrace


                Backtrace: 0x400D7777:0x3FFB1470 0x400D8888:0x3FFB1490
                """);

        assertEquals("Task watchdog got triggered: IDLE0 (CPU 0) did not run; CPU 0 was in main", panic.reason());
        assertEquals(
                List.of(0x400d6abcL, 0x400d6e1fL),
                panic.suspects().stream().map(Suspect::address).toList());
    }

    @Test
    void keepsTheCoreThatCrashedApartFromTheOther() {
        Panic panic = PanicReader.read("""
                Guru Meditation Error: Core  1 panic'ed (Interrupt wdt timeout on CPU1).

                Core  1 register dump:
                PC      : 0x400d1111  PS      : 0x00060b30  A0      : 0x800d1614  A1      : 0x3ffb5570
                EXCCAUSE: 0x00000006  EXCVADDR: 0x00000000  LBEG    : 0x400014fd  LEND    : 0x4000150d
                Core  1 was running in ISR context:
                EPC1    : 0x400d2222  EPC2    : 0x00000000  EPC3    : 0x00000000  EPC4    : 0x400d1111

                Backtrace: 0x400d110e:0x3ffb5570 0x400d1611:0x3ffb5590

                Core  0 register dump:
                PC      : 0x400d9999  PS      : 0x00060b30  A0      : 0x800d1614  A1      : 0x3ffb5570

                Backtrace: 0x400d9996:0x3ffb5570 0x400d8888:0x3ffb5590
                """);

        assertEquals("Interrupt wdt timeout on CPU1", panic.reason());
        assertEquals(0x400d1111L, panic.registers().get("PC"));
        assertEquals(
                List.of(0x400d110eL, 0x400d1611L),
                panic.suspects().stream().map(Suspect::address).toList());
    }

    @Test
    void tellsWhoseStackWasTooSmall() {
        assertEquals(
                "Unhandled debug exception: Stack canary watchpoint triggered (main)",
                PanicReader.read("""
                        Guru Meditation Error: Core  0 panic'ed (Unhandled debug exception).
                        Debug exception reason: Stack canary watchpoint triggered (main)
                        Core  0 register dump:
                        PC      : 0x4008182c  PS      : 0x00060036  A0      : 0x800e2a44  A1      : 0x3ffb0e80
                        """).reason());
        assertEquals(
                "Stack protection fault: task \"main\"", PanicReader.read("""
                        Guru Meditation Error: Core  0 panic'ed (Stack protection fault).

                        Detected in task "main" at 0x42007c2a
                        Stack pointer: 0x3fc8e5f0
                        Stack bounds: 0x3fc8e610 - 0x3fc8f610

                        Core  0 register dump:
                        MEPC    : 0x42007c2a  RA      : 0x42007c30  SP      : 0x3fc8e5f0  GP      : 0x3fc8bc00
                        """).reason());
        assertEquals(
                "A stack overflow in task sensor has been detected",
                PanicReader.read("""
                        ***ERROR*** A stack overflow in task sensor has been detected.
                        Backtrace: 0x40081a2e:0x3ffb5570 0x40085b11:0x3ffb5590
                        """).reason());
    }

    @Test
    void readsAReasonThatHasNoAddress() {
        Panic panic = PanicReader.read("E (1203) BOD: Brownout detector was triggered\r\n\r\n");

        assertEquals("Brownout detector was triggered", panic.reason());
        assertEquals(List.of(), panic.suspects());
    }

    @Test
    void readsTheExceptionThatNobodyCaught() {
        Panic panic = PanicReader.read("""
                terminate called after throwing an instance of 'std::runtime_error'
                  what():  no sensor

                abort() was called at PC 0x400e1b2f on core 0


                Backtrace: 0x40081a2e:0x3ffb5570 0x40085b11:0x3ffb5590
                """);

        assertEquals("terminate called after throwing an instance of 'std::runtime_error': no sensor", panic.reason());
        assertEquals(0x40081a2eL, panic.suspects().getFirst().address());
    }

    @Test
    void takesTheReturnAddressOfAWindowedCallWithoutItsWindow() {
        Panic panic = PanicReader.read("PC : 0x400d15f1  A0 : 0x800d1614  EXCCAUSE: 0x0000001c");

        assertEquals(
                List.of(new Suspect(0x400d15f1L, Origin.PC), new Suspect(0x400d1614L, Origin.RETURN)),
                panic.suspects());
    }

    @Test
    void readsAnXtensaBacktraceThatATerminalWrapped() {
        Panic panic = PanicReader.read("""
                Guru Meditation Error: Core  0 panic'ed (LoadProhibited). Exception was unhandled.

                Core  0 register dump:
                PC      : 0x400d15f1  PS      : 0x00060b30  A0      : 0x800d1614  A1      : 0x3ffb5570
                EXCCAUSE: 0x0000001c  EXCVADDR: 0x00000000  LBEG    : 0x400014fd  LEND    : 0x4000150d

                Backtrace: 0x400d15ee:0x3ffb5570 0x400d1611:0x3ffb5590
                0x400d2f1b:0x3ffb55b0 0x40085a9d:0x3ffb55d0 |<-CORRUPTED

                ELF file SHA256: 9db487b1b

                Rebooting...
                Backtrace: 0x400d9999:0x3ffb5570
                """);

        assertEquals("LoadProhibited", panic.reason());
        assertEquals(Architecture.XTENSA, panic.architecture());
        assertEquals("9db487b1b", panic.elfSha256());
        assertEquals(
                List.of(
                        new Suspect(0x400d15eeL, Origin.PC),
                        new Suspect(0x400d1611L, Origin.BACKTRACE),
                        new Suspect(0x400d2f1bL, Origin.BACKTRACE),
                        new Suspect(0x40085a9dL, Origin.BACKTRACE)),
                panic.suspects());
    }

    @Test
    void readsBareAddresses() {
        Panic panic = PanicReader.read("it died at 0x42000412, called from 0x42000430; heap at 0x3fc80000");

        assertEquals(
                List.of(0x42000412L, 0x42000430L),
                panic.suspects().stream().map(Suspect::address).toList());
    }

    @Test
    void keepsTheReasonOfAnAssertionThatAborts() {
        Panic panic = PanicReader.read("""
                assert failed: xQueueSemaphoreTake queue.c:1713 (( pxQueue ))
                Core  0 register dump:
                MEPC    : 0x40380824  RA      : 0x40384f2c  SP      : 0x3fc8f190
                """);

        assertEquals("assert failed: xQueueSemaphoreTake queue.c:1713 (( pxQueue ))", panic.reason());
    }

    @Test
    void refusesTextWithoutACrash() {
        FirmwareException refused =
                assertThrows(FirmwareException.class, () -> PanicReader.read("I (76) main_task: Calling app_main()"));

        assertEquals("no_crash_found", refused.code());
    }
}
