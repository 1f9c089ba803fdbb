package dev.aegis.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.chip.device.ResetCause;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ROM functions, called at their addresses by programs that run as the bootloader.
class RomFunctionsTest {
    private static final String SLEEP = "\n1: wfi\nj 1b\n";
    private static final String SEND_RESULT = """
            li t0, 0x60000000
            sw a0, 0(t0)
            srli a0, a0, 8
            sw a0, 0(t0)
            srli a0, a0, 8
            sw a0, 0(t0)
            srli a0, a0, 8
            sw a0, 0(t0)
            """;

    /// The code's RAM on the data bus, where the ROM can read a string byte by byte.
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
        String program = TestChips.disableWatchdogs(target)
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
        String program = TestChips.disableWatchdogs(target)
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
    void delayAdvancesTimeAndWatchdogs(String target) {
        String wait = "li a0, 300000\n" + TestChips.call(target, "ets_delay_us");
        RunReport waited = TestChips.boot(target, wait + TestChips.disableWatchdogs(target) + SLEEP);
        assertInstanceOf(StopReason.Halted.class, waited.stopReason(), waited::toString);
        assertTrue(waited.microseconds() >= 299_000, waited::toString);
        RunReport bitten = TestChips.boot(target, wait + wait + wait + TestChips.disableWatchdogs(target) + SLEEP);
        assertEquals(new StopReason.WatchdogReset(ResetCause.TIMER_GROUP_0_WATCHDOG), bitten.stopReason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void softwareResetRestarts(String target) {
        RunReport report = TestChips.boot(target, TestChips.call(target, "software_reset") + SLEEP);
        assertEquals(new StopReason.SoftwareReset(ResetCause.SOFTWARE_SYSTEM), report.stopReason());
    }

    @Test
    void unknownFunctionsStopTheRunByName() {
        RunReport named = TestChips.boot("esp32c3", "li t0, 0x400000f4\njalr t0" + SLEEP);
        assertTrue(assertInstanceOf(StopReason.NotEmulated.class, named.stopReason())
                .message()
                .contains("0x400000f4"));
        RunReport known = TestChips.boot("esp32c3", "li t0, 0x40000434\njalr t0" + SLEEP);
        assertEquals(
                "ROM function qsort at 0x40000434 is not emulated",
                assertInstanceOf(StopReason.NotEmulated.class, known.stopReason())
                        .message());
        RunReport middle = TestChips.boot("esp32c3", "li t0, 0x40001236\njalr t0" + SLEEP);
        assertTrue(assertInstanceOf(StopReason.NotEmulated.class, middle.stopReason())
                .message()
                .contains("no function is known"));
    }

    @Test
    void functionsFailAfterTheProgramOverwroteTheRomsData() {
        String overwrite = "li t0, 0x3fcdf000\nsw zero, 0(t0)\nli a0, 65\n";
        RunReport report = TestChips.boot("esp32c3", overwrite + TestChips.call("esp32c3", "ets_delay_us") + SLEEP);
        assertEquals(
                "ROM function ets_delay_us after the program overwrote the ROM's data at 0x3fcdf000 is not emulated",
                assertInstanceOf(StopReason.NotEmulated.class, report.stopReason())
                        .message());
    }

    @Test
    void namedVariablesOfTheRomMayBeWritten() {
        String set = "li t0, 0x3fcdffe0\nsw zero, 0(t0)\nli a0, 65\n";
        String program =
                set + TestChips.disableWatchdogs("esp32c3") + TestChips.call("esp32c3", "ets_delay_us") + SLEEP;
        assertInstanceOf(
                StopReason.Halted.class, TestChips.boot("esp32c3", program).stopReason());
    }

    @Test
    void wideDivisionComesFromTheRom() {
        String program = TestChips.disableWatchdogs("esp32c3") + """
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

    /// Copies 64 bytes of flash from 0x30000 to 0x3fca0000 and continues with the program on esp32c3.
    private static int resultAfterReadingFlash(byte[] content, String program) {
        String read = "li a0, 0x30000\nli a1, 0x3fca0000\nli a2, 64\nli t0, 0x40000130\njalr t0\n";
        int address = TestChips.codeAddress("esp32c3");
        String source = TestChips.disableWatchdogs("esp32c3") + read + program + SEND_RESULT + SLEEP;
        byte[] flash = BootableImage.of("esp32c3", address, source).flash();
        System.arraycopy(content, 0, flash, 0x3_0000, content.length);
        String uart = ChipEmulator.forTarget("esp32c3")
                .boot(flash)
                .run(TestChips.INSTRUCTIONS)
                .uart();
        byte[] result = uart.substring(uart.length() - 4).getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.wrap(result).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    private static byte[] noise() {
        byte[] content = new byte[64];
        new Random(9).nextBytes(content);
        return content;
    }

    @Test
    void readsFlashAndComputesTheCommonCrc32() {
        CRC32 expected = new CRC32();
        expected.update(noise());
        String checksum = "li a0, 0\nli a1, 0x3fca0000\nli a2, 64\nli t0, 0x40000628\njalr t0\n";
        assertEquals((int) expected.getValue(), resultAfterReadingFlash(noise(), checksum));
    }

    @Test
    void digestIsTheSameInPieces() throws NoSuchAlgorithmException {
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(noise());
        String digest = """
                li t0, 0x40000644
                jalr t0
                li s0, 0x3fca1000
                mv a0, s0
                li a1, 2
                li t0, 0x40000650
                jalr t0
                mv a0, s0
                li a1, 0x3fca0000
                li a2, 20
                li t0, 0x4000065c
                jalr t0
                mv a0, s0
                li a1, 0x3fca0014
                li a2, 44
                li t0, 0x4000065c
                jalr t0
                mv a0, s0
                li a1, 0x3fca2000
                li t0, 0x40000660
                jalr t0
                li t0, 0x3fca2000
                lw a0, 0(t0)
                """;
        int first = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN).getInt();
        assertEquals(first, resultAfterReadingFlash(noise(), digest));
    }

    @Test
    void mappingFunctionMapsFlashIntoTheDataWindow() {
        String map = """
                li t0, 0x40000520
                li a0, 0
                jalr t0
                li t0, 0x600c4004
                sw zero, 0(t0)
                li a0, 0
                li a1, 0x3c050000
                li a2, 0x30000
                li a3, 64
                li a4, 1
                li a5, 0
                li t0, 0x40000564
                jalr t0
                bnez a0, 2f
                li t0, 0x3c050008
                lw a0, 0(t0)
                2:
                """;
        int expected = ByteBuffer.wrap(noise()).order(ByteOrder.LITTLE_ENDIAN).getInt(8);
        assertEquals(expected, resultAfterReadingFlash(noise(), map));
    }
}
