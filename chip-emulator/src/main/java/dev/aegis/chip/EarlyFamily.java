package dev.aegis.chip;

import dev.aegis.chip.device.CacheController;
import dev.aegis.chip.device.ClockRegisters;
import dev.aegis.chip.device.MmuTable;
import dev.aegis.chip.device.PlainRegisters;
import dev.aegis.chip.device.RandomRegister;
import dev.aegis.chip.device.RtcController;
import dev.aegis.chip.device.SoftwareInterrupts;
import dev.aegis.chip.memory.RegisterBlock;
import dev.aegis.chip.model.ChipModel;

/// The register map of esp32c3 and esp32c2.
final class EarlyFamily {
    private static final int CPU_CLOCK = 0x08;
    private static final int SOFTWARE_INTERRUPT = 0x28;
    private static final int SYSTEM_CLOCK = 0x58;

    private final Board board;
    private final ChipModel model;

    static void attachTo(Board board) {
        new EarlyFamily(board).attach();
    }

    private EarlyFamily(Board board) {
        this.board = board;
        this.model = board.context().model();
    }

    private boolean isC2() {
        return model.name().equals("esp32c2");
    }

    private void attach() {
        Board.Context context = board.context();
        board.attachFlashController(0x6000_2000);
        board.attachGpio(0x6000_4000);
        board.attachTimed(
                0x6000_8000,
                0x400,
                new RtcController(
                        context.clock(),
                        model.peripherals().lowPower(),
                        isC2() ? 0x30 : 0x38,
                        context.lastReset(),
                        context.reset()));
        board.attachFuses(0x6000_8800);
        board.attachTimerGroups(0x6001_f000, 0x6002_0000);
        board.attachSystemTimer(0x6002_3000);
        board.attach(0x6002_6000, Board.BLOCK, new RandomRegister(Board.BLOCK, 0xb0, context.random()));
        board.attach(0x600c_0000, Board.BLOCK, systemRegisters());
        board.attach(0x600c_2000, 0x800, board.matrix());
        int pageSize = isC2() ? 0xc8 : -1;
        CacheController cache =
                new CacheController(board.mapping(), new CacheController.Layout(0, 4, 0x28, 2, pageSize));
        board.attach(0x600c_4000, Board.BLOCK, cache);
        // the invalid bit is the highest bit of an entry
        int entryMask = 2 * model.memory().flashMmu().format().invalid() - 1;
        board.attach(0x600c_5000, Board.BLOCK, new MmuTable(board.mapping(), entryMask));
        attachRest();
    }

    private RegisterBlock systemRegisters() {
        Board.Context context = board.context();
        PlainRegisters system = new ClockRegisters(
                        Board.BLOCK, context.clock(), CPU_CLOCK, SYSTEM_CLOCK, this::frequency)
                .with(CPU_CLOCK, 0x0c);
        return new SoftwareInterrupts(
                system,
                SOFTWARE_INTERRUPT,
                board.matrix(),
                model.peripherals().interrupts().software());
    }

    private long frequency(ClockRegisters registers) {
        int source = registers.read(SYSTEM_CLOCK);
        int divider = (source & 0x3ff) + 1;
        return switch (source >>> 10 & 3) {
            case 1 -> (registers.read(CPU_CLOCK) & 3) == 0 ? 80_000_000L : isC2() ? 120_000_000L : 160_000_000L;
            case 2 -> 17_500_000L / divider;
            default -> model.clocks().crystal() / divider;
        };
    }

    private void attachRest() {
        board.attachPlain(
                Board.BLOCK,
                0x6000_3000,
                0x6000_5000,
                0x6000_6000,
                0x6000_9000,
                0x6000_e000,
                0x6001_0000,
                0x6001_3000,
                0x6001_9000,
                0x6001_c000,
                0x6001_d000,
                0x6004_0000,
                0x6004_d000,
                0x6004_e000,
                0x600c_1000,
                0x600c_e000,
                0x600c_f000,
                0x600d_0000);
        board.attachUnmodelled("SHA accelerator", 0x6003_b000);
        board.attachUnmodelled("DMA controller", 0x6003_f000);
        board.attachUnmodelled("general-purpose SPI controller", 0x6002_4000);
        if (isC2()) {
            board.attachUnmodelled("ECC accelerator", 0x6003_e000);
            return;
        }
        board.attachPlain(Board.BLOCK, 0x6001_4000, 0x6001_6000, 0x6002_b000, 0x6002_d000, 0x6004_3000);
        board.attachUnmodelled("AES accelerator", 0x6003_a000);
        board.attachUnmodelled("RSA accelerator", 0x6003_c000);
        board.attachUnmodelled("digital signature peripheral", 0x6003_d000);
        board.attachUnmodelled("HMAC accelerator", 0x6003_e000);
    }
}
