package dev.aegis.firmware.panic;

import dev.aegis.firmware.elf.Architecture;
import java.util.List;
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

    private static final List<String> WRITES =
            List.of("storeprohibited", "storeaccess", "store/amoaccess", "storepage", "store/amopage");

    /// Load and store errors of Xtensa do not tell which of both it was.
    private static final List<String> READS = List.of(
            "loadprohibited",
            "loadaccess",
            "loadpage",
            "loadstoreerror",
            "loadstorepif",
            "loadstoretlb",
            "loadstoreprivilege");

    private static final List<String> FETCHES = List.of(
            "instrfetch",
            "instructionfetch",
            "instructionaccess",
            "instructionpage",
            "instrpif",
            "instrpd",
            "insttlb",
            "instfetch",
            "pcvalue");

    private static final List<Map.Entry<CrashKind, List<String>>> KINDS = List.of(
            Map.entry(CrashKind.TASK_WATCHDOG, List.of("taskwdt", "taskwatchdog")),
            Map.entry(CrashKind.INTERRUPT_WATCHDOG, List.of("wdt", "watchdog")),
            Map.entry(CrashKind.MISALIGNED, List.of("misaligned", "alignment")),
            Map.entry(CrashKind.WILD_POINTER, READS),
            Map.entry(CrashKind.WILD_POINTER, WRITES),
            Map.entry(CrashKind.WILD_CALL, FETCHES),
            Map.entry(CrashKind.DIVIDE_BY_ZERO, List.of("dividebyzero")),
            Map.entry(CrashKind.STACK_OVERFLOW, List.of("stackprotection", "stackcanary")),
            Map.entry(CrashKind.MEMORY_PROTECTION, List.of("memoryprotection", "pms")),
            Map.entry(CrashKind.ILLEGAL_INSTRUCTION, List.of("illegal")),
            Map.entry(CrashKind.CACHE_DISABLED, List.of("cachedisabled")),
            Map.entry(CrashKind.CACHE_ERROR, List.of("cache")),
            Map.entry(CrashKind.LOCKUP, List.of("lockup")),
            Map.entry(CrashKind.DOUBLE_EXCEPTION, List.of("double", "kernelexception")),
            Map.entry(CrashKind.DEBUG_EXCEPTION, List.of("debug", "breakpoint")),
            Map.entry(CrashKind.ABORT, List.of("abort")));

    private ExceptionNames() {}

    /// Returns the exception of a register dump that has no reason.
    static @Nullable String of(@Nullable Architecture architecture, Map<String, Long> registers) {
        Long cause = registers.get(architecture == Architecture.RISC_V ? "MCAUSE" : "EXCCAUSE");
        if (cause == null || registers.size() < 4) {
            return null;
        }
        return architecture == Architecture.RISC_V ? RISC_V.get(cause) : XTENSA.get(cause);
    }

    /// Returns the kind of the exception. The first entry with a word of the name decides.
    static CrashKind kind(String name) {
        String words = words(name);
        for (Map.Entry<CrashKind, List<String>> known : KINDS) {
            if (has(words, known.getValue())) {
                return known.getKey();
            }
        }
        return CrashKind.OTHER_EXCEPTION;
    }

    static boolean isWrite(String name) {
        return has(words(name), WRITES);
    }

    private static boolean has(String words, List<String> known) {
        return known.stream().anyMatch(words::contains);
    }

    /// ESP-IDF, its core dumps and esp-hal write the same names with and without blanks.
    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ _]", "");
    }
}
