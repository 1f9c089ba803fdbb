package dev.aegis.firmware.panic;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads why the boot ROM started the program, each time that it did.
final class ResetReader {
    private static final Pattern RESET = Pattern.compile("rst:0x([0-9a-fA-F]{1,2}) \\(([A-Za-z0-9_]+)\\)");
    private static final int LOOP = 3;

    private final Map<String, Integer> causes = new LinkedHashMap<>();
    private int boots;
    private int ownRestarts;
    private @Nullable String last;

    /// @return whether the line is a reset
    boolean line(String line) {
        Matcher reset = RESET.matcher(line);
        if (!reset.find()) {
            return false;
        }
        boots++;
        last = "rst:0x" + reset.group(1) + " (" + reset.group(2) + ")";
        ownRestarts += boots > 1 && !isFromOutside(last) ? 1 : 0;
        causes.merge(last, 1, Integer::sum);
        return true;
    }

    int restarts() {
        return Math.max(0, boots - 1);
    }

    @Nullable
    String last() {
        return last;
    }

    /// Fills in a crash that only the resets show. A restart by power, button, sleep or the program itself is none,
    /// unless the program restarts itself again and again.
    void explain(PanicFacts facts) {
        facts.restarts = restarts();
        facts.looping = ownRestarts >= LOOP - 1;
        facts.lastReset = last;
        if (facts.reason != null || facts.hasDump()) {
            return;
        }
        for (Map.Entry<String, Integer> cause : causes.entrySet()) {
            CrashKind kind = kind(cause.getKey());
            if (kind != null) {
                facts.reason = "reset " + cause.getKey();
                facts.kind = kind;
                return;
            }
        }
        for (Map.Entry<String, Integer> cause : causes.entrySet()) {
            if (cause.getValue() >= LOOP && isSoftware(cause.getKey())) {
                facts.reason = "boot loop, " + cause.getKey();
                facts.kind = CrashKind.BOOT_LOOP;
                return;
            }
        }
    }

    private static @Nullable CrashKind kind(String cause) {
        String low = cause.toLowerCase(Locale.ROOT);
        if (low.contains("brown")) {
            return CrashKind.BROWNOUT;
        }
        if (low.contains("lockup")) {
            return CrashKind.LOCKUP;
        }
        if (low.contains("glitch")) {
            return CrashKind.BROWNOUT;
        }
        if (low.contains("wdt")) {
            boolean rtc =
                    low.contains("rtcwdt") || low.contains("lp_wdt") || low.contains("super") || low.contains("rwdt");
            return rtc ? CrashKind.RTC_WATCHDOG : CrashKind.INTERRUPT_WATCHDOG;
        }
        return null;
    }

    /// Power, the USB port and the end of a sleep start a chip without a fault of its program.
    private static boolean isFromOutside(String cause) {
        String low = cause.toLowerCase(Locale.ROOT);
        return low.contains("power") || low.contains("usb") || low.contains("sleep");
    }

    private static boolean isSoftware(String cause) {
        String low = cause.toLowerCase(Locale.ROOT);
        return low.contains("sw_") || low.contains("software") || low.contains("(sw");
    }
}
