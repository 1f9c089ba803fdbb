package dev.aegis.firmware.panic;

import dev.aegis.firmware.elf.Architecture;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The facts of one crash while its text is read.
final class PanicFacts {
    private static final int MOST_DETAILS = 12;
    private static final int MOST_LOGGED = 3;

    final Map<String, Long> registers = new LinkedHashMap<>();
    final List<String> details = new ArrayList<>();

    @Nullable
    String reason;

    CrashKind kind = CrashKind.UNKNOWN;

    @Nullable
    Integer core;

    @Nullable
    String task;

    @Nullable
    WatchdogTasks tasks;

    @Nullable
    String lastReset;

    int restarts;

    /// The errors that the program logged right before it stopped.
    final List<String> logged = new ArrayList<>();

    /// Whether the program or its crash caused the restarts.
    boolean looping;

    void reason(PanicReasons.Reason found) {
        if (reason == null) {
            reason = found.text();
            kind = found.kind();
        }
        core(found.core());
    }

    /// Keeps the errors that end at the line before the crash.
    void logged(@Nullable String error) {
        if (reason == null && error != null) {
            logged.add(error);
            if (logged.size() > MOST_LOGGED) {
                logged.removeFirst();
            }
        }
    }

    void core(@Nullable Integer told) {
        core = core == null ? told : core;
    }

    void task(@Nullable String told) {
        task = task == null ? told : task;
    }

    /// Adds to the reason.
    void part(@Nullable String more) {
        if (more != null && reason != null && !reason.contains(more)) {
            reason += ": " + more;
        }
    }

    void detail(@Nullable String line) {
        if (line != null && details.size() < MOST_DETAILS && !details.contains(line)) {
            details.add(line);
        }
    }

    @Nullable
    String detail(String begin, String otherwise) {
        return details.stream()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length()).strip())
                .findFirst()
                .orElse(otherwise.isEmpty() ? null : otherwise);
    }

    boolean hasDump() {
        return registers.size() >= 3 && (registers.containsKey("PC") || registers.containsKey("MEPC"));
    }

    @Nullable
    Architecture architecture() {
        if (registers.containsKey("MEPC") || registers.containsKey("MCAUSE") || registers.containsKey("RA")) {
            return Architecture.RISC_V;
        }
        boolean xtensa = registers.containsKey("EXCVADDR") || registers.containsKey("EXCCAUSE");
        return xtensa || (registers.containsKey("PS") && registers.containsKey("A0")) ? Architecture.XTENSA : null;
    }

    /// Returns the program counter, if the registers were printed.
    @Nullable
    Long counter() {
        return registers.get(architecture() == Architecture.RISC_V ? "MEPC" : "PC");
    }

    /// Returns the address of a memory access that failed.
    @Nullable
    Long accessed() {
        return registers.get(architecture() == Architecture.RISC_V ? "MTVAL" : "EXCVADDR");
    }
}
