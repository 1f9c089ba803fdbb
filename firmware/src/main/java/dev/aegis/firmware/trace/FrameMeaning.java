package dev.aegis.firmware.trace;

import dev.aegis.firmware.panic.CrashKind;
import dev.aegis.firmware.panic.Explanation;
import dev.aegis.firmware.panic.Panic.Origin;
import java.util.List;
import java.util.Set;

/// The explanation that the functions of a crash give: which library function gave up, and so why.
final class FrameMeaning {
    private static final Set<String> THROWING =
            Set.of("__cxa_throw", "__cxa_rethrow", "std::terminate", "__cxxabiv1::__terminate");
    private static final Set<String> HEAP = Set.of(
            "tlsf_malloc",
            "tlsf_free",
            "tlsf_realloc",
            "tlsf_memalign",
            "block_merge_next",
            "block_merge_prev",
            "block_locate_free",
            "remove_free_block",
            "insert_free_block",
            "multi_heap_free_impl",
            "multi_heap_malloc_impl");

    private FrameMeaning() {}

    static Explanation refined(Explanation told, List<Frame> frames) {
        boolean pointer = told.kind() == CrashKind.NULL_POINTER || told.kind() == CrashKind.WILD_POINTER;
        if (told.kind() == CrashKind.ABORT && named(frames, THROWING)) {
            return with(told, CrashKind.CXX_EXCEPTION, "a C++ exception was thrown and not caught");
        }
        if (pointer && !frames.isEmpty() && named(frames.subList(0, 1), HEAP)) {
            return with(
                    told,
                    CrashKind.HEAP_CORRUPT,
                    told.meaning()
                            + ", inside the heap: its own data was overwritten by a write past the end of a block or into"
                            + " a freed block; build with CONFIG_HEAP_POISONING_COMPREHENSIVE to find the block");
        }
        return told;
    }

    private static boolean named(List<Frame> frames, Set<String> functions) {
        return frames.stream()
                .filter(frame -> frame.origin() != Origin.STACK)
                .anyMatch(frame -> functions.contains(String.valueOf(frame.function()))
                        || frame.inlinedBy().stream()
                                .anyMatch(caller -> functions.contains(String.valueOf(caller.function()))));
    }

    private static Explanation with(Explanation told, CrashKind kind, String meaning) {
        return new Explanation(
                kind, meaning, told.core(), told.task(), told.address(), told.tasks(), told.details(), told.restarts());
    }
}
