package dev.aegis.chip;

import dev.aegis.chip.cpu.Trap;
import dev.aegis.chip.cpu.TrapObserver;
import java.util.ArrayList;
import java.util.List;

/// Remembers the first exceptions, and ends the run at one that no handler can take.
final class TrapLog implements TrapObserver {
    private static final int MOST = 16;

    private final Outcome outcome;
    private final List<TrapRecord> first = new ArrayList<>();

    TrapLog(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public void trapped(int pc, Trap trap, int vector) {
        if (vector == 0 || pc == vector) {
            outcome.end(new Ending.Fault(pc, trap.cause(), trap.value(), trap.reason()));
        } else if (first.size() < MOST) {
            first.add(new TrapRecord(pc, trap.cause(), trap.value(), trap.reason()));
        }
    }

    List<TrapRecord> first() {
        return List.copyOf(first);
    }
}
