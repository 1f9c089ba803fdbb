package dev.aegis.chip.rom;

import dev.aegis.chip.device.ResetCause;
import dev.aegis.chip.model.ChipModel;

/// Delay, clock rate bookkeeping, reset cause, software reset and the interrupt matrix.
final class SystemFunctions {
    private static final long PICOS_PER_MICROSECOND = 1_000_000;
    private static final int EARLY_MATRIX = 0x600c_2000;
    private static final int LATE_MATRIX = 0x6001_0000;

    private final RomServices services;
    /// The CPU clock as the program last set it in the ROM. `ets_delay_us` uses it even if it is wrong.
    private int cyclesPerMicrosecond;

    SystemFunctions(RomServices services) {
        this.services = services;
        this.cyclesPerMicrosecond = (int) (services.model().clocks().crystal() / 1_000_000);
    }

    void addTo(RomLibrary library) {
        library.withData("ets_delay_us", this::delay)
                .withData("ets_get_cpu_frequency", call -> call.result(cyclesPerMicrosecond))
                .withData("ets_update_cpu_frequency", call -> cyclesPerMicrosecond = call.argument(0))
                .pure("ets_get_xtal_freq", call -> call.result(crystal()))
                .pure("ets_clk_get_xtal_freq", call -> call.result(crystal()))
                .pure("ets_get_apb_freq", call -> call.result(crystal()))
                .pure(
                        "ets_clk_get_cpu_freq",
                        call -> call.result((int) services.clock().frequency()))
                .pure(
                        "rtc_get_reset_reason",
                        call -> call.result(services.lastReset().code()))
                .pure("rtc_get_wakeup_cause", call -> call.result(0))
                .pure("software_reset", call -> services.reset().reset(ResetCause.SOFTWARE_SYSTEM))
                .pure("software_reset_cpu", call -> services.reset().reset(ResetCause.SOFTWARE_CPU))
                .pure("intr_matrix_set", this::routeInterrupt);
    }

    private int crystal() {
        return (int) services.model().clocks().crystal();
    }

    private void delay(RomCall call) {
        long cycles = Integer.toUnsignedLong(call.argument(0)) * cyclesPerMicrosecond;
        long picosPerCycle =
                1_000_000 * PICOS_PER_MICROSECOND / services.clock().frequency();
        services.host().passTime(cycles * picosPerCycle);
    }

    private void routeInterrupt(RomCall call) {
        boolean early = services.model().family() == ChipModel.Family.EARLY;
        services.memory()
                .bus()
                .storeWord((early ? EARLY_MATRIX : LATE_MATRIX) + 4 * call.argument(1), call.argument(2));
    }
}
