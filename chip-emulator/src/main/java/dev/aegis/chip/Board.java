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

/// The peripherals of both chip families, and methods to attach those of one family.
final class Board {
    static final int BLOCK = 0x1000;

    /// The chip and the parts of the machine that the peripherals are connected to.
    ///
    /// @param lastReset the cause of the reset from which the board starts
    record Context(
            ChipModel model,
            AddressSpace memory,
            Clock clock,
            NorFlash flash,
            RandomGenerator random,
            ResetCause lastReset,
            ResetLine reset,
            Signals signals) {}

    /// The machine's callbacks.
    ///
    /// @param uart0 receives each byte that UART0 sends
    /// @param notEmulated receives the name of a peripheral that the program uses and the emulator does not have
    /// @param endSlice makes the core end its slice, because an interrupt or the memory map may have changed
    record Signals(IntConsumer uart0, Consumer<String> notEmulated, Runnable endSlice) {}

    private final Context context;
    private final List<Timed> timed = new ArrayList<>();
    private final CpuInterrupts interrupts;
    private final InterruptMatrix matrix;
    private final FlashMapping mapping;
    private final Gpio gpio = new Gpio();
    private final Uart uart;

    static Board of(Context context) {
        Board board = new Board(context);
        switch (context.model().family()) {
            case EARLY -> EarlyFamily.attachTo(board);
            case LATE -> LateFamily.attachTo(board);
        }
        return board;
    }

    private Board(Context context) {
        this.context = context;
        ChipModel model = context.model();
        ChipModel.Interrupts layout = model.peripherals().interrupts();
        interrupts = new CpuInterrupts(layout.cpu(), 0x90, context.signals().endSlice());
        matrix = new InterruptMatrix(layout.sources(), layout.status(), interrupts, isEarly());
        ChipModel.FlashMmu mmu = model.memory().flashMmu();
        mapping = new FlashMapping(
                context.memory(),
                context.flash(),
                mmu.windows(),
                mmu.format(),
                mmu.entryCount(),
                mmu.pageSize(),
                mmu.shutAtReset(),
                context.signals().endSlice());
        context.memory().explainWith(mapping);
        uart = new Uart(
                context.clock(), isEarly() ? 0x6c : 0x70, context.signals().uart0(), matrix, layout.uart0());
        timed.add(uart);
        attach(0x6000_0000, 0x400, uart);
    }

    private boolean isEarly() {
        return context.model().family() == ChipModel.Family.EARLY;
    }

    Context context() {
        return context;
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
        context.memory().attach(base, size, block);
    }

    <D extends Timed & RegisterBlock> void attachTimed(int base, int size, D device) {
        timed.add(device);
        attach(base, size, device);
    }

    void attachGpio(int base) {
        attach(base, BLOCK, gpio);
    }

    void attachFlashController(int base) {
        attach(base, 0x400, new FlashController(context.flash(), mapping::refresh));
    }

    void attachSystemTimer(int base) {
        ChipModel model = context.model();
        attachTimed(
                base,
                0x400,
                new SystemTimer(
                        context.clock(),
                        model.clocks().systemTimer(),
                        matrix,
                        model.peripherals().interrupts().systemTimer()));
    }

    void attachTimerGroups(int first, int second) {
        long crystal = context.model().clocks().crystal();
        attachTimed(
                first,
                0x400,
                new TimerGroup(
                        context.clock(),
                        crystal,
                        crystal,
                        context.reset(),
                        ResetCause.TIMER_GROUP_0_WATCHDOG,
                        ResetCause.TIMER_GROUP_0_WATCHDOG_CPU,
                        true));
        attachTimed(
                second,
                0x400,
                new TimerGroup(
                        context.clock(),
                        crystal,
                        crystal,
                        context.reset(),
                        ResetCause.TIMER_GROUP_1_WATCHDOG,
                        ResetCause.TIMER_GROUP_1_WATCHDOG_CPU,
                        false));
    }

    void attachFuses(int base) {
        Fuses fuses = new Fuses();
        context.model().peripherals().fuses().forEach(word -> fuses.with(word.offset(), word.value()));
        attach(base, 0x400, fuses);
    }

    /// Attaches blocks of registers that only store what is written.
    void attachPlain(int size, int... bases) {
        for (int base : bases) {
            attach(base, size, new PlainRegisters(size));
        }
    }

    void attachUnmodelled(String name, int base) {
        attach(base, BLOCK, new UnmodelledRegisters(name, context.signals().notEmulated()));
    }
}
