package dev.aegis.firmware.trace;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The lines in which ESP-IDF says why a program ends.
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
            Pattern.compile("(abort\\(\\) was called)"));

    private PanicReason() {}

    static @Nullable String of(String line) {
        for (Pattern reason : REASONS) {
            Matcher found = reason.matcher(line);
            if (found.find()) {
                return found.group(1).strip();
            }
        }
        return null;
    }
}
