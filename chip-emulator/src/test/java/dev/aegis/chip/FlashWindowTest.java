package dev.aegis.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reading flash through the cache windows needs valid entries, an enabled cache and open buses.
class FlashWindowTest {
    private static final String SLEEP = "\n1: wfi\nj 1b\n";
    private static final int MARK_OFFSET = 0x3_0004;

    /// Loads the word at page offset 4 of the window's third page and sends its lowest byte.
    private static String readThirdPage(String target, int pageSize) {
        int window = TestChips.isLate(target) ? 0x4200_0000 : 0x3c00_0000;
        return "li t0, 0x%08x%nlw t1, 0(t0)%nli t0, 0x60000000%nsw t1, 0(t0)%n".formatted(window + 2 * pageSize + 4);
    }

    private static String mapThirdPage(String target, int flashPage) {
        if (TestChips.isLate(target)) {
            return "li t0, 0x60002000%nli t1, 2%nsw t1, 0x380(t0)%nli t1, 0x%x%nsw t1, 0x37c(t0)%n"
                    .formatted(0x200 | flashPage);
        }
        return "li t0, 0x600c5008%nli t1, %d%nsw t1, 0(t0)%n".formatted(flashPage);
    }

    private static String openBuses(String target) {
        return "li t0, 0x%08x%nsw zero, 0(t0)%n".formatted(TestChips.isLate(target) ? 0x600c_8004 : 0x600c_4004);
    }

    private static String largePages(String target) {
        return target.equals("esp32c2") ? "li t0, 0x600c40c8\nli t1, 0x12\nsw t1, 0(t0)\n" : "";
    }

    private static RunReport run(String target, String program) {
        int address = TestChips.codeAddress(target);
        byte[] flash = BootableImage.of(target, address, TestChips.disableWatchdogs(target) + program + SLEEP)
                .flash();
        flash[MARK_OFFSET] = 'F';
        flash[0xc004] = 'S';
        return ChipEmulator.forTarget(target).boot(flash).run(TestChips.INSTRUCTIONS);
    }

    private static String fault(RunReport report) {
        return assertInstanceOf(StopReason.UnhandledTrap.class, report.stopReason(), report::toString)
                .reason();
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void mapsAPage(String target) {
        String program = largePages(target)
                + TestChips.call(target, "Cache_Enable_ICache")
                + openBuses(target)
                + mapThirdPage(target, 3)
                + readThirdPage(target, 0x1_0000);
        RunReport report = run(target, program);
        assertTrue(report.uart().endsWith("F"), report::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c6", "esp32h2", "esp32c2"})
    void mapsSmallPages(String target) {
        String small = TestChips.isLate(target) ? "li t0, 0x60002384\nli t1, 0x13200014\nsw t1, 0(t0)\n" : "";
        String program = small
                + TestChips.call(target, "Cache_Enable_ICache")
                + openBuses(target)
                + mapThirdPage(target, 3)
                + readThirdPage(target, 0x4000);
        RunReport report = run(target, program);
        assertTrue(report.uart().endsWith("S"), report::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void faultsAtAnInvalidEntry(String target) {
        String program = largePages(target)
                + TestChips.call(target, "Cache_Enable_ICache")
                + openBuses(target)
                + readThirdPage(target, 0x1_0000);
        assertTrue(fault(run(target, program)).contains("flash MMU entry 2 is invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void faultsWhileTheCacheIsDisabled(String target) {
        String program =
                largePages(target) + openBuses(target) + mapThirdPage(target, 3) + readThirdPage(target, 0x1_0000);
        assertTrue(fault(run(target, program)).contains("the flash cache is disabled"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c2"})
    void faultsWhileTheBusIsShut(String target) {
        String program = largePages(target)
                + TestChips.call(target, "Cache_Enable_ICache")
                + mapThirdPage(target, 3)
                + readThirdPage(target, 0x1_0000);
        assertTrue(fault(run(target, program)).contains("this bus of the flash cache is shut"));
    }

    @Test
    void faultsPastTheEndOfTheFlash() {
        String program = TestChips.call("esp32c3", "Cache_Enable_ICache")
                + openBuses("esp32c3")
                + mapThirdPage("esp32c3", 0x40)
                + readThirdPage("esp32c3", 0x1_0000);
        assertTrue(fault(run("esp32c3", program)).contains("points past the end of the flash"));
    }

    @Test
    void cannotBeWritten() {
        String program = TestChips.call("esp32c6", "Cache_Enable_ICache")
                + mapThirdPage("esp32c6", 3)
                + "li t0, 0x42020000\nsw zero, 0(t0)\n";
        RunReport report = run("esp32c6", program);
        assertEquals(
                7,
                assertInstanceOf(StopReason.UnhandledTrap.class, report.stopReason())
                        .cause());
        assertTrue(fault(report).contains("flash cannot be written through the cache window"));
    }
}
