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
import dev.aegis.chip.rom.BootOutcome;
import dev.aegis.chip.rom.ImageLoader;
import dev.aegis.chip.rom.MaskRom;
import dev.aegis.chip.rom.RomHost;
import dev.aegis.chip.rom.RomServices;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// One chip on its board, from reset on: lets the core run in slices, and time pass in the peripherals between them.
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
    private final Outcome outcome = new Outcome();
    private final SerialText serial = new SerialText(outcome);
    private final TrapLog traps = new TrapLog(outcome);
    private final Clock clock;
    private final Cpu cpu;
    private final Board board;
    private final List<Timed> timed;
    private final List<String> bootRemarks;
    private boolean hookReturned;

    Machine(ChipModel model, byte[] flashContent, ResetCause cause, RandomGenerator random) {
        this.model = model;
        MaskRom rom = new MaskRom(model);
        NorFlash flash = new NorFlash(flashContent);
        clock = new Clock(model.crystalFrequency());
        cpu = new Cpu(memory, rom, model.core(), clock::cycles, traps);
        clock.drivenBy(cpu::retired, cpu::endSlice);
        outcome.stopsWith(cpu::endSlice);
        Ram ram = mapRam(random);
        board = Board.of(new Board.Surroundings(
                model, memory, clock, flash, random, serial, this::reset, cause, this::notEmulated, cpu::endSlice));
        timed = board.timed();
        memory.explainWith(rom);
        rom.connect(new RomServices(
                model,
                cpu,
                memory,
                ram,
                clock,
                board.uart(),
                flash,
                board.mapping(),
                board.gpio(),
                cause,
                this::reset,
                this));
        serial.print(model.messages().banner());
        serial.print("rst:0x%x (%s),boot:0xc (SPI_FAST_FLASH_BOOT)\r\n".formatted(cause.code(), cause.word()));
        bootRemarks = boot(new ImageLoader(model, flash, memory, serial::print));
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
            case BootOutcome.Refused refused -> {
                outcome.end(new Ending.RomRefused(refused.reason()));
                yield List.of();
            }
            case BootOutcome.Loaded loaded -> {
                cpu.setRegister(STACK, model.memory().romStackTop() - ROM_FRAMES & ~15);
                cpu.jump(loaded.entry());
                yield loaded.remarks();
            }
        };
    }

    private void reset(ResetCause cause) {
        outcome.end(cause.isSoftware() ? new Ending.Restarted(cause) : new Ending.WatchdogReset(cause));
    }

    RunReport run(long instructions) {
        outcome.resume();
        long limit = cpu.retired() + instructions;
        runWhile(() -> cpu.retired() < limit, limit);
        return new RunReport(
                serial.toString(),
                cpu.retired(),
                clock.now() / 1_000_000,
                outcome.orElse(new Ending.StillRunning()),
                traps.first(),
                bootRemarks,
                new RunReport.Pins(board.gpio().output(), board.gpio().enabled()));
    }

    RunReport runUntil(String text, long instructions) {
        outcome.resume();
        serial.endWith(text);
        RunReport report = outcome.isOver() ? run(0) : run(instructions);
        serial.waitForNothing();
        return report;
    }

    private void runWhile(BooleanSupplier condition, long limit) {
        while (!outcome.isOver() && condition.getAsBoolean()) {
            advanceDue();
            int line = board.interrupts().pending();
            if (line != 0) {
                cpu.interrupt(line);
            }
            if (cpu.isWaiting()) {
                sleep();
            } else if (!outcome.isOver()) {
                long untilDeadline = clock.instructionsUntil(nextDeadline());
                cpu.run(Math.min(limit - cpu.retired(), Math.min(LONGEST_SLICE, untilDeadline)));
            }
        }
    }

    private void sleep() {
        long next = nextDeadline();
        if (next == Timed.NEVER) {
            outcome.end(new Ending.Halted(cpu.pc()));
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
        while (!outcome.isOver() && clock.now() < end) {
            clock.pass(Math.max(0, Math.min(end, nextDeadline()) - clock.now()));
            advanceDue();
        }
    }

    @Override
    public void waitUntil(BooleanSupplier condition) {
        while (!outcome.isOver() && !condition.getAsBoolean()) {
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
        outcome.end(new Ending.NotEmulated(cpu.pc(), what));
    }
}
