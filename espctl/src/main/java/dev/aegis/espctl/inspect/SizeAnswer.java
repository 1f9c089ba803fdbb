package dev.aegis.espctl.inspect;

import com.fasterxml.jackson.annotation.JsonIgnore;
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

    /// @param target the chip of that build, which may differ if the user named it
    /// @param profile the profile of that build, which may differ
    /// @param asked whether the user named it
    public record Previous(
            String taskId,
            String target,
            String profile,
            @JsonIgnore boolean asked,
            SizeDifference difference) {
        /// Returns the words behind a change.
        String words() {
            return asked ? " against task " + taskId : " since the previous build";
        }
    }
}
