package dev.aegis.chip;

import dev.aegis.chip.cpu.Cpu;
import dev.aegis.chip.device.Clock;
import dev.aegis.chip.device.NorFlash;
import dev.aegis.chip.device.ResetCause;
import dev.aegis.chip.device.Timed;
import dev.aegis.chip.memory.AddressSpace;
import dev.aegis.chip.memory.MemoryView;
import dev.aegis.chip.memory.MemoryView.Bus;
import dev.aegis.chip.memory.Ram;
import dev.aegis.chip.model.ChipModel;
import dev.aegis.chip.rom.BootResult;
import dev.aegis.chip.rom.ImageLoader;
import dev.aegis.chip.rom.MaskRom;
import dev.aegis.chip.rom.RomHost;
import dev.aegis.chip.rom.RomServices;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// One chip on its board, from reset on. Runs the core in slices and advances the peripherals' time between them.
final class Machine implements RomHost {
    private static final long LONGEST_SLICE = 100_000;
    private static final long LONGEST_HOOK = 50_000_000;
    private static final int STACK = 2;
    private static final int RETURN_ADDRESS = 1;
    private static final int FIRST_ARGUMENT = 10;
    /// The bytes of stack that the ROM's frames use before it jumps to the bootloader.
    private static final int ROM_FRAMES = 0x190;

    private final ChipModel model;
    private final AddressSpace memory = new AddressSpace();
    private final RunState state = new RunState();
    private final SerialOutput serial = new SerialOutput(state);
    private final TrapLog traps = new TrapLog(state);
    private final Clock clock;
    private final Cpu cpu;
    private final Board board;
    private final List<Timed> timed;
    private final List<String> bootWarnings;
    private boolean hookReturned;

    Machine(ChipModel model, byte[] flashContent, ResetCause cause, RandomGenerator random) {
        this.model = model;
        MaskRom rom = new MaskRom(model);
        NorFlash flash = new NorFlash(flashContent);
        clock = new Clock(model.clocks().crystal());
        cpu = new Cpu(memory, rom, model.core(), clock::cycles, traps);
        clock.drivenBy(cpu::retired, cpu::endSlice);
        state.onStop(cpu::endSlice);
        Ram ram = mapRam(random);
        board = Board.of(new Board.Context(
                model,
                memory,
                clock,
                flash,
                random,
                cause,
                this::reset,
                new Board.Signals(serial, this::notEmulated, cpu::endSlice)));
        timed = board.timed();
        memory.explainWith(rom);
        rom.connect(new RomServices(
                model,
                cpu,
                new RomServices.Memory(memory, ram, flash, board.mapping()),
                clock,
                new RomServices.Ports(board.uart(), board.gpio()),
                cause,
                this::reset,
                this));
        serial.print(model.messages().banner());
        serial.print("rst:0x%x (%s),boot:0xc (SPI_FAST_FLASH_BOOT)\r\n".formatted(cause.code(), cause.word()));
        bootWarnings = boot(new ImageLoader(model, flash, memory, serial::print));
    }

    private Ram mapRam(RandomGenerator random) {
        ChipModel.MemoryMap map = model.memory();
        Ram ram = new Ram(map.ramSize(), random.nextLong());
        if (map.hasTwoViews()) {
            memory.map(MemoryView.of(ram, map.ramData(), Bus.DATA));
            memory.map(MemoryView.of(ram, map.ramCode(), Bus.INSTRUCTION));
        } else {
            memory.map(MemoryView.of(ram, map.ramData(), Bus.UNIFIED));
        }
        if (map.lowPowerRamSize() > 0) {
            Ram lowPower = new Ram(map.lowPowerRamSize(), random.nextLong());
            memory.map(MemoryView.of(lowPower, ChipModel.MemoryMap.LOW_POWER_RAM, Bus.UNIFIED));
        }
        return ram;
    }

    private List<String> boot(ImageLoader loader) {
        return switch (loader.load()) {
            case BootResult.Rejected rejected -> {
                state.stop(new StopReason.BootRejected(rejected.reason()));
                yield List.of();
            }
            case BootResult.Loaded loaded -> {
                cpu.setRegister(STACK, model.memory().rom().stackTop() - ROM_FRAMES & ~15);
                cpu.jump(loaded.entry());
                yield loaded.warnings();
            }
        };
    }

    private void reset(ResetCause cause) {
        state.stop(cause.isSoftware() ? new StopReason.SoftwareReset(cause) : new StopReason.WatchdogReset(cause));
    }

    RunReport run(long instructions) {
        state.resume();
        long limit = cpu.retired() + instructions;
        runWhile(() -> cpu.retired() < limit, limit);
        return new RunReport(
                serial.toString(),
                cpu.retired(),
                clock.now() / 1_000_000,
                state.reasonOr(new StopReason.InstructionLimit()),
                traps.first(),
                bootWarnings,
                new RunReport.Pins(board.gpio().output(), board.gpio().enabled()));
    }

    RunReport runUntil(String text, long instructions) {
        state.resume();
        serial.endWith(text);
        RunReport report = state.isStopped() ? run(0) : run(instructions);
        serial.waitForNothing();
        return report;
    }

    private void runWhile(BooleanSupplier condition, long limit) {
        while (!state.isStopped() && condition.getAsBoolean()) {
            advanceDue();
            int line = board.interrupts().pending();
            if (line != 0) {
                cpu.interrupt(line);
            }
            if (cpu.isWaiting()) {
                sleep();
            } else if (!state.isStopped()) {
                long untilDeadline = clock.instructionsUntil(nextDeadline());
                cpu.run(Math.min(limit - cpu.retired(), Math.min(LONGEST_SLICE, untilDeadline)));
            }
        }
    }

    private void sleep() {
        long next = nextDeadline();
        if (next == Timed.NEVER) {
            state.stop(new StopReason.Halted(cpu.pc()));
            return;
        }
        cpu.sleepStep();
        clock.pass(Math.max(0, next - clock.now()));
    }

    private long nextDeadline() {
        long next = Timed.NEVER;
        for (Timed device : timed) {
            next = Math.min(next, device.deadline());
        }
        return next;
    }

    private void advanceDue() {
        long now = clock.now();
        for (Timed device : timed) {
            if (device.deadline() <= now) {
                device.advance(now);
            }
        }
    }

    @Override
    public void passTime(long picos) {
        long end = clock.now() + picos;
        while (!state.isStopped() && clock.now() < end) {
            clock.pass(Math.max(0, Math.min(end, nextDeadline()) - clock.now()));
            advanceDue();
        }
    }

    @Override
    public void waitUntil(BooleanSupplier condition) {
        while (!state.isStopped() && !condition.getAsBoolean()) {
            clock.pass(Math.max(0, nextDeadline() - clock.now()));
            advanceDue();
        }
    }

    @Override
    public void callProgram(int address, int argument) {
        cpu.setRegister(RETURN_ADDRESS, MaskRom.HOOK_RETURN);
        cpu.setRegister(FIRST_ARGUMENT, argument);
        cpu.jump(address);
        hookReturned = false;
        long limit = cpu.retired() + LONGEST_HOOK;
        runWhile(() -> !hookReturned && cpu.retired() < limit, limit);
        hookReturned = false;
    }

    @Override
    public void programReturned() {
        hookReturned = true;
        cpu.endSlice();
    }

    @Override
    public void notEmulated(String what) {
        state.stop(new StopReason.NotEmulated(cpu.pc(), what));
    }
}
