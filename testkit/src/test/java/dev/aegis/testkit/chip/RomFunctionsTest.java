package dev.aegis.testkit.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.testkit.chip.device.ResetCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Functions called at their addresses in the ROM, by programs that run as the bootloader.
class RomFunctionsTest {
    private static final String SLEEP = "\n1: wfi\nj 1b\n";

    /// Where the bus lets the ROM read a string byte by byte: the data view of the code's RAM.
    private static String textAddress(String target, String label) {
        int shift = switch (target) {
            case "esp32c3" -> 0x70_0000;
            case "esp32c2" -> 0x6e_0000;
            default -> 0;
        };
        return "la a0, %s%nli t0, 0x%x%nsub a0, a0, t0%n".formatted(label, shift);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void printfTakesItsArgumentsFromRegistersAndStack(String target) {
        String program = TestChips.silenceAll(target)
                + """
                  addi sp, sp, -32
                  li t0, 0x89abcdef
                  sw t0, 0(sp)
                  li t0, 0x01234567
                  sw t0, 4(sp)
                  li t0, 'Z'
                  sw t0, 8(sp)
                  """
                + textAddress(target, "name")
                + "mv s0, a0\n"
                + textAddress(target, "format")
                + """
                  li a1, -5
                  li a2, 7
                  li a3, 255
                  li a4, 0xbeef
                  mv a5, s0
                  li a6, 42
                  li a7, 0
                  """
                + TestChips.call(target, "ets_printf")
                + SLEEP
                + """
                  format: .asciz "%d|%5u|%-4x|%08X|%.3s|%i|%p|%llx|%c|%%\\n"
                  name: .asciz "chips"
                  """;
        RunReport report = TestChips.boot(target, program);
        assertTrue(
                report.uart().endsWith("-5|    7|ff  |0000BEEF|chi|42|0x0|123456789abcdef|Z|%\r\n"), report::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void printfGoesThroughTheProgramsHook(String target) {
        String program = TestChips.silenceAll(target)
                + "la a0, hook\n"
                + TestChips.call(target, "ets_install_putc1")
                + textAddress(target, "text")
                + TestChips.call(target, "ets_printf")
                + SLEEP
                + """
                  hook: li t0, 0x60000000
                  addi a0, a0, 1
                  sw a0, 0(t0)
                  ret
                  text: .asciz "HAL"
                  """;
        RunReport report = TestChips.boot(target, program);
        assertTrue(report.uart().endsWith("IBM"), report::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void delayLetsTimePassAndWatchdogsBite(String target) {
        String wait = "li a0, 300000\n" + TestChips.call(target, "ets_delay_us");
        RunReport waited = TestChips.boot(target, wait + TestChips.silenceAll(target) + SLEEP);
        assertInstanceOf(Ending.Halted.class, waited.ending(), waited::toString);
        assertTrue(waited.microseconds() >= 299_000, waited::toString);
        RunReport bitten = TestChips.boot(target, wait + wait + wait + TestChips.silenceAll(target) + SLEEP);
        assertEquals(new Ending.WatchdogReset(ResetCause.TIMER_GROUP_0_WATCHDOG), bitten.ending());
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void softwareResetRestarts(String target) {
        RunReport report = TestChips.boot(target, TestChips.call(target, "software_reset") + SLEEP);
        assertEquals(new Ending.Restarted(ResetCause.SOFTWARE_SYSTEM), report.ending());
    }

    @Test
    void unknownFunctionsEndTheRunByName() {
        RunReport named = TestChips.boot("esp32c3", "li t0, 0x400000f4\njalr t0" + SLEEP);
        assertTrue(assertInstanceOf(Ending.NotEmulated.class, named.ending())
                .what()
                .contains("0x400000f4"));
        RunReport known = TestChips.boot("esp32c3", "li t0, 0x40000434\njalr t0" + SLEEP);
        assertEquals(
                "ROM function qsort at 0x40000434 is not emulated",
                assertInstanceOf(Ending.NotEmulated.class, known.ending()).what());
        RunReport middle = TestChips.boot("esp32c3", "li t0, 0x40001236\njalr t0" + SLEEP);
        assertTrue(assertInstanceOf(Ending.NotEmulated.class, middle.ending())
                .what()
                .contains("no function is known"));
    }

    @Test
    void functionsFailAfterTheProgramWroteOverTheRomsData() {
        String overwrite = "li t0, 0x3fcdf000\nsw zero, 0(t0)\nli a0, 65\n";
        RunReport report = TestChips.boot("esp32c3", overwrite + TestChips.call("esp32c3", "ets_delay_us") + SLEEP);
        assertEquals(
                "ROM function ets_delay_us after the program wrote over the ROM's data at 0x3fcdf000 is not emulated",
                assertInstanceOf(Ending.NotEmulated.class, report.ending()).what());
    }

    @Test
    void namedVariablesOfTheRomMayBeWritten() {
        String set = "li t0, 0x3fcdffe0\nsw zero, 0(t0)\nli a0, 65\n";
        String program = set + TestChips.silenceAll("esp32c3") + TestChips.call("esp32c3", "ets_delay_us") + SLEEP;
        assertInstanceOf(Ending.Halted.class, TestChips.boot("esp32c3", program).ending());
    }

    @Test
    void wideDivisionComesFromTheRom() {
        String program = TestChips.silenceAll("esp32c3") + """
                  li a0, 0x89abcdef
                  li a1, 0x01234567
                  li a2, 1000
                  li a3, 0
                  li t0, 0x400008ac
                  jalr t0
                  addi a0, a0, -0x28f
                  li t0, 0x60000000
                  sw a0, 0(t0)
                  """ + SLEEP;
        char low = (char) ((0x0123_4567_89ab_cdefL / 1000 - 0x28f) & 0xff);
        String uart = TestChips.boot("esp32c3", program).uart();
        assertEquals(low, uart.charAt(uart.length() - 1));
    }
}
