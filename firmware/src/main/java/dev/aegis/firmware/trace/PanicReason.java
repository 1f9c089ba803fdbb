package dev.aegis.firmware.trace;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The lines in which ESP-IDF reports why a program stopped.
final class PanicReason {
    private static final List<Pattern> REASONS = List.of(
            Pattern.compile("Guru Meditation Error: Core\\s+\\d+ panic'ed \\((.+?)\\)"),
            Pattern.compile("(assert failed: .+)"),
            Pattern.compile("(assertion \".+?\" failed.*)"),
            Pattern.compile("(ESP_ERROR_CHECK failed: .+?)(?: at 0x[0-9a-f]{8}.*)?$"),
            Pattern.compile("\\*\\*\\*ERROR\\*\\*\\* (A stack overflow in task .+? has been detected)"),
            Pattern.compile("(Stack smashing protect failure)!?"),
            Pattern.compile("(CORRUPT HEAP: .+)"),
            Pattern.compile("(Task watchdog got triggered)"),
            Pattern.compile("(Brownout detector was triggered)"),
            Pattern.compile("(terminate called after throwing an instance of .+)"),
            Pattern.compile("(abort\\(\\) was called)"));

    private static final List<Pattern> DETAILS = List.of(
            Pattern.compile("Debug exception reason: (.+)"),
            Pattern.compile("Detected in (task \".+?\") at 0x"),
            Pattern.compile("^(Cache disabled but cached memory region accessed)"),
            Pattern.compile("^((?:Instruction fetch|Read|Write) operation at address 0x\\w+ not permitted .+)"),
            Pattern.compile("^\\s+what\\(\\): +(.+)"));

    private PanicReason() {}

    static @Nullable String of(String line) {
        return first(REASONS, line);
    }

    /// Adds details from the lines after the reason.
    static @Nullable String detail(String line) {
        return first(DETAILS, line);
    }

    private static @Nullable String first(List<Pattern> patterns, String line) {
        for (Pattern reason : patterns) {
            Matcher found = reason.matcher(line);
            if (found.find()) {
                return found.group(1).strip();
            }
        }
        return null;
    }
}
