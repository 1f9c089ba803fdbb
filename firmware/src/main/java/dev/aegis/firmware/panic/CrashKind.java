package dev.aegis.firmware.panic;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// The kinds of crashes that have an explanation of their own.
public enum CrashKind {
    NULL_POINTER,
    NULL_CALL,
    WILD_POINTER,
    WILD_CALL,
    USE_AFTER_FREE,
    UNINITIALIZED,
    READ_ONLY,
    ILLEGAL_INSTRUCTION,
    MISALIGNED,
    DIVIDE_BY_ZERO,
    STACK_OVERFLOW,
    STACK_SMASHED,
    HEAP_OVERRUN,
    HEAP_CORRUPT,
    DOUBLE_FREE,
    BAD_FREE,
    ABORT,
    ASSERT,
    ERROR_CHECK,
    CXX_EXCEPTION,
    RUST_PANIC,
    UNDEFINED_BEHAVIOR,
    TASK_WATCHDOG,
    INTERRUPT_WATCHDOG,
    RTC_WATCHDOG,
    BROWNOUT,
    CACHE_DISABLED,
    CACHE_ERROR,
    MEMORY_PROTECTION,
    DOUBLE_EXCEPTION,
    DEBUG_EXCEPTION,
    LOCKUP,
    OTHER_EXCEPTION,
    RESET,
    BOOT_LOOP,
    FLASH_UNREADABLE,
    CORE_DUMP,
    /// a register dump or backtrace without a reason, or pasted addresses
    UNKNOWN;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
