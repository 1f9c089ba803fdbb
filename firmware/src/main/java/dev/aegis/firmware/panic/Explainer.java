package dev.aegis.firmware.panic;

import dev.aegis.firmware.elf.Architecture;
import dev.aegis.firmware.panic.WatchdogTasks.Running;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns the facts of a crash into plain sentences.
final class Explainer {
    private static final Pattern GOT = Pattern.compile("got 0x([0-9a-fA-F]{8})");
    private static final Pattern STACK_TASK =
            Pattern.compile("(?:Stack canary watchpoint triggered \\((.+?)\\)|overflow in task (.+?) has been)");
    private static final Pattern RETURNED = Pattern.compile("FreeRTOS Task \"(.+?)\" should not return");
    private static final Pattern DETECTED = Pattern.compile("Detected in task \"(.+?)\"");
    private static final Pattern FAULTING = Pattern.compile("(?i)(?:faulting address:|at address) 0x([0-9a-f]{1,8})");
    private static final Pattern ACCESSED = Pattern.compile("accessing the address 0x([0-9a-fA-F]{1,8})");
    private static final long SMALL = 0x1000;

    private final PanicFacts facts;
    private CrashKind kind;
    private @Nullable Long address;

    private Explainer(PanicFacts facts) {
        this.facts = facts;
        this.kind = facts.kind;
    }

    static Explanation of(PanicFacts facts) {
        return new Explainer(facts).explanation();
    }

    private Explanation explanation() {
        tasks();
        String meaning = meaning();
        if (facts.looping) {
            meaning += "; the chip started " + (facts.restarts + 1) + " times in this text (boot loop)";
        }
        return new Explanation(
                kind,
                meaning,
                facts.core,
                facts.task,
                address,
                facts.tasks,
                facts.details,
                facts.restarts == 0 ? null : Integer.valueOf(facts.restarts));
    }

    private void tasks() {
        facts.details.stream()
                .filter(line -> line.startsWith("Detected in task"))
                .forEach(line -> {
                    Matcher task = DETECTED.matcher(line);
                    facts.task(task.find() ? task.group(1) : null);
                });
        String all = facts.reason + " " + String.join(" ", facts.details);
        Matcher returned = RETURNED.matcher(all);
        facts.task(returned.find() ? returned.group(1) : null);
        Matcher stack = STACK_TASK.matcher(all);
        if (stack.find()) {
            kind = CrashKind.STACK_OVERFLOW;
            facts.task((stack.group(1) == null ? stack.group(2) : stack.group(1)).strip());
        }
        if (all.contains("Cache disabled but cached memory region accessed")) {
            kind = CrashKind.CACHE_DISABLED;
        }
        WatchdogTasks tasks = facts.tasks;
        Running holder = tasks == null ? null : tasks.holder();
        if (kind == CrashKind.TASK_WATCHDOG && holder != null) {
            facts.task(holder.task());
            facts.core(holder.core());
        }
    }

    private String meaning() {
        return switch (kind) {
            case WILD_POINTER, NULL_POINTER, USE_AFTER_FREE, UNINITIALIZED, READ_ONLY, HEAP_OVERRUN -> access();
            case WILD_CALL, NULL_CALL -> call();
            case MISALIGNED -> misaligned();
            case ASSERT -> asserted();
            case HEAP_CORRUPT, DOUBLE_FREE, BAD_FREE -> heap();
            case STACK_OVERFLOW -> stackOverflow();
            case ERROR_CHECK -> errorCheck();
            case CXX_EXCEPTION -> exception();
            case ABORT -> aborted();
            case TASK_WATCHDOG -> taskWatchdog();
            case MEMORY_PROTECTION -> protection();
            case ILLEGAL_INSTRUCTION -> illegal();
            case CACHE_ERROR -> cache();
            default -> FixedMeanings.of(kind, facts);
        };
    }

    private String stackOverflow() {
        if (facts.details.stream().anyMatch(line -> line.startsWith("Detected in ISR"))) {
            return "the interrupt stack is too small, or an interrupt handler calls too deeply; raise"
                    + " CONFIG_FREERTOS_ISR_STACKSIZE";
        }
        return "the stack of " + (facts.task == null ? "a task" : "task " + facts.task)
                + " is too small; give the task more stack, or move large local variables elsewhere";
    }

    private String access() {
        String name = String.valueOf(facts.reason);
        Long at = facts.accessed();
        if (at == null) {
            return "memory was accessed through a bad pointer; the text does not tell the address";
        }
        address = at;
        boolean write = ExceptionNames.isWrite(name);
        if (name.contains("LoadStoreError") && !AddressMeaning.isNull(at) && at >= 0x4000_0000L) {
            kind = CrashKind.MISALIGNED;
            return "instruction memory was accessed in bytes or unaligned words at " + hex(at)
                    + "; it takes aligned 32-bit accesses only";
        }
        AddressMeaning means = AddressMeaning.of(at, write, facts.architecture());
        kind = means.kind();
        String verb = name.contains("LoadStore") ? "an access" : write ? "a write" : "a read";
        return verb + " at " + hex(at) + " through " + means.pointer();
    }

