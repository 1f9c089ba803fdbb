package dev.aegis.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.aegis.chip.device.ResetCause;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Three watchdogs run when the ROM hands over; each resets a program that forgets it.
class WatchdogTest {
    private static final String FOREVER = "1: j 1b\n";

    private static void assertBitten(RunReport report, ResetCause by, long fromMilliseconds, long toMilliseconds) {
        assertEquals(new Ending.WatchdogReset(by), report.ending(), report::toString);
        long milliseconds = report.microseconds() / 1000;
        assertTrue(
                milliseconds >= fromMilliseconds && milliseconds <= toMilliseconds,
                () -> "after " + milliseconds + " ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void timerGroupBitesFirst(String target) {
        assertBitten(TestChips.boot(target, FOREVER), ResetCause.TIMER_GROUP_0_WATCHDOG, 600, 900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void superWatchdogBitesAfterASecond(String target) {
        assertBitten(
                TestChips.boot(target, TestChips.silenceTimerGroup(target) + FOREVER),
                ResetCause.SUPER_WATCHDOG,
                900,
                1100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void rtcWatchdogBitesLast(String target) {
        String program = TestChips.silenceTimerGroup(target) + TestChips.silenceSuper(target) + FOREVER;
        assertBitten(TestChips.boot(target, program), ResetCause.RTC_WATCHDOG, 1400, 3500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void silencedWatchdogsStaySilent(String target) {
        RunReport report =
                TestChips.booted(target, TestChips.silenceAll(target) + FOREVER).run(220_000_000);
        assertEquals(new Ending.StillRunning(), report.ending());
        assertTrue(report.microseconds() > 5_000_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void writesWithoutTheKeyAreIgnored(String target) {
        String keyless = TestChips.silenceTimerGroup(target).replace("0x50d83aa1", "0x12345678");
        assertBitten(TestChips.boot(target, keyless + FOREVER), ResetCause.TIMER_GROUP_0_WATCHDOG, 600, 900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"esp32c3", "esp32c6", "esp32h2", "esp32c2"})
    void timerGroupSettingsWaitForTheUpdateBit(String target) {
        String withoutUpdate = TestChips.silenceTimerGroup(target).replace("0x00400000", "0x00000000");
        assertBitten(TestChips.boot(target, withoutUpdate + FOREVER), ResetCause.TIMER_GROUP_0_WATCHDOG, 600, 900);
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
        String program = TestChips.silenceAll(target) + arm + FOREVER;
        assertBitten(TestChips.boot(target, program), ResetCause.RTC_WATCHDOG, 150, 300);
    }
}
