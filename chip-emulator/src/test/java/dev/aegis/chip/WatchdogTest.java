package dev.aegis.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.chip.device.ResetCause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Three watchdogs run when the ROM starts the bootloader; each resets a program that does not feed it.
class WatchdogTest {
    private static final String FOREVER = "1: j 1b\n";

    private static void assertResetBy(RunReport report, ResetCause by, long fromMilliseconds, long toMilliseconds) {
        assertEquals(new StopReason.WatchdogReset(by), report.stopReason(), report::toString);
        long milliseconds = report.microseconds() / 1000;
        assertTrue(
                milliseconds >= fromMilliseconds && milliseconds <= toMilliseconds,
                () -> "after " + milliseconds + " ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void timerGroupWatchdogResetsFirst(String target) {
        assertResetBy(TestChips.boot(target, FOREVER), ResetCause.TIMER_GROUP_0_WATCHDOG, 600, 900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void superWatchdogResetsAfterASecond(String target) {
        assertResetBy(
                TestChips.boot(target, TestChips.disableTimerGroupWatchdog(target) + FOREVER),
                ResetCause.SUPER_WATCHDOG,
                900,
                1100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void rtcWatchdogResetsLast(String target) {
        String program = TestChips.disableTimerGroupWatchdog(target) + TestChips.disableSuperWatchdog(target) + FOREVER;
        assertResetBy(TestChips.boot(target, program), ResetCause.RTC_WATCHDOG, 1400, 3500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void disabledWatchdogsDoNotReset(String target) {
        RunReport report = TestChips.booted(target, TestChips.disableWatchdogs(target) + FOREVER)
                .run(220_000_000);
        assertEquals(new StopReason.InstructionLimit(), report.stopReason());
        assertTrue(report.microseconds() > 5_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void writesWithoutTheKeyAreIgnored(String target) {
        String keyless = TestChips.disableTimerGroupWatchdog(target).replace("0x50d83aa1", "0x12345678");
        assertResetBy(TestChips.boot(target, keyless + FOREVER), ResetCause.TIMER_GROUP_0_WATCHDOG, 600, 900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void timerGroupSettingsWaitForTheUpdateBit(String target) {
        String withoutUpdate = TestChips.disableTimerGroupWatchdog(target).replace("0x00400000", "0x00000000");
        assertResetBy(TestChips.boot(target, withoutUpdate + FOREVER), ResetCause.TIMER_GROUP_0_WATCHDOG, 600, 900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c2"})
    void programThatArmsTheRtcWatchdogMustFeedIt(String target) {
        int config = target.equals("esp32c3") ? 0x6000_8090 : 0x6000_8084;
        // stage 0 resets the chip after 13600 slow cycles, doubled by the fuse: 200 ms
        String arm = """
                li t0, 0x%08x
                li t1, 13600
                sw t1, 4(t0)
                li t1, 0xc0000000
                sw t1, 0(t0)
                """.formatted(config);
        String program = TestChips.disableWatchdogs(target) + arm + FOREVER;
        assertResetBy(TestChips.boot(target, program), ResetCause.RTC_WATCHDOG, 150, 300);
    }
}
