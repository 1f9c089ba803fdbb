package dev.aegis.firmware.panic;

/// The meaning of crashes that need no address.
final class FixedMeanings {
    private FixedMeanings() {}

    static String of(CrashKind kind, PanicFacts facts) {
        return switch (kind) {
            case STACK_SMASHED ->
                "a function wrote past the end of an array on its stack; look at the local arrays of the function that"
                        + " called __stack_chk_fail";
            case INTERRUPT_WATCHDOG -> interruptWatchdog(facts);
            case RTC_WATCHDOG ->
                "the watchdog of the power domain reset the chip: the bootloader or the panic handler itself stopped, or"
                        + " the flash cannot be read; no panic was printed";
            case BROWNOUT ->
                "the supply voltage fell too low: use a stronger power supply, a shorter cable or a larger capacitor;"
                        + " radio and motors draw short peaks";
            case CACHE_DISABLED ->
                "code or data in flash was used while the flash was being written; put the interrupt handler and all that"
                        + " it uses into RAM (IRAM_ATTR, DRAM_ATTR)";
            case CACHE_ERROR ->
                "the flash cache met an address without memory behind it, or a write to flash: a wild pointer, or flash"
                        + " that cannot be read";
            case DOUBLE_EXCEPTION ->
                "a second exception came while the first was handled, usually because the stack pointer was bad: a stack"
                        + " overflow, or an overwritten stack";
            case DEBUG_EXCEPTION ->
                "a breakpoint instruction or a watchpoint was hit; the compiler puts one where code cannot be reached or"
                        + " __builtin_trap() is called";
            case LOCKUP ->
                "the core locked up: an exception came while the exception handler ran, such as a bad stack"
                        + " pointer";
            case DIVIDE_BY_ZERO -> "an integer was divided by zero";
            case UNDEFINED_BEHAVIOR ->
                "the undefined behavior sanitizer found an error in the code at the place in the" + " backtrace";
            case RUST_PANIC ->
                "Rust code panicked: an unwrap, expect, index or explicit panic at the place in the message";
            case BOOT_LOOP ->
                "the program restarts itself again and again without a panic: esp_restart() is called, or panics are not"
                        + " printed (CONFIG_ESP_SYSTEM_PANIC_SILENT_REBOOT)";
            case FLASH_UNREADABLE -> BootRefusals.meaning(String.valueOf(facts.reason));
            case CORE_DUMP ->
                "a core dump in base64; save these lines to a file and run: idf.py coredump-info -c FILE -t b64";
            case UNKNOWN -> "the text gives addresses without a reason";
            default -> exception(String.valueOf(facts.reason));
        };
    }

    private static String exception(String reason) {
        if (reason.contains("Coprocessor") || reason.matches("Cp\\dDis.*")) {
            return "a coprocessor was used where it is off, usually floating point in an interrupt handler";
        }
        if (reason.contains("Environment call") || reason.contains("Syscall")) {
            return "an instruction that calls an operating system was run: overwritten code, or a jump into data";
        }
        if (reason.contains("Privileged")) {
            return "an instruction was run that needs more rights: overwritten code, or a jump into data";
        }
        return "the processor reported the exception " + reason + ", which has no simple explanation";
    }

    private static String interruptWatchdog(PanicFacts facts) {
        if (facts.lastReset != null && String.valueOf(facts.reason).startsWith("reset ")) {
            return "a timer watchdog reset the chip and no panic was printed: interrupts were off or an interrupt handler"
                    + " ran for too long";
        }
        String where = facts.core == null ? "" : " on CPU " + facts.core;
        boolean isr = facts.details.contains("was running in ISR context");
        return "interrupts were off for too long" + where + (isr ? ", in an interrupt handler" : "")
                + ": a long interrupt handler, or a long critical section";
    }
}
