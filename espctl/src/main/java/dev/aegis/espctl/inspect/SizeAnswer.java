package dev.aegis.espctl.inspect;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.aegis.firmware.size.SizeDifference;
import dev.aegis.firmware.size.SizeReport;
import dev.aegis.firmware.size.SizeReport.Memory;
import dev.aegis.firmware.size.SizeReport.Share;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How large a build is, and what has changed since the one before.
///
/// @param detail which of components and files are listed
/// @param previous absent when no earlier build of this project and chip can be compared with
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

    /// @param flashUsed code, constants, and what is copied to RAM at start
    /// @param flashRemaining what the smallest app partition has left; absent without a partition table
    /// @param imageSize of the file that is flashed, with its padding
    /// @param partitionSize of the smallest app partition; absent without a partition table
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

    /// @param profile of that build, which may be another
    public record Previous(String taskId, String profile, SizeDifference difference) {}

    /// The same figures, as the one model of sizes.
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
