package dev.aegis.firmware.panic;

import dev.aegis.firmware.panic.Panic.Origin;
import dev.aegis.firmware.panic.Panic.Suspect;
import java.util.ArrayList;
import java.util.List;

/// A call of an Xtensa chip to an address without code. The register window moves at the first instruction of the
/// called function, which was not reached, so that the backtrace misses the caller. Its return address is in the
/// register that the call wrote (Xtensa instruction set, windowed calls).
final class XtensaCall {
    private XtensaCall() {}

    /// Returns a return address without its two highest bits, which hold how far the call moves the register window.
    static long plain(long returns) {
        return (returns & 0x3fff_ffffL) | 0x4000_0000L;
    }

    /// Puts the real program counter first and the caller second.
    static List<Suspect> corrected(PanicFacts facts, List<Suspect> steps) {
        Long counter = facts.registers.get("PC");
        boolean called = facts.kind == CrashKind.WILD_CALL || (counter != null && counter < 0x1000);
        if (!called || counter == null || !facts.registers.containsKey("PS")) {
            return steps;
        }
        List<Suspect> corrected = new ArrayList<>();
        corrected.add(new Suspect(counter, Origin.PC));
        int window = (int) ((facts.registers.getOrDefault("PS", 0L) >> 16) & 3);
        long returns = facts.registers.getOrDefault("A" + 4 * window, 0L);
        long caller = plain(returns);
        boolean holds = window != 0 && returns >> 30 == window;
        boolean known = steps.size() > 1 && Math.abs(steps.get(1).address() - caller) <= 3;
        if (holds && !known) {
            corrected.add(new Suspect(caller, Origin.RETURN));
        }
        corrected.addAll(steps.subList(Math.min(1, steps.size()), steps.size()));
        return corrected;
    }
}
