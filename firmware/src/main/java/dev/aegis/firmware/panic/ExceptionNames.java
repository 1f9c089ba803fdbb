package dev.aegis.firmware.panic;

import dev.aegis.firmware.elf.Architecture;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of the exceptions of both processors, and the numbers of their causes (RISC-V privileged specification,
/// table of `mcause`; Xtensa instruction set, table of `EXCCAUSE`).
final class ExceptionNames {
    private static final Map<Long, String> RISC_V = Map.ofEntries(
            Map.entry(0L, "Instruction address misaligned"),
            Map.entry(1L, "Instruction access fault"),
            Map.entry(2L, "Illegal instruction"),
            Map.entry(3L, "Breakpoint"),
            Map.entry(4L, "Load address misaligned"),
            Map.entry(5L, "Load access fault"),
            Map.entry(6L, "Store address misaligned"),
            Map.entry(7L, "Store access fault"),
            Map.entry(8L, "Environment call from U-mode"),
            Map.entry(11L, "Environment call from M-mode"),
            Map.entry(12L, "Instruction page fault"),
            Map.entry(13L, "Load page fault"),
            Map.entry(15L, "Store page fault"));

    private static final Map<Long, String> XTENSA = Map.ofEntries(
            Map.entry(0L, "IllegalInstruction"),
            Map.entry(1L, "Syscall"),
            Map.entry(2L, "InstructionFetchError"),
            Map.entry(3L, "LoadStoreError"),
            Map.entry(6L, "IntegerDivideByZero"),
            Map.entry(8L, "Privileged"),
            Map.entry(9L, "LoadStoreAlignment"),
            Map.entry(12L, "InstrPDAddrError"),
            Map.entry(13L, "LoadStorePIFDataError"),
            Map.entry(14L, "InstrPIFAddrError"),
            Map.entry(15L, "LoadStorePIFAddrError"),
            Map.entry(20L, "InstrFetchProhibited"),
            Map.entry(28L, "LoadProhibited"),
            Map.entry(29L, "StoreProhibited"));

    private ExceptionNames() {}

    /// Returns the exception of a register dump that has no reason.
    static @Nullable String of(@Nullable Architecture architecture, Map<String, Long> registers) {
        Long cause = registers.get(architecture == Architecture.RISC_V ? "MCAUSE" : "EXCCAUSE");
        if (cause == null || registers.size() < 4) {
            return null;
        }
        return architecture == Architecture.RISC_V ? RISC_V.get(cause) : XTENSA.get(cause);
    }

    static CrashKind kind(String name) {
        String low = name.toLowerCase(Locale.ROOT).replace(" ", "").replace("_", "");
        if (low.contains("wdt") || low.contains("watchdog")) {
            return low.contains("task") ? CrashKind.TASK_WATCHDOG : CrashKind.INTERRUPT_WATCHDOG;
        }
        if (low.contains("misaligned") || low.contains("alignment")) {
            return CrashKind.MISALIGNED;
        }
        if (isRead(low) || isWrite(low)) {
            return CrashKind.WILD_POINTER;
        }
        if (isFetch(low)) {
            return CrashKind.WILD_CALL;
        }
        if (low.contains("dividebyzero")) {
            return CrashKind.DIVIDE_BY_ZERO;
        }
        if (low.contains("stackprotection") || low.contains("stackcanary")) {
            return CrashKind.STACK_OVERFLOW;
        }
        if (low.contains("memoryprotection") || low.contains("pms")) {
            return CrashKind.MEMORY_PROTECTION;
        }
        return other(low);
    }

    private static CrashKind other(String low) {
        if (low.contains("illegal")) {
            return CrashKind.ILLEGAL_INSTRUCTION;
        }
        if (low.contains("cachedisabled")) {
            return CrashKind.CACHE_DISABLED;
        }
        if (low.contains("cache")) {
            return CrashKind.CACHE_ERROR;
        }
        if (low.contains("lockup")) {
            return CrashKind.LOCKUP;
        }
        if (low.contains("double") || low.contains("kernelexception")) {
            return CrashKind.DOUBLE_EXCEPTION;
        }
        if (low.contains("debug") || low.contains("breakpoint")) {
            return CrashKind.DEBUG_EXCEPTION;
        }
        return low.contains("abort") ? CrashKind.ABORT : CrashKind.OTHER_EXCEPTION;
    }

    static boolean isWrite(String name) {
        String low = name.toLowerCase(Locale.ROOT).replace(" ", "");
        return low.contains("storeprohibited")
                || low.contains("storeaccess")
                || low.contains("store/amoaccess")
                || low.contains("storepage")
                || low.contains("store/amopage");
    }

    /// Load and store errors of Xtensa do not tell which of both it was.
    static boolean isRead(String name) {
        String low = name.toLowerCase(Locale.ROOT).replace(" ", "");
        return low.contains("loadprohibited")
                || low.contains("loadaccess")
                || low.contains("loadpage")
                || low.contains("loadstoreerror")
                || low.contains("loadstorepif")
                || low.contains("loadstoretlb")
                || low.contains("loadstoreprivilege");
    }

    static boolean isFetch(String name) {
        String low = name.toLowerCase(Locale.ROOT).replace(" ", "");
        return low.contains("instrfetch")
                || low.contains("instructionfetch")
                || low.contains("instructionaccess")
                || low.contains("instructionpage")
                || low.contains("instrpif")
                || low.contains("instrpd")
                || low.contains("insttlb")
                || low.contains("instfetch")
                || low.contains("pcvalue");
    }
}
