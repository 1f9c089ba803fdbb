package dev.aegis.firmware.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.aegis.firmware.FirmwareException;
import dev.aegis.firmware.trace.Panic.Origin;
import dev.aegis.firmware.trace.Panic.Suspect;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        assertEquals(2 + 32 * 8, panic.suspects().size());
    }

    @Test
    void readsAnAbort() {
        Panic panic = PanicReader.read(Crashes.text("idf-logs/qemu/c3-crash_abort.log"));

        assertEquals("ESP_ERROR_CHECK failed: esp_err_t 0x105 (ESP_ERR_NOT_FOUND)", panic.reason());
        assertEquals("c3a525ebe", panic.elfSha256());
        assertEquals(0x4038081aL, panic.suspects().getFirst().address());
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
