package dev.aegis.chip;

import dev.aegis.chip.device.AlwaysOnRegisters;
import dev.aegis.chip.device.CacheController;
import dev.aegis.chip.device.ClockRegisters;
import dev.aegis.chip.device.FlashInterface;
import dev.aegis.chip.device.LowPowerTimer;
import dev.aegis.chip.device.LowPowerWatchdogs;
import dev.aegis.chip.device.PlainRegisters;
import dev.aegis.chip.device.RandomRegister;
import dev.aegis.chip.device.SoftwareInterrupts;
import dev.aegis.chip.model.ChipModel;

/// The register map of esp32c6 and esp32h2.
final class LateFamily {
    private static final int SMALL = 0x400;
    private static final int RESET_CAUSE = 0x10;
    private static final int CORE_RESET_FLAG = 1 << 5;
    private static final int SOFTWARE_INTERRUPT = 0x90;

    private final Board board;
    private final ChipModel model;

    static void attachTo(Board board) {
        new LateFamily(board).attach();
    }

    private LateFamily(Board board) {
        this.board = board;
        this.model = board.context().model();
    }

    private boolean isH2() {
        return model.name().equals("esp32h2");
    }

    private void attach() {
        Board.Context context = board.context();
        board.attach(0x2000_1000, SMALL, board.interrupts());
        board.attach(0x6000_2000, SMALL, new FlashInterface(board.mapping()));
        board.attachFlashController(0x6000_3000);
        int shift = isH2() ? 0x1000 : 0;
        board.attachTimerGroups(0x6000_8000 + shift, 0x6000_9000 + shift);
        board.attachSystemTimer(0x6000_a000 + shift);
        board.attach(0x6001_0000, 0x800, board.matrix());
        board.attachGpio(0x6009_1000);
        board.attach(0x6009_6000, Board.BLOCK, clockRegisters());
        board.attach(
                0x600b_0400,
                SMALL,
                new PlainRegisters(SMALL).with(RESET_CAUSE, context.lastReset().code() | CORE_RESET_FLAG));
        board.attachFuses(0x600b_0800);
        board.attach(0x600b_0c00, SMALL, new LowPowerTimer(context.clock()));
        board.attach(0x600b_1000, SMALL, new AlwaysOnRegisters(context.reset()));
        board.attachTimed(
                0x600b_1c00,
                SMALL,
                new LowPowerWatchdogs(
                        SMALL, context.clock(), model.peripherals().lowPower(), context.reset()));
        board.attach(0x600b_2800, SMALL, new RandomRegister(SMALL, 8, context.random()));
        board.attach(
                0x600c_5000,
                SMALL,
                new SoftwareInterrupts(
                        new PlainRegisters(SMALL),
                        SOFTWARE_INTERRUPT,
                        board.matrix(),
                        model.peripherals().interrupts().software()));
        CacheController cache = new CacheController(board.mapping(), new CacheController.Layout(-1, 4, 0x98, 16, -1));
        board.attach(0x600c_8000, Board.BLOCK, cache);
        attachPlainRegisters();
        attachUnmodelled();
    }

    private PlainRegisters clockRegisters() {
        int source = isH2() ? 0x10c : 0x110;
        int divider = isH2() ? 0x114 : 0x118;
        int crystalMegahertz = (int) (model.clocks().crystal() / 1_000_000);
        return new ClockRegisters(
                        Board.BLOCK,
                        board.context().clock(),
                        source,
                        divider,
                        registers -> frequency(registers.read(source) >>> 16 & 3, registers.read(divider)))
                .with(source, crystalMegahertz << 24 | 2 << 8);
    }

    private long frequency(int source, int dividers) {
        int slow = (dividers & 0xff) + 1;
        int fast = isH2() ? slow : (dividers >>> 8 & 0xff) + 1;
        return switch (source) {
            case 1 -> (isH2() ? 96_000_000L : 160_000_000L) / fast;
            case 2 -> (isH2() ? 8_500_000L : 17_500_000L) / slow;
            case 3 -> 64_000_000L / fast;
            default -> model.clocks().crystal() / slow;
        };
    }

    private void attachPlainRegisters() {
        board.attachPlain(
                Board.BLOCK,
                0x6000_1000,
                0x6000_4000,
                0x6000_5000,
                0x6000_6000,
                0x6000_7000,
                0x6000_c000,
                0x6000_e000,
                0x6000_f000,
                0x6001_1000,
                0x6001_2000,
                0x6001_3000,
                0x6001_4000,
                0x6001_5000,
                0x6001_9000,
                0x6009_0000,
                0x6009_2000,
                0x6009_3000,
                0x6009_5000,
                0x6009_8000,
                0x6009_9000,
                0x6009_f000,
                0x600a_d000,
                0x600a_f000,
                0x600c_0000,
                0x600c_2000);
        board.attachPlain(
                SMALL,
                0x2000_1400,
                0x2000_1800,
                0x2000_1c00,
                0x600b_0000,
                0x600b_1400,
                0x600b_1800,
                0x600b_2000,
                0x600b_2400,
                0x600b_2c00,
                0x600b_3400,
                0x600b_3800,
                0x600b_3c00);
        board.attachPlain(Board.BLOCK, isH2() ? 0x6000_8000 : 0x6000_b000, isH2() ? 0x6000_d000 : 0x6001_6000);
    }

    private void attachUnmodelled() {
        board.attachUnmodelled("DMA controller", 0x6008_0000);
        board.attachUnmodelled("general-purpose SPI controller", 0x6008_1000);
        board.attachUnmodelled("AES accelerator", 0x6008_8000);
        board.attachUnmodelled("SHA accelerator", 0x6008_9000);
        board.attachUnmodelled("RSA accelerator", 0x6008_a000);
        board.attachUnmodelled("ECC accelerator", 0x6008_b000);
        board.attachUnmodelled("digital signature peripheral", 0x6008_c000);
        board.attachUnmodelled("HMAC accelerator", 0x6008_d000);
    }
}
