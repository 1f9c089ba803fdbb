package dev.aegis.espctl.inspect;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.aegis.firmware.size.SizeDifference;
import dev.aegis.firmware.size.SizeReport;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The size of a build, and the difference to the previous one. `SizeText` is its text and this record its JSON; the
/// structured answer of the MCP tool is made by `tool.SizeResults`.
///
/// @param detail whether components and files are listed
/// @param previous null if no earlier build of this project and chip can be compared with
public record SizeAnswer(
        String taskId,
        String target,
        Detail detail,
        SizeReport sizeReport,
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

    /// @param profile the profile of that build, which may differ
    public record Previous(String taskId, String profile, SizeDifference difference) {}
}
