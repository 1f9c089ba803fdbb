package dev.aegis.espctl.inspect;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.aegis.firmware.size.SizeDifference;
import dev.aegis.firmware.size.SizeReport;
import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The size of a build, and the difference to the previous one.
///
/// @param detail whether components and files are listed
/// @param previous null if no earlier build of this project and chip can be compared with
public record SizeAnswer(
        String taskId,
        String target,
        Detail detail,
        Figures sizeReport,
        @Nullable Previous previous) {
    public enum Detail {
        SUMMARY,
        COMPONENTS,
        FILES;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param flashUsed bytes of code, constants, and initial values of RAM
    /// @param flashRemaining bytes left in the smallest app partition; null without a partition table
    /// @param imageSize bytes of the flashed file, with its padding
    /// @param partitionSize bytes of the smallest app partition; null without a partition table
    /// @param components empty unless asked for
    /// @param files empty unless asked for
    public record Figures(
            long flashUsed,
            @Nullable Long flashRemaining,
            long ramUsed,
            @Nullable Long ramRemaining,
            @Nullable Long imageSize,
            @Nullable Long partitionSize,
            List<Memory> memories,
            List<Share> components,
            List<Share> files) {}

    /// @param profile the profile of that build, which may differ
    public record Previous(String taskId, String profile, SizeDifference difference) {}

    /// Returns these figures as a `SizeReport`.
    public SizeReport report() {
        return new SizeReport(
                sizeReport.flashUsed(),
                sizeReport.flashRemaining(),
                sizeReport.ramUsed(),
                sizeReport.ramRemaining(),
                sizeReport.memories(),
                sizeReport.components(),
                sizeReport.files());
    }
}
