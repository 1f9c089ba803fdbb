package dev.aegis.chip;

import dev.aegis.chip.cpu.Trap;
import dev.aegis.chip.cpu.TrapObserver;
import java.util.ArrayList;
import java.util.List;

/// Records the first exceptions, and stops the run at an exception without a usable handler.
final class TrapLog implements TrapObserver {
    private static final int MOST = 16;

    private final RunState state;
    private final List<TrapRecord> first = new ArrayList<>();

    TrapLog(RunState state) {
        this.state = state;
    }

    @Override
    public void trapped(int pc, Trap trap, int vector) {
        if (vector == 0 || pc == vector) {
            state.stop(new StopReason.UnhandledTrap(pc, trap.cause(), trap.value(), trap.reason()));
        } else if (first.size() < MOST) {
            first.add(new TrapRecord(pc, trap.cause(), trap.value(), trap.reason()));
        }
    }

    List<TrapRecord> first() {
        return List.copyOf(first);
    }
}