    private String call() {
        Long counter = facts.counter();
        Long at = counter == null ? facts.accessed() : counter;
        if (at == null) {
            return "the program jumped to an address without code";
        }
        address = at;
        if (at < SMALL) {
            kind = CrashKind.NULL_CALL;
            return at == 0
                    ? "a null function pointer was called"
                    : "a function was called through a null pointer (offset " + at + ")";
        }
        AddressMeaning means = AddressMeaning.of(at, false, facts.architecture());
        if (means.kind() == CrashKind.USE_AFTER_FREE || means.kind() == CrashKind.UNINITIALIZED) {
            return "the program called or returned to " + hex(at) + ", which is no code: " + means.pointer();
        }
        String text = AddressMeaning.text(at);
        return "the program called or returned to " + hex(at)
                + ", which is no code: a wild function pointer, or a return"
                + " address on the stack that was overwritten"
                + (text == null ? "" : " with text ('" + text + "')");
    }

    private String misaligned() {
        Long at = facts.accessed();
        address = at;
        String where = at == null ? "" : " at " + hex(at);
        return ("an access%s that is not aligned to its size; the pointer was cast from a packed structure or a byte"
                        + " buffer, or is wild")
                .formatted(where);
    }

    private String asserted() {
        KnownAsserts.Known known = KnownAsserts.of(String.valueOf(facts.reason));
        if (known == null) {
            return "a check in the code failed: the expression in brackets was false" + ownStop();
        }
        kind = known.kind();
        return known.meaning() + ownStop();
    }

    /// On RISC-V abort() stops the chip by a store to address 0, which is no null pointer of the program.
    private String ownStop() {
        boolean own = facts.architecture() == Architecture.RISC_V
                && Long.valueOf(7).equals(facts.registers.get("MCAUSE"))
                && Long.valueOf(0).equals(facts.registers.get("MTVAL"));
        return own ? " (the store to address 0 in MCAUSE and MTVAL is how abort() stops the chip)" : "";
    }

    private String heap() {
        String reason = String.valueOf(facts.reason);
        Matcher value = GOT.matcher(reason);
        String got = value.find() ? value.group(1).toLowerCase(java.util.Locale.ROOT) : "";
        if (reason.contains("Bad tail")) {
            kind = CrashKind.HEAP_OVERRUN;
            return "heap overrun: the program wrote past the end of the heap block that ends there";
        }
        if (reason.contains("Bad head")) {
            kind = got.equals("fefefefe") || got.equals("cececece") ? CrashKind.USE_AFTER_FREE : CrashKind.HEAP_CORRUPT;
            return kind == CrashKind.USE_AFTER_FREE
                    ? "a heap block was used or freed again after it was freed (its start holds a fill pattern)"
                    : "the start of a heap block was overwritten: the block before it was overrun, it was freed twice, or"
                            + " the pointer is not the one that malloc() returned";
        }
        if (reason.contains("Invalid data")) {
            kind = CrashKind.USE_AFTER_FREE;
            return "use after free: freed heap memory was written";
        }
        return "the heap's own data was overwritten: a write past the end of a block, or into a freed block";
    }

    private String errorCheck() {
        String expression = facts.detail("expression:", "");
        return "ESP_ERROR_CHECK got an error code, not ESP_OK"
                + (expression == null ? "" : ", from " + expression)
                + "; handle the error, or fix its cause";
    }

    private String exception() {
        String what = facts.detail("what():", "");
        return String.valueOf(facts.reason).contains("pure virtual")
                ? "a pure virtual function was called: in a constructor or destructor, or of an object that is destroyed"
                : "a C++ exception was thrown and not caught" + (what == null ? "" : ": " + what);
    }

    private String aborted() {
        KnownAsserts.Known known = KnownAsserts.of(String.valueOf(facts.reason));
        if (known != null) {
            return known.meaning();
        }
        return facts.logged.isEmpty()
                ? "the program called abort() itself: a failed check without a message, an uncaught C++ exception, or no"
                        + " memory left for one" + ownStop()
                : "the program called abort() itself, right after it logged: " + String.join("; ", facts.logged)
                        + ownStop();
    }

    private String taskWatchdog() {
        WatchdogTasks tasks = facts.tasks;
        if (tasks == null) {
            return "a task did not give up the processor in time";
        }
        Running holder = tasks.holder();
        String held = holder == null ? "a task" : "task " + holder.task();
        return tasks.isIdle()
                ? held + " kept the processor for too long; it must block or call vTaskDelay() in its loop"
                : "the named task or user did not reset the watchdog in time: it was blocked, or kept from running";
    }

    private String protection() {
        Matcher at = FAULTING.matcher(String.join("\n", facts.details));
        address = at.find() ? Long.valueOf(at.group(1), 16) : null;
        return "a write into code, or a jump into data, that the memory protection does not allow"
                + (address == null ? "" : ", at " + hex(address));
    }

    private String cache() {
        Matcher at = ACCESSED.matcher(String.join("\n", facts.details));
        address = at.find() ? Long.valueOf(at.group(1), 16) : null;
        return FixedMeanings.of(kind, facts) + (address == null ? "" : "; the address was " + hex(address));
    }

    private String illegal() {
        Long counter = facts.counter();
        if (counter != null && counter < SMALL) {
            kind = CrashKind.NULL_CALL;
            address = counter;
            return "a null function pointer was called";
        }
        if (counter != null && counter >> 24 != 0x40 && counter >> 24 != 0x42) {
            return "the program jumped to " + hex(counter) + ", which is data";
        }
        return "the processor met an instruction that it does not know: overwritten code, a function that ends without its"
                + " return value, __builtin_trap, or code for another chip";
    }

    static String hex(long address) {
        return "0x%08x".formatted(address);
    }
}
