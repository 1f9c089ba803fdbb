package dev.aegis.firmware.trace;

import dev.aegis.firmware.trace.Panic.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decoded crash.
///
/// @param reason as printed by the chip; absent if only addresses were pasted
/// @param verified whether the printed SHA-256 proves that the ELF file belongs to the application
/// @param elfSha256 of the ELF file that was used
/// @param frames the crash itself first; those from the stack last
public record Crash(@Nullable String reason, boolean verified, String elfSha256, List<Frame> frames) {
    public Crash {
        frames = List.copyOf(frames);
    }

    /// Returns the crash as text, with a line for each frame.
    public String text() {
        StringBuilder text = new StringBuilder(reason == null ? "crash" : reason).append('\n');
        boolean stack = false;
        int number = 0;
        for (Frame frame : frames) {
            if (frame.origin() == Origin.STACK && !stack) {
                stack = true;
                text.append("return addresses on the stack, nearest first; some may be left over from earlier calls\n");
            }
            text.append("%4s 0x%08x %s%n"
                    .formatted("#" + number++, frame.address(), frame.shown())
                    .replace("\r", ""));
            frame.inlinedBy()
                    .forEach(caller -> text.append("       inlined by ")
                            .append(caller.shown())
                            .append('\n'));
        }
        if (!verified) {
            text.append(
                    "note: the text has no ELF file SHA256, so it is not certain that this ELF file is the right one\n");
        }
        return text.toString();
    }
}
