package dev.aegis.chip;

import dev.aegis.chip.device.Clock;
import dev.aegis.chip.device.CpuInterrupts;
import dev.aegis.chip.device.FlashController;
import dev.aegis.chip.device.FlashMapping;
import dev.aegis.chip.device.Fuses;
import dev.aegis.chip.device.Gpio;
import dev.aegis.chip.device.InterruptMatrix;
import dev.aegis.chip.device.NorFlash;
import dev.aegis.chip.device.PlainRegisters;
import dev.aegis.chip.device.ResetCause;
import dev.aegis.chip.device.ResetLine;
import dev.aegis.chip.device.SystemTimer;
import dev.aegis.chip.device.Timed;
import dev.aegis.chip.device.TimerGroup;
import dev.aegis.chip.device.Uart;
import dev.aegis.chip.device.UnmodelledRegisters;
import dev.aegis.chip.memory.AddressSpace;
import dev.aegis.chip.memory.RegisterBlock;
import dev.aegis.chip.model.ChipModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/// The peripherals that both families of chips have, and the means to attach those of one family.
final class Board {
    static final int BLOCK = 0x1000;

    /// The parts around which a board is built.
    ///
    /// @param serial gets what UART0 sends
    /// @param notEmulated receives the name of a part that the program needs and the emulator does not have
    /// @param changed called when the core should look at its surroundings again
    record Surroundings(
            ChipModel model,
            AddressSpace memory,
            Clock clock,
            NorFlash flash,
            RandomGenerator random,
            IntConsumer serial,
            ResetLine reset,
            ResetCause lastReset,
            Consumer<String> notEmulated,
            Runnable changed) {}

    private final Surroundings surroundings;
    private final List<Timed> timed = new ArrayList<>();
    private final CpuInterrupts interrupts;
    private final InterruptMatrix matrix;
    private final FlashMapping mapping;
    private final Gpio gpio = new Gpio();
    private final Uart uart;

    static Board of(Surroundings surroundings) {
        Board board = new Board(surroundings);
        switch (surroundings.model().family()) {
            case EARLY -> EarlyFamily.attachTo(board);
            case LATE -> LateFamily.attachTo(board);
        }
        return board;
    }

    private Board(Surroundings surroundings) {
        this.surroundings = surroundings;
        ChipModel model = surroundings.model();
        ChipModel.Interrupts layout = model.interrupts();
        interrupts = new CpuInterrupts(layout.cpu(), 0x90, surroundings.changed());
        matrix = new InterruptMatrix(layout.sources(), layout.status(), interrupts, isEarly());
        ChipModel.FlashMmu mmu = model.flashMmu();
        mapping = new FlashMapping(
                surroundings.memory(),
                surroundings.flash(),
                mmu.windows(),
                mmu.format(),
                mmu.entryCount(),
                mmu.pageSize(),
                mmu.shutAtReset(),
                surroundings.changed());
        surroundings.memory().explainWith(mapping);
        uart = new Uart(surroundings.clock(), isEarly() ? 0x6c : 0x70, surroundings.serial(), matrix, layout.uart0());
        timed.add(uart);
        attach(0x6000_0000, 0x400, uart);
    }

    private boolean isEarly() {
        return surroundings.model().family() == ChipModel.Family.EARLY;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Uart uart() {
        return uart;
    }

    Gpio gpio() {
        return gpio;
    }

    FlashMapping mapping() {
        return mapping;
    }

    CpuInterrupts interrupts() {
        return interrupts;
    }

    InterruptMatrix matrix() {
        return matrix;
    }

    List<Timed> timed() {
        return List.copyOf(timed);
    }

    void attach(int base, int size, RegisterBlock block) {
        surroundings.memory().attach(base, size, block);
    }

    <D extends Timed & RegisterBlock> void attachTimed(int base, int size, D device) {
        timed.add(device);
        attach(base, size, device);
    }

    void attachGpio(int base) {
        attach(base, BLOCK, gpio);
    }

    void attachFlashController(int base) {
        attach(base, 0x400, new FlashController(surroundings.flash(), mapping::refresh));
    }

    void attachSystemTimer(int base) {
        ChipModel model = surroundings.model();
        attachTimed(
                base,
                0x400,
                new SystemTimer(
                        surroundings.clock(),
                        model.timerFrequency(),
                        matrix,
                        model.interrupts().systemTimer()));
    }

    void attachTimerGroups(int first, int second) {
        long crystal = surroundings.model().crystalFrequency();
        attachTimed(
                first,
                0x400,
                new TimerGroup(
                        surroundings.clock(),
                        crystal,
                        crystal,
                        surroundings.reset(),
                        ResetCause.TIMER_GROUP_0_WATCHDOG,
                        ResetCause.TIMER_GROUP_0_WATCHDOG_CPU,
                        true));
        attachTimed(
                second,
                0x400,
                new TimerGroup(
                        surroundings.clock(),
                        crystal,
                        crystal,
                        surroundings.reset(),
                        ResetCause.TIMER_GROUP_1_WATCHDOG,
                        ResetCause.TIMER_GROUP_1_WATCHDOG_CPU,
                        false));
    }

    void attachFuses(int base) {
        Fuses fuses = new Fuses();
        surroundings.model().fuses().forEach(word -> fuses.with(word.offset(), word.value()));
        attach(base, 0x400, fuses);
    }

    /// Attaches blocks of registers that only store what is written.
    void attachPlain(int size, int... bases) {
        for (int base : bases) {
            attach(base, size, new PlainRegisters(size));
        }
    }

    void attachUnmodelled(String name, int base) {
        attach(base, BLOCK, new UnmodelledRegisters(name, surroundings.notEmulated()));
    }
}
