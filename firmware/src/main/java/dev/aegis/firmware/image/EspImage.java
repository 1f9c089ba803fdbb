package dev.aegis.firmware.image;

import dev.aegis.firmware.Chip;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A valid image: every checksum was right.
///
/// @param chipId the number in the header
/// @param entryPoint the address that the chip jumps to
/// @param revisions of the chip that it runs on
/// @param flashMode `qio`, `qout`, `dio` or `dout`
/// @param flashSize such as `4MB`
/// @param flashFrequencyCode the header's four bits; their meaning differs from chip to chip
/// @param segments in file order
/// @param sha256 the appended digest, 64 hexadecimal digits; absent when the image carries none
/// @param size bytes up to the end of the checksum and digest
/// @param descriptor absent in a bootloader
public record EspImage(
        int chipId,
        long entryPoint,
        ChipRevisions revisions,
        String flashMode,
        String flashSize,
        int flashFrequencyCode,
        List<Segment> segments,
        @Nullable String sha256,
        int size,
        @Nullable AppDescriptor descriptor) {
    public EspImage {
        segments = List.copyOf(segments);
    }

    public Optional<Chip> chip() {
        return Chip.ofImageId(chipId);
    }
}
