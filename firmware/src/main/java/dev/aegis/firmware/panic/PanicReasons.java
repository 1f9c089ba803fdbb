package dev.aegis.firmware.panic;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The lines in which ESP-IDF, the C and C++ libraries and Rust report why a program stopped.
final class PanicReasons {
    private static final Pattern GURU = Pattern.compile("Guru Meditation Error: Core\\s+(\\d+) panic'ed \\((.+?)\\)");
    private static final Pattern DOTS = Pattern.compile("\\.+$");

    private static final List<Rule> RULES = List.of(
            rule("(assert failed: .+)", CrashKind.ASSERT),
            rule("(assertion \".+?\" failed.*)", CrashKind.ASSERT),
            rule("(ESP_ERROR_CHECK failed: .+?)(?: at 0x[0-9a-f]{8}.*)?$", CrashKind.ERROR_CHECK),
            rule("\\*\\*\\*ERROR\\*\\*\\* (A stack overflow in task .+? has been detected)", CrashKind.STACK_OVERFLOW),
            rule("(Stack smashing protect failure)!?", CrashKind.STACK_SMASHED),
            rule("(stack smashing detected)", CrashKind.STACK_SMASHED),
            rule("(CORRUPT HEAP: .+)", CrashKind.HEAP_CORRUPT),
            rule("(Task watchdog got triggered)", CrashKind.TASK_WATCHDOG),
            rule("(Brownout detector was triggered)", CrashKind.BROWNOUT),
            rule(
                    "(terminate called (?:after throwing an instance of|without an active exception|recursively).*)",
                    CrashKind.CXX_EXCEPTION),
            rule("(pure virtual method called)", CrashKind.CXX_EXCEPTION),
            rule("(Undefined behavior of type \\w+)", CrashKind.UNDEFINED_BEHAVIOR),
            rule("((?:thread '.*?' )?(?:\\(\\d+\\) )?panicked at .+)", CrashKind.RUST_PANIC),
            rule("(A panic occured in .+|A panic occurred in .+)", CrashKind.RUST_PANIC),
            rule("Exception occurr?ed (?:on \\w+ )?'(?:Cause: )?(.+?)'", CrashKind.OTHER_EXCEPTION),
            rule("(FreeRTOS Task \".+?\" should not return)", CrashKind.ABORT),
            rule("(abort\\(\\) was called)", CrashKind.ABORT),
            rule("(Panic handler entered multiple times)", CrashKind.DOUBLE_EXCEPTION),
            rule("(invalid header: 0x[0-9a-f]{8})", CrashKind.FLASH_UNREADABLE),
            rule("(flash read err, \\d+)", CrashKind.FLASH_UNREADABLE),
            rule("(csum err:0x\\w+)", CrashKind.FLASH_UNREADABLE),
            rule(
                    "boot_comm: ([Ii]mage requires (?:chip|efuse blk) rev .+|chip revision check failed.+)",
                    CrashKind.FLASH_UNREADABLE),
            rule("boot_comm: (mismatch chip ID, expected \\d+, found \\d+)", CrashKind.FLASH_UNREADABLE),
            rule(
                    "esp_image: (Checksum failed.*|Image hash failed.*|image at 0x\\w+ has invalid magic byte.*|invalid"
                            + " segment length.*|.* load address .* doesn't match.*|image at 0x\\w+ (?:segment|has).*)",
                    CrashKind.FLASH_UNREADABLE),
            rule(
                    "boot(?:\\.\\w+)?: (No bootable app partitions in the partition table|Factory app partition is not"
                            + " bootable|OTA app partition slot \\d+ is not bootable|Failed to verify partition table"
                            + "|load partition table error!?)",
                    CrashKind.FLASH_UNREADABLE),
            rule("(assertion failed: .+)", CrashKind.ASSERT));

    private static final List<Pattern> DETAILS = List.of(
            Pattern.compile("Debug exception reason: (.+)"),
            Pattern.compile("(Cache disabled but cached memory region accessed)"),
            Pattern.compile("((?:Instruction fetch|Read|Write) operation at address 0x\\w+ not permitted .+)"),
            Pattern.compile("^\\s*(what\\(\\): +.+)"),
            Pattern.compile("^\\s*(expression: .+)"),
            Pattern.compile("^\\s*(file: \".+\" line \\d+)"),
            Pattern.compile("^\\s*(func: .+)"),
            Pattern.compile("^\\s*((?i:memory type|faulting address|operation type|world): .+)"),
            Pattern.compile("(Stack (?:pointer|bounds): 0x.+)"),
            Pattern.compile("(Detected in task \".+?\" at 0x\\w+)"),
            Pattern.compile("(Detected in ISR at 0x\\w+)"),
            Pattern.compile("(was running in ISR context)"),
            Pattern.compile("^\\s*((?:MMU entry fault|Dbus write to cache rejected|Dbus write to flash rejected|Cache"
                    + " access error|Icache|Dcache|IBUS|DBUS|ROM|Cache).* error.*|.*cache rejected.*)"));

    /// Details that belong into the reason itself.
    private static final List<Pattern> PARTS = List.of(
            Pattern.compile("Debug exception reason: (.+)"),
            Pattern.compile("Detected in (task \".+?\") at 0x"),
            Pattern.compile("(Cache disabled but cached memory region accessed)"),
            Pattern.compile("((?:Instruction fetch|Read|Write) operation at address 0x\\w+ not permitted .+)"),
            Pattern.compile("^\\s*what\\(\\): +(.+)"));

    private record Rule(Pattern pattern, CrashKind kind) {}

    /// @param core absent when the line does not tell
    record Reason(CrashKind kind, String text, @Nullable Integer core) {}

    private PanicReasons() {}

    static @Nullable Reason of(String line) {
        Matcher guru = GURU.matcher(line);
        if (guru.find()) {
            String text = guru.group(2).strip();
            return new Reason(ExceptionNames.kind(text), text, Integer.valueOf(guru.group(1)));
        }
        for (Rule rule : RULES) {
            Matcher found = rule.pattern().matcher(line);
            if (found.find()) {
                String text = DOTS.matcher(found.group(1).strip()).replaceFirst("");
                CrashKind kind = rule.kind() == CrashKind.OTHER_EXCEPTION ? ExceptionNames.kind(text) : rule.kind();
                return new Reason(kind, text, null);
            }
        }
        return null;
    }

    /// Returns the detail in a line below the reason.
    static @Nullable String detail(String line) {
        return first(DETAILS, line);
    }

    /// Returns the part of the reason in a line below it.
    static @Nullable String part(String line) {
        return first(PARTS, line);
    }

    private static @Nullable String first(List<Pattern> patterns, String line) {
        for (Pattern pattern : patterns) {
            Matcher found = pattern.matcher(line);
            if (found.find()) {
                return found.group(1).strip();
            }
        }
        return null;
    }

    private static Rule rule(String pattern, CrashKind kind) {
        return new Rule(Pattern.compile(pattern), kind);
    }
}
