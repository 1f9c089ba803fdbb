package dev.aegis.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeripheralTest {
    private static final String SLEEP = "\n9: wfi\nj 9b\n";

    @Test
    void bytesForAFullFifoAreLost() {
        String flood = "li t0, 0x60000000\nli t1, '~'\nli t2, 200\n1: sw t1, 0(t0)\naddi t2, t2, -1\nbnez t2, 1b\n";
        RunReport report = TestChips.boot("esp32c3", TestChips.disableWatchdogs("esp32c3") + flood + SLEEP);
        long sent = report.uart().chars().filter(octet -> octet == '~').count();
        assertTrue(sent >= 128 && sent <= 130, "sent " + sent);
    }

    @Test
    void fifoCountLetsAProgramWait() {
        String patient = """
                li t0, 0x60000000
                li t1, '~'
                li t2, 200
                1: lw t3, 0x1c(t0)
                srli t3, t3, 16
                li t4, 127
                bgeu t3, t4, 1b
                sw t1, 0(t0)
                addi t2, t2, -1
                bnez t2, 1b
                """;
        RunReport report = TestChips.boot("esp32h2", TestChips.disableWatchdogs("esp32h2") + patient + SLEEP);
        assertEquals(200, report.uart().chars().filter(octet -> octet == '~').count());
    }

    @Test
    void resetLosesWhatIsStillInTheFifo() {
        String program = TestChips.send("lost") + TestChips.call("esp32c6", "software_reset");
        RunReport report = TestChips.boot("esp32c6", program);
        assertInstanceOf(StopReason.SoftwareReset.class, report.stopReason());
        assertFalse(report.uart().contains("lost"), report::toString);
    }

    @Test
    void runUntilStopsAtTheText() {
        String program = TestChips.disableWatchdogs("esp32c2") + TestChips.send("one two three") + SLEEP;
        BootedChip chip = TestChips.booted("esp32c2", program);
        RunReport first = chip.runUntil("two", TestChips.INSTRUCTIONS);
        assertEquals(new StopReason.TextSeen("two"), first.stopReason());
        assertTrue(first.uart().endsWith("one two"), first::toString);
        RunReport rest = chip.run(TestChips.INSTRUCTIONS);
        assertTrue(rest.uart().endsWith("one two three"), rest::toString);
        assertInstanceOf(StopReason.Halted.class, rest.stopReason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void reportsThePinsThatTheProgramDrives(String target) {
        int base = TestChips.isLate(target) ? 0x6009_1000 : 0x6000_4000;
        String drive = """
                li t0, 0x%08x
                li t1, 0x28
                sw t1, 0x24(t0)
                sw t1, 0x08(t0)
                li t1, 0x08
                sw t1, 0x0c(t0)
                """.formatted(base);
        RunReport report = TestChips.boot(target, TestChips.disableWatchdogs(target) + drive + SLEEP);
        assertTrue(report.pins().isHigh(5));
        assertFalse(report.pins().isHigh(3));
        assertEquals(0x28, report.pins().outputs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void systemTimerAlarmInterruptsAtItsTime(String target) {
        RunReport report = TestChips.boot(target, TestChips.disableWatchdogs(target) + alarmProgram(target));
        assertTrue(report.uart().endsWith("tick"), report::toString);
        assertInstanceOf(StopReason.Halted.class, report.stopReason(), report::toString);
        assertTrue(report.microseconds() >= 10_000 && report.microseconds() < 20_000, report::toString);
    }

    /// Alarm 0 after 160000 ticks of 16 MHz, source mapped to CPU interrupt 5.
    private static String alarmProgram(String target) {
        int timer = switch (target) {
            case "esp32c6" -> 0x6000_a000;
            case "esp32h2" -> 0x6000_b000;
            default -> 0x6002_3000;
        };
        int map = switch (target) {
            case "esp32c3" -> 0x600c_2094;
            case "esp32c2" -> 0x600c_2068;
            case "esp32c6" -> 0x6001_00e4;
            default -> 0x6001_00b4;
        };
        int interrupts = switch (target) {
            case "esp32c3" -> 0x600c_2104;
            case "esp32c2" -> 0x600c_20b8;
            default -> 0x2000_1000;
        };
        return """
                la t0, vectors
                csrw mtvec, t0
                li t0, 0x%08x
                li t1, 5
                sw t1, 0(t0)
                li t0, 0x%08x
                li t1, 0x20
                sw t1, 0(t0)
                li t1, 1
                sw t1, 0x24(t0)
                sw t1, 0x90(t0)
                li t0, 0x%08x
                sw zero, 0x34(t0)
                sw zero, 0x1c(t0)
                li t1, 160000
                sw t1, 0x20(t0)
                li t1, 1
                sw t1, 0x50(t0)
                sw t1, 0x64(t0)
                li t1, 0x47000000
                sw t1, 0(t0)
                csrsi mstatus, 8
                8: wfi
                j 8b
                .balign 256
                .option norvc
                vectors: j vectors
                j vectors
                j vectors
                j vectors
                j vectors
                j handler
                handler:
                li t1, 1
                sw t1, 0x6c(t0)
                """.formatted(map, interrupts, timer) + TestChips.send("tick") + "csrci mstatus, 8\n" + SLEEP;
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void acceleratorsThatAreNotModelledStopTheRun(String target) {
        int address = TestChips.isLate(target) ? 0x6008_9000 : 0x6003_b000;
        RunReport report = TestChips.boot(target, "li t0, 0x%08x%nlw t1, 0(t0)%n".formatted(address) + SLEEP);
        assertTrue(assertInstanceOf(StopReason.NotEmulated.class, report.stopReason())
                .message()
                .startsWith("the SHA accelerator"));
    }

    @Test
    void faultsAtUnmappedAddresses() {
        RunReport report = TestChips.boot("esp32c2", "li t0, 0x50000000\nlw t1, 0(t0)\n" + SLEEP);
        StopReason.UnhandledTrap fault = assertInstanceOf(StopReason.UnhandledTrap.class, report.stopReason());
        assertEquals(0x5000_0000, fault.address(), "esp32c2 has no RTC memory");
        assertEquals(5, fault.cause());
        assertTrue(fault.reason().contains("no memory or register"), fault::reason);
    }

    @Test
    void trapsThatTheProgramHandlesAreReported() {
        String program = TestChips.disableWatchdogs("esp32c6")
                + "la t0, 1f\ncsrw mtvec, t0\n.word 0xffffffff\n.balign 256\n1:"
                + SLEEP;
        RunReport report = TestChips.boot("esp32c6", program);
        assertEquals(1, report.traps().size());
        assertEquals(2, report.traps().getFirst().cause());
        assertInstanceOf(StopReason.Halted.class, report.stopReason());
    }
}
