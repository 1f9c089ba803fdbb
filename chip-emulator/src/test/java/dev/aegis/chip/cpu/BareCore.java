package dev.aegis.chip.cpu;

import dev.aegis.chip.Assembler;
import dev.aegis.chip.memory.AddressSpace;
import dev.aegis.chip.memory.MemoryView;
import dev.aegis.chip.memory.Ram;
import java.util.ArrayList;
import java.util.List;

/// A core with 64 KiB of RAM and no peripherals, which runs a program up to its first exception without a handler.
final class BareCore {
    static final int BASE = 0x4080_0000;
    static final int DATA = BASE + 0x8000;
    private static final long LIMIT = 5_000_000;

    final AddressSpace memory = new AddressSpace();
    final Cpu cpu;
    final List<Trap> traps = new ArrayList<>();
    private boolean stopped;

    BareCore(boolean atomics) {
        memory.map(MemoryView.of(new Ram(0x1_0000, 7), BASE, MemoryView.Bus.UNIFIED));
        cpu = new Cpu(memory, new NoRom(), new CoreFeatures(atomics, atomics, 0), () -> 0, this::trapped);
        cpu.setRegister(2, BASE + 0x1_0000);
    }

    private void trapped(int pc, Trap trap, int vector) {
        traps.add(trap);
        if (vector == 0) {
            stopped = true;
        }
        endSlice();
    }

    private void endSlice() {
        cpu.endSlice();
    }

    private static final class NoRom implements Rom {
        @Override
        public boolean covers(int address) {
            return false;
        }

        @Override
        public void enter(int address) {
            throw new IllegalStateException("there is no ROM");
        }
    }

    static BareCore running(String program) {
        BareCore core = new BareCore(true);
        core.load(BASE, Assembler.assemble(BASE, program));
        core.runFrom(BASE);
        return core;
    }

    void load(int address, byte[] code) {
        for (int i = 0; i < code.length; i++) {
            memory.storeByte(address + i, code[i]);
        }
    }

    void runFrom(int address) {
        stopped = false;
        cpu.jump(address);
        while (!stopped && cpu.retired() < LIMIT) {
            cpu.run(1000);
        }
    }

    /// Runs the single instruction `word`.
    void execute(int word) {
        memory.storeWord(BASE, word);
        cpu.jump(BASE);
        cpu.run(1);
    }

    int register(int number) {
        return cpu.register(number);
    }

    /// Returns registers a0 to a7.
    int argument(int number) {
        return cpu.register(10 + number);
    }
}
