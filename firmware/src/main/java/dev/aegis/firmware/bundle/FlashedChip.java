package dev.aegis.firmware.bundle;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.aegis.firmware.Chip;
import dev.aegis.firmware.image.ChipRevisions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The chip that a build is for: four fields of `manifest.json`.
///
/// @param chip such as `esp32c3`
/// @param chipFamily such as `ESP32-C3`
/// @param minRev the lowest revision that all images run on, 100 times the major number plus the minor number; absent
/// when unknown
/// @param maxRev the highest that the ESP-IDF of the images knows; absent when unknown
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlashedChip(
        String chip,
        String chipFamily,
        @Nullable Integer minRev,
        @Nullable Integer maxRev) {
    /// @param revisions null when unknown
    static FlashedChip of(String chip, @Nullable ChipRevisions revisions) {
        return new FlashedChip(
                chip,
                Chip.ofTarget(chip).map(Chip::family).orElse(chip),
                revisions == null ? null : revisions.min(),
                revisions == null ? null : revisions.max());
    }

    /// Returns a sentence, if there are revisions of the chip that do not run the build.
    public Optional<String> runsOn() {
        return minRev == null ? Optional.empty() : new ChipRevisions(minRev, maxRev).sentence(chip);
    }
}
