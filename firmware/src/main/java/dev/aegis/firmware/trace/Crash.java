package dev.aegis.firmware.trace;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.aegis.firmware.panic.Explanation;
import dev.aegis.firmware.panic.Panic;
import dev.aegis.firmware.panic.Panic.Origin;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// A crash: its explanation, and its frames where the ELF file of the program was found.
///
/// @param reason as printed by the chip; absent if only addresses were pasted
/// @param verified whether the printed SHA-256 proves that the ELF file belongs to the application
/// @param elfSha256 of the ELF file that was used; absent without one
/// @param neededElf the beginning of the SHA-256 of the ELF file that would give functions and lines; absent when it
/// was
///     used or the text does not tell
/// @param frames the crash itself first; those from the stack last. Without an ELF file they have no functions
public record Crash(
        @Nullable String reason,
        @JsonUnwrapped Explanation explanation,
        boolean verified,
        @Nullable String elfSha256,
        @Nullable String neededElf,
        List<Frame> frames) {
    public Crash {
        frames = List.copyOf(frames);
    }

    /// Explains a panic from its text alone.
    public static Crash withoutElf(Panic panic) {
        return new Crash(
                panic.reason(),
                panic.explanation(),
                false,
                null,
                panic.elfSha256(),
                panic.suspects().stream().map(Frame::asPrinted).toList());
    }

    /// Returns the crash as text, with a line for each frame.
    public String text() {
        StringBuilder text = new StringBuilder(reason == null ? "crash" : reason).append('\n');
        text.append(facts());
        if (reason != null || elfSha256 == null) {
            text.append(explanation.meaning()).append('\n');
        }
        explanation.details().stream()
                .filter(line -> reason == null || !reason.contains(line))
                .forEach(line -> text.append("  ").append(line).append('\n'));
        frames(text);
        if (elfSha256 == null) {
            text.append("functions and lines need the ELF file of the build that runs on the chip")
                    .append(neededElf == null ? "" : "; its SHA-256 begins with " + neededElf)
                    .append('\n');
        } else if (!verified) {
            text.append(
                    "note: the text has no ELF file SHA256, so it is not certain that this ELF file is the right one\n");
        }
        return text.toString();
    }

    private String facts() {
        StringJoiner facts = new StringJoiner(", ", "", "\n").setEmptyValue("");
        if (explanation.core() != null) {
            facts.add("core " + explanation.core());
        }
        if (explanation.task() != null) {
            facts.add("task " + explanation.task());
        }
        if (explanation.address() != null) {
            facts.add("address 0x%08x".formatted(explanation.address()));
        }
        return facts.toString();
    }

    private void frames(StringBuilder text) {
        boolean stack = false;
        int number = 0;
        for (Frame frame : frames) {
            if (frame.origin() == Origin.STACK && !stack) {
                stack = true;
                text.append("a guess: return addresses on the stack, nearest first; some may be left over from earlier"
                        + " calls\n");
            }
            String shown = elfSha256 == null ? frame.shownAsPrinted() : frame.shown();
            text.append("%4s 0x%08x %s"
                            .formatted("#" + number++, frame.address(), shown)
                            .stripTrailing())
                    .append('\n');
            frame.inlinedBy()
                    .forEach(caller -> text.append("       inlined by ")
                            .append(caller.shown())
                            .append('\n'));
        }
    }
}
